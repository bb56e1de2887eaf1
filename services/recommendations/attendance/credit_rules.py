"""The rules by which time in sessions becomes hours of credit. The defaults are those of Michigan's SCECH as they are
told to sponsors: instructional time without breaks and meals, in quarter hours, rounded down.
"""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from services.recommendations.attendance.presence import MissingCheckIn, MissingCheckOut

NOT_INSTRUCTION = frozenset(("break", "coffee", "lunch", "meal", "registration", "welcome", "no-credit"))
"""Tags of sessions that are no instruction."""


class Rounding(StrEnum):
    """What becomes of a part of a unit."""

    DOWN = "down"
    NEAREST = "nearest"
    """Half of one counts as a whole."""
    UP = "up"


class Rounded(StrEnum):
    """What is rounded: each session by itself, what a day comes to, or all of it once."""

    SESSION = "session"
    DAY = "day"
    CONFERENCE = "conference"


@dataclass(frozen=True, slots=True)
class Break:
    """A part of every day that is no instruction, whichever session lies there, on the conference's clock."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class CreditRules:
    """One conference's rules."""

    unit_minutes: int = 15
    rounding: Rounding = Rounding.DOWN
    rounded: Rounded = Rounded.CONFERENCE
    least_minutes: int = 0
    """In one session; who was there for less earned nothing in it."""
    most_hours_a_day: float | None = None
    breaks: tuple[Break, ...] = ()
    left_out_tags: frozenset[str] = NOT_INSTRUCTION
    """Sessions with one of these tags give no credit."""
    left_out: frozenset[str] = frozenset()
    """And neither do these, by guid."""
    no_check_out: MissingCheckOut = MissingCheckOut.UNTIL_END
    no_check_in: MissingCheckIn = MissingCheckIn.NOTHING

    def __post_init__(self) -> None:
        """Refuse with ValueError what no credit can be counted by."""
        if not 1 <= self.unit_minutes <= 480:
            raise ValueError("unit_minutes must be from 1 to 480")
        if self.least_minutes < 0 or (self.most_hours_a_day is not None and self.most_hours_a_day <= 0):
            raise ValueError("least_minutes and most_hours_a_day must not be negative")
        if any(one.start >= one.end for one in self.breaks):
            raise ValueError("a break must end after it starts")
