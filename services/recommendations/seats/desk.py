"""Where organisers ask how seats stand, and have them given out over everybody."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.recommendations.conference_days import Moment, moment_of
from services.recommendations.programmes import Programmes
from services.recommendations.seats.allocating import Allocating
from services.recommendations.seats.answers import SeatsAnswer, answer
from services.recommendations.seats.outcomes import Runs
from services.recommendations.seats.ports import SeatStore
from shared.contracts.registration import Conference


class RunReader(Protocol):
    """What came of giving out seats."""

    async def runs(self, conference: str) -> Runs:
        """What is known of a conference."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """Reads how seats stand. `hour`: when they are given out by night; negative: never."""

    seats: SeatStore
    allocating: Allocating
    reader: RunReader
    programmes: Programmes
    hour: int
    clock: Callable[[], datetime]

    async def seats_of(self, conference: Conference) -> SeatsAnswer | None:
        """Every session that has only so many; None while there is no programme."""
        current = await self.programmes.current(conference)
        return answer(current, await self.seats.rows(conference.slug, current.capacities)) if current else None

    async def over(self, conference: Conference) -> bool:
        """Whether there is nothing to give out any more."""
        current, now = await self.programmes.current(conference), self.clock()
        return moment_of(now, conference, current.sessions.values() if current else ()) is Moment.OVER

    async def runs(self, conference: Conference) -> Runs:
        """What came of giving them out."""
        return await self.reader.runs(conference.slug)

    async def allocate(self, conference: Conference) -> None:
        """Give them out. Raises NothingToAllocate."""
        await self.allocating.run(conference.slug, lambda _what, _part: None)

    async def preview(self, conference: Conference) -> None:
        """Work out what would come of it. Raises NothingToAllocate."""
        await self.allocating.preview(conference.slug)
