"""Giving out the seats of a whole conference: on demand, and in the night before it is too late."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol
from uuid import uuid4
from zoneinfo import ZoneInfo

from services.recommendations.conference_days import is_on
from services.recommendations.days.remaking import Remaking
from services.recommendations.planner import Planner
from services.recommendations.programmes import Prepared
from services.recommendations.seats.everybody import Given, PeopleReader, Told, given_out
from services.recommendations.seats.exchanging import Exchanging
from services.recommendations.seats.outcomes import Outcome, fact_of, outcome_of
from services.recommendations.seats.ports import SeatedAgendas, SeatStore
from shared.contracts.recommendations import Allocation, AllocationCompleted
from shared.events import FrozenEvent, Producer
from shared.repeating import repeating

log = logging.getLogger(__name__)

EVERY = 60.0
"""Seconds between two looks whether it is night."""
KEPT_EVERY = 2.0
"""Seconds between two times a run says that it goes on."""
NIGHT = 3
"""Hours in which it may still begin: later, people would see their day change over breakfast."""


class NothingToAllocate(Exception):
    """There is no such conference or no programme, or somebody is at it already."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a run; a preview owes no event."""

    outcome: Outcome
    event: FrozenEvent | None = None
    night: str | None = None


@dataclass(slots=True)
class Claim:
    """Somebody's turn; `done` once something came of it."""

    done: Done | None = None


class RunStore(Protocol):
    """Who gives out seats now."""

    async def conferences(self) -> list[str]:
        """Those with a programme."""
        ...

    async def claim(self, conference: str, night: str | None = None) -> str | None:
        """Take the conference; None if somebody else has it, or it was done in that night."""
        ...

    async def keep(self, conference: str, name: str) -> None:
        """It goes on."""
        ...

    async def leave(self, conference: str, name: str, done: Done | None) -> None:
        """Give it back, with what came of it."""
        ...


@dataclass(frozen=True, slots=True)
class Allocating:
    """Gives out seats. `tell` brings what is owed onto the bus."""

    people: PeopleReader
    seats: SeatStore
    agendas: SeatedAgendas
    planner: Planner
    remaking: Remaking
    runs: RunStore
    producer: Producer
    tell: Callable[[], Awaitable[object]]

    async def run(self, conference: str, told: Told, *, dry_run: bool = False, night: str | None = None) -> Allocation:
        """Allocate and, unless it is a dry run, write it. Raises NothingToAllocate."""
        prepared = await self.planner.current(conference)
        if prepared is None:
            raise NothingToAllocate("There is no programme of such a conference here.")
        if dry_run:
            return fact_of(prepared, await self._given(prepared, told), 0)
        async with self._claimed(conference, night) as claim:
            given = await self._given(prepared, told)
            event = await self._written(prepared, given, told)
            claim.done = Done(outcome_of(self.producer.clock(), event.data, given), FrozenEvent.of(event), night)
        await self.tell()
        return event.data

    async def preview(self, conference: str) -> None:
        """Work out what would come of it, and keep that for who asks. Raises NothingToAllocate."""
        prepared = await self.planner.current(conference)
        if prepared is None:
            raise NothingToAllocate("There is no programme of such a conference here.")
        async with self._claimed(conference) as claim:
            given = await self._given(prepared, lambda _what, _part: None)
            had = await self._had(prepared, given)
            others = sum(had[who] != seats for who, seats in given.seats.items())
            claim.done = Done(outcome_of(self.producer.clock(), fact_of(prepared, given, others), given))

    async def nightly(self, hour: int) -> None:
        """Allocate every conference that is still to come, once a night, where somebody waits for a seat."""
        for conference in sorted(set(await self.runs.conferences()) & set(await self.seats.queues())):
            prepared = await self.planner.current(conference)
            if prepared and (night := _night(prepared, self.producer.clock(), hour)):
                try:
                    done = await self.run(conference, lambda _what, _part: None, night=night)
                except NothingToAllocate:
                    continue
                log.info("seats of %s given out: %.0f of at most %.0f points", conference, done.value, done.bound)

    @asynccontextmanager
    async def _claimed(self, conference: str, night: str | None = None) -> AsyncIterator[Claim]:
        """Have the conference, say that it goes on, and give it back. Raises NothingToAllocate."""
        name = await self.runs.claim(conference, night)
        if name is None:
            raise NothingToAllocate("Seats of this conference are being given out already.")
        claim = Claim()
        keeping = asyncio.ensure_future(repeating("keeping", partial(self.runs.keep, conference, name), KEPT_EVERY)())
        try:
            yield claim
        finally:
            keeping.cancel()
            await self.runs.leave(conference, name, claim.done)

    async def _had(self, prepared: Prepared, given: Given) -> dict[str, frozenset[str]]:
        """Who has which seats now."""
        holders = await self.seats.holders(prepared.conference.slug, prepared.capacities)
        return {who: frozenset(guid for guid, held in holders.items() if who in held) for who in given.seats}

    async def _given(self, prepared: Prepared, told: Told) -> Given:
        now = self.producer.clock()
        return await given_out(
            prepared, self.people, self.agendas, now if is_on(now, prepared.conference) else None, told
        )

    async def _written(self, prepared: Prepared, given: Given, told: Told) -> AllocationCompleted:
        slug, capacities = prepared.conference.slug, prepared.capacities
        had = await self._had(prepared, given)
        event = self.producer.first(
            AllocationCompleted, id=str(uuid4()), conference=slug, subject=slug, data=fact_of(prepared, given, 0)
        )
        exchanging = Exchanging(self.agendas, self.planner, self.remaking, event)
        await exchanging.bring(had, given.seats, capacities, lambda part: told("writing", part))
        return event.model_copy(update={"data": fact_of(prepared, given, len(exchanging.changed))})


def _night(prepared: Prepared, now: datetime, hour: int) -> str | None:
    """Which night it is, from that hour on; None at other times and once the first day is over."""
    there = now.astimezone(ZoneInfo(prepared.conference.zone))
    if there.date() > prepared.conference.starts_on or not hour <= there.hour < hour + NIGHT:
        return None
    return there.date().isoformat()
