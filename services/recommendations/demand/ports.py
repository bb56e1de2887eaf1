"""What measuring needs from outside, as it sees it."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from services.recommendations.demand.figures import Figures
from services.recommendations.demand.small_groups import Counted
from services.recommendations.domain.preferences import Preferences
from services.recommendations.domain.wishes import Wishes
from shared.events import FrozenEvent


class Person(NamedTuple):
    """One of everybody: which state of theirs this is, and what they want."""

    participant: str
    state: str
    wishes: Wishes
    preferences: Preferences


class Progress(NamedTuple):
    """How far a measurement is, in people and goals."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured last, when, and of whom."""

    figures: Figures
    at: datetime
    counted: Counted


class PeopleReader(Protocol):
    """Everybody who takes part in a conference."""

    async def states(self, conference: str) -> Counted:
        """Who they are, and which state of what they want is the newest."""
        ...

    def everybody(self, conference: str) -> AsyncIterator[Person]:
        """Each of them, in order of id."""
        ...


class DemandStore(Protocol):
    """Measurements, and who is at one."""

    async def conferences(self) -> Sequence[str]:
        """All that have a programme."""
        ...

    async def measured(self, conference: str) -> Measured | None:
        """The last one, None if there is none."""
        ...

    async def progress(self, conference: str) -> Progress | None:
        """How far the one is that somebody is at, None while nobody is."""
        ...

    async def claim(self, conference: str, by: str, progress: Progress) -> bool:
        """Begin one, or go on with it. False if somebody else is at one."""
        ...

    async def save(self, conference: str, by: str, measured: Measured, events: Sequence[FrozenEvent]) -> bool:
        """Write what was measured with the events that tell of it. False if the claim was lost."""
        ...

    async def leave(self, conference: str, by: str) -> None:
        """End a claim without a result."""
        ...


class Outgoing(Protocol):
    """The events measurements owe."""

    async def flush_one(self, id: str) -> bool:
        """Publish those of one conference. False if they have to wait."""
        ...
