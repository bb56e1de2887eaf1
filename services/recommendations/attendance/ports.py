"""What attendance needs from outside, as its use cases see it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from services.recommendations.attendance.scan import Scan
from shared.events import FrozenEvent


@dataclass(frozen=True, slots=True)
class Recorded:
    """A scan as it goes into the store, with the event that tells of it."""

    participant: str
    conference: str
    scan: Scan
    event: FrozenEvent


class Written(StrEnum):
    """What became of a scan."""

    NEW = "new"
    KNOWN = "known"
    """It is there already: the first one stands."""
    ERASED = "erased"
    """Its participant was erased, and nothing is kept of them."""
    FULL = "full"
    """So many scans of one person are a device gone wrong."""


class ScanReader(Protocol):
    """What was seen at doors."""

    async def scans(self, participant: str) -> tuple[Scan, ...]:
        """All of one participant."""
        ...


class PlannedReader(Protocol):
    """Agendas, as far as they are counted."""

    async def counts(self, conference: str) -> Mapping[str, int]:
        """In how many agendas each session is, by guid."""
        ...


class AttendanceStore(ScanReader, Protocol):
    """The scans of each participant."""

    async def add(self, recorded: Sequence[Recorded]) -> list[Written]:
        """Write those that are not there yet. Answers for each what became of it."""
        ...

    async def ids(self, participants: Sequence[str]) -> frozenset[str]:
        """The ids of all scans of these."""
        ...

    def everybody(self, conference: str) -> AsyncIterator[tuple[str, tuple[Scan, ...]]]:
        """Each participant who was scanned, with their scans, in order of id."""
        ...

    async def erase(self, participant: str, conference: str, event: FrozenEvent) -> None:
        """Leave nothing but the event in their place."""
        ...
