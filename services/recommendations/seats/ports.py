"""What this room needs from outside, as it sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from services.recommendations.ports import AgendaStore, Built
from services.recommendations.seats.openings import Openings
from shared.contracts.recommendations import SeatHeld

Capacities = Mapping[str, int]
"""Seats by guid, of the sessions that have only so many."""


class NoSeat(Exception):
    """Somebody else was quicker: nothing was written."""


@dataclass(frozen=True, slots=True)
class Row:
    """One session, as an organiser sees it."""

    guid: str
    held: int
    waiting: int


class SeatReader(Protocol):
    """Who sits and waits where."""

    async def openings(self, conference: str, capacities: Capacities, participants: Sequence[str]) -> Openings:
        """What these people can still get into."""
        ...

    async def lacks(self, participant: str, guids: Sequence[str]) -> bool:
        """Whether they have no seat in one of these."""
        ...


class SeatStore(SeatReader, Protocol):
    """The same, with what waiting needs."""

    async def queues(self) -> list[str]:
        """The conferences somebody waits for a seat at."""
        ...

    async def next(self, conference: str, capacities: Capacities) -> dict[str, str]:
        """Of each session with a free seat, the first who waits, by guid."""
        ...

    async def leave_queues(self, participant: str, but: Sequence[str] = ()) -> None:
        """They wait for nothing but these."""
        ...

    async def rows(self, conference: str, capacities: Capacities) -> list[Row]:
        """How it stands in each session."""
        ...

    async def holders(self, conference: str, capacities: Capacities) -> dict[str, frozenset[str]]:
        """Who has a seat, by guid."""
        ...


class SeatedAgendas(AgendaStore, Protocol):
    """Agendas that are written with the seats they take."""

    async def exchange(self, written: Sequence[tuple[Built, int]], held: SeatHeld | None = None) -> bool:
        """Write these over the revisions that were found, all or none, and owe the events that tell of them.

        `held`: tells of one of the seats, but for how many are held.
        """
        ...
