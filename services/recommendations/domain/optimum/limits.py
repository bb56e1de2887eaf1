"""What a day must keep to."""

from dataclasses import dataclass, replace

MUST = 2**22
"""Points of a session that must be in: more than any day without musts can be worth."""


@dataclass(frozen=True, slots=True)
class Limits:
    """In seconds, and on each day of the conference alike. None means that there is none."""

    most: int | None = None
    """In sessions."""
    stretch: int | None = None
    """From the start of a session that follows a break to the end of the last before the next break. A session by
    itself may be longer."""
    pause: int = 900
    """The shortest time between two sessions that is a break."""
    in_part: bool = False
    """Whether sessions may be joined late or left early."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A session somebody may go to, and what it is worth to them; `start` and `end` are instants, in seconds.

    `position` is its place in the timetable, `goals` the set of goals it serves, as bits. Where it may not be `cut`, it
    is joined from that start to that end or not at all.
    """

    position: int
    start: int
    end: int
    room: int
    points: int
    goals: int = 0
    cut: bool = True

    def bare(self) -> "Candidate":
        """The same, worth the least it can be."""
        return replace(self, points=self.points - self.points % MUST + 1)
