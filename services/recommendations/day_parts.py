"""The parts of a day as the agenda page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from shared.contracts.recommendations import Session
from shared.contracts.vocabulary import Window
from shared.spoken import WORKING

HALF_A_DAY = timedelta(hours=12)
"""What comes later is another day's."""


class Pause(StrEnum):
    """What the time between two sessions is."""

    CHANGE = "change"
    FREE = "free"
    LUNCH = "lunch"
    AWAY = "away"
    """Mostly outside the hours they gave."""


@dataclass(frozen=True, slots=True)
class Step:
    """Where a session leads on one ingredient of the spectrum; `stands` is None where nobody said."""

    ingredient: str
    stands: int | None
    leads: int


@dataclass(frozen=True, slots=True)
class Item:
    """A session of the day, with its times on the conference's clock."""

    session: Session
    start: datetime
    end: datetime
    why: str
    """One sentence."""
    reason: str
    """The same without quoting the goal, for where the goal is named by `goal`."""
    goal: int | None
    """The number of the goal it is there for, from 1."""
    also: tuple[int, ...]
    """The numbers of other goals it serves."""
    steps: tuple[Step, ...]
    """The most fitting first."""
    overlap: int
    """Minutes it shares with an earlier session: the programme moved under this agenda."""

    @property
    def minutes(self) -> int:
        """How long they are there."""
        return max(1, round((self.end.timestamp() - self.start.timestamp()) / 60))

    @property
    def roomy(self) -> bool:
        """Whether a box to scale holds all that is known of it, even on a phone: about 11 characters a minute
        beside its other lines and the buttons."""
        return len(self.session.abstract or self.session.description) <= 11 * self.minutes - 660 - 50 * len(self.steps)


@dataclass(frozen=True, slots=True)
class Gap:
    """Time between two sessions. `away` are the hours they said they are not there, for Pause.AWAY."""

    start: datetime
    end: datetime
    minutes: int
    pause: Pause
    before: Session
    after: Session
    away: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of the conference."""

    date: date
    start: datetime
    end: datetime
    entries: tuple[Item | Gap, ...]

    @property
    def late(self) -> bool:
        """Whether it has hours that are said with am or pm."""
        return any(each.hour not in WORKING for each in (self.start, *(entry.end for entry in self.entries)))


@dataclass(frozen=True, slots=True)
class Share:
    """What the agenda does for one goal; `number` from 1. A session counts for each goal it serves."""

    number: int
    statement: str
    sessions: int
    minutes: int
    unserved: bool = False
    """No session of the programme does anything for it."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A session that must be in the day and cannot; `other` is the one it collides with. Titles, where known."""

    title: str
    obstacle: str
    other: str


@dataclass(frozen=True, slots=True)
class Day:
    """All an agenda page shows."""

    days: tuple[CalendarDay, ...]
    goals: tuple[Share, ...]
    sessions: int
    minutes: int
    """Spent in sessions."""
    cancelled: int
    """Sessions that were on this agenda and take place no more."""
    stands: Mapping[str, int]
    """Places on the spectrum, by ingredient; what they did not say is missing."""
    leads: Mapping[str, int]
    """The nearest place beyond theirs that a session of the day leads to."""
    hours: tuple[Window, ...]
    """When they can be there; empty is always."""
    bare: bool = False
    """There are no sessions in the programme."""
    nearest: tuple[Item, ...] = ()
    """For an empty day: sessions closest to their hours that are not over."""
    unkept: tuple[LeftOut, ...] = ()
    unmet: tuple[int, ...] = ()
    """The numbers of goals without a session, from 1, where each was to have one."""

    def now_and_next(self, now: datetime) -> tuple[Item | None, Item | None]:
        """The session that is on, and the one that comes within half a day."""
        items = [entry for day in self.days for entry in day.entries if isinstance(entry, Item)]
        current = next((item for item in reversed(items) if item.start <= now < item.end), None)
        return current, next((item for item in items if now < item.start <= now + HALF_A_DAY), None)
