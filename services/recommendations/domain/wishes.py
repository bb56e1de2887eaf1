"""What a participant wants of the day."""

from dataclasses import dataclass, fields
from datetime import time


@dataclass(frozen=True, slots=True)
class Goal:
    """What somebody wants to get better at, in their words; `area` where they tied it to one.

    `priority` is how much it matters to them, from 1 (most) to 3; `now` is where they are with it on the spectrum and
    `want` where they want to be, 1 to 4. None where they did not say.
    """

    statement: str
    area: str | None = None
    priority: int | None = None
    now: int | None = None
    want: int | None = None


@dataclass(frozen=True, slots=True)
class Spectrum:
    """Where somebody stands on each ingredient, 1 to 4; None where they did not say."""

    student_choice: int | None = None
    individual_pacing: int | None = None
    flexible_structures: int | None = None
    technology: int | None = None

    def stated(self) -> dict[str, int]:
        """The ingredients they did say something about."""
        places = ((each.name, getattr(self, each.name)) for each in fields(self))
        return {ingredient: place for ingredient, place in places if place is not None}


@dataclass(frozen=True, slots=True)
class Window:
    """Hours somebody can be there, on the clock of the conference's zone, on every day of it."""

    start: time
    end: time

    def __post_init__(self) -> None:
        """Refuse with ValueError hours that run backwards or carry a zone of their own."""
        if self.start.tzinfo or self.end.tzinfo:
            raise ValueError("hours are told on the conference's clock, without a zone")
        if self.start >= self.end:
            raise ValueError("hours must end after they start")


@dataclass(frozen=True, slots=True)
class Wishes:
    """All a participant asks for.

    No `available` hours means the whole day. `lengths` are the session lengths they prefer, in minutes; none
    means that any will do.
    """

    goals: tuple[Goal, ...] = ()
    spectrum: Spectrum | None = None
    available: tuple[Window, ...] = ()
    lengths: tuple[int, ...] = ()
