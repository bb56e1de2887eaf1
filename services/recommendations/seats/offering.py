"""Giving free seats to those who wait: the first whose day gains by it has their day made again.

Every replica looks every second. A seat may be free because somebody gave it back, because a room became larger, or
because a process died in between: nothing needs to be remembered, the ledger says it all. Two replicas that look at
once meet the same revision of an agenda, and one of them is too late.
"""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import uuid4

from services.recommendations.days.alterations import the_same
from services.recommendations.days.remaking import Remaking
from services.recommendations.planner import Planner, told_items
from services.recommendations.programmes import Prepared
from services.recommendations.seats.ports import SeatedAgendas, SeatStore
from shared.contracts.recommendations import Seat, SeatHeld
from shared.events import Producer

EVERY = 1.0
"""Seconds between two looks."""


class Offering:
    """Gives free seats to those who wait."""

    def __init__(
        self,
        seats: SeatStore,
        agendas: SeatedAgendas,
        planner: Planner,
        remaking: Remaking,
        producer: Producer,
        tell: Callable[[], Awaitable[object]],
        busy: Callable[[str], Awaitable[bool]],
    ) -> None:
        """`tell`: brings what is owed onto the bus; `busy`: whether all seats of a conference are being given out."""
        self._seats, self._agendas, self._planner, self._remaking = seats, agendas, planner, remaking
        self._producer, self._tell, self._busy = producer, tell, busy

    async def look(self) -> None:
        """Until no seat is free that somebody waits for."""
        for conference in await self._seats.queues():
            if await self._busy(conference):
                continue
            prepared = await self._planner.current(conference)
            while prepared and (first := await self._seats.next(conference, prepared.capacities)):
                # Somebody may be the first of several queues: one after the other.
                turns = {participant: guid for guid, participant in first.items()}
                await asyncio.gather(*(self._offer(prepared, guid, who) for who, guid in turns.items()))
                await self._tell()
                prepared = await self._planner.current(conference)

    async def _offer(self, prepared: Prepared, guid: str, participant: str) -> None:
        # In this order: what is written over what was found follows from nothing older.
        found = (await self._agendas.found([participant])).get(participant)
        wanted = await self._remaking.wanted(participant)
        if wanted is None or found is None:
            await self._seats.leave_queues(participant)
            return
        held = self._held(prepared, guid, participant)
        built = self._planner.plan(wanted, found, held)
        if the_same(told_items(found.told), told_items(built.told)):
            await self._seats.leave_queues(participant, built.waits)
        else:
            await self._agendas.exchange([(built, found.revision)], held)

    def _held(self, prepared: Prepared, guid: str, participant: str) -> SeatHeld:
        """What their new day follows from, should it be written. How many seats are held is known then."""
        data = Seat(participant=participant, held=0, capacity=prepared.capacities.get(guid, 0))
        return self._producer.first(
            SeatHeld, id=str(uuid4()), conference=prepared.conference.slug, subject=guid, data=data
        )
