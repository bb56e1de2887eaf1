"""What a programme that changed does to days: those it may concern are looked at, in the background and not in a rush.

The event of the programme is answered once all of them are noted; from there on every replica takes some, a batch at a
time, and no more a second than it may. A process that dies leaves its batch to whoever looks next. Whoever's day stays
the same hears nothing.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence

from services.recommendations.days.ports import AgendaFinder, ChangeReader, Rebuild, RebuildQueue
from services.recommendations.days.remaking import Remaking
from services.recommendations.domain.basis import Basis
from services.recommendations.domain.programme_change import concerned
from services.recommendations.ports import EventBus
from shared.contracts.recommendations import ProgrammePublished
from shared.outcomes import Done

log = logging.getLogger(__name__)

NOTED = 1000
"""How many are noted at a time."""
BATCH = 20
"""How many a process has in hand."""
EVERY = 0.5
"""Seconds between two looks while there is nothing to do."""


class Rebuilding:
    """Makes days again after the programme changed."""

    def __init__(
        self,
        queue: RebuildQueue,
        agendas: AgendaFinder,
        programmes: ChangeReader,
        remaking: Remaking,
        bus: EventBus,
        *,
        a_second: float,
        tell: Callable[[float], object],
    ) -> None:
        """`a_second`: the most this process looks at; `tell`: hears how many are left."""
        self._queue, self._agendas, self._programmes = queue, agendas, programmes
        self._remaking, self._bus, self._a_second, self._tell = remaking, bus, a_second, tell

    async def published(self, event: ProgrammePublished) -> None:
        """Note whose days are to be looked at. Cut short, it is done again."""
        version = event.data.version
        whose = concerned(await self._programmes.changes(event.conference, version))
        after, number = "", 0
        while whose:
            guids = None if whose.everybody else whose.having
            found = await self._agendas.having(event.conference, guids, older=version, after=after, limit=NOTED)
            if not found:
                break
            await self._queue.add(event.conference, found, version)
            after, number = found[-1], number + len(found)
        log.info("agendas to look at after the programme changed: %d", number, extra={"event_id": event.id})

    async def work_off(self) -> None:
        """Until nothing is left that nobody else has in hand."""
        while await self._some():
            pass

    async def _some(self) -> int:
        """A batch, in the time it may take at least."""
        started = time.monotonic()
        taken = await self._queue.claim(BATCH)
        if not taken:
            self._tell(await self._queue.number())
            return 0
        done = [one for slug in {each.conference for each in taken} for one in await self._look_at(slug, taken)]
        await self._publish(done)
        await self._queue.done(taken)
        left = await self._queue.number()
        self._tell(left)
        rebuilt = sum(bool(one.events) for one in done)
        log.info("agendas looked at: %d, made again: %d, left: %d", len(taken), rebuilt, left)
        took = time.monotonic() - started
        # Where it takes long, others are busy too: half of the time is theirs.
        await asyncio.sleep(max(took, len(taken) / self._a_second - took))
        return len(taken)

    async def _look_at(self, conference: str, taken: Sequence[Rebuild]) -> list[Done]:
        theirs = [one.participant for one in taken if one.conference == conference]
        cause = await self._programmes.published(conference)
        if cause is None:
            return []
        return await self._remaking.all_because(cause, theirs, Basis(programme=cause.data.version))

    async def _publish(self, done: Sequence[Done]) -> None:
        for again in (False, True):
            if events := [event for one in done for event in one.events if one.again is again]:
                await self._bus.publish_all(events, again=again)
