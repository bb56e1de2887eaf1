"""Measuring the demand of a conference: who may be counted, at most one at a time, and what is told of it."""

import logging
import time
from enum import StrEnum
from uuid import uuid4

from services.recommendations.demand.ports import DemandStore, Measured, Outgoing, PeopleReader, Progress
from services.recommendations.demand.small_groups import FEWEST, may_follow
from services.recommendations.demand.telling import told_of
from services.recommendations.demand.working_out import work_out
from services.recommendations.ports import ConferenceReader
from services.recommendations.programmes import Prepared, Programmes
from shared.events import Producer

log = logging.getLogger(__name__)


class State(StrEnum):
    """Whether a conference can be measured now."""

    POSSIBLE = "possible"
    NO_PROGRAMME = "no_programme"
    TOO_FEW = "too_few"
    """Fewer than five people take part: nothing of them can be shown."""
    TOO_FEW_CHANGED = "too_few_changed"
    """Between one and four came, went or want something else since: what is shown stays."""
    BUSY = "busy"
    """A measurement is under way."""


class Measuring:
    """Measures conferences."""

    def __init__(
        self,
        people: PeopleReader,
        store: DemandStore,
        conferences: ConferenceReader,
        programmes: Programmes,
        producer: Producer,
        outbox: Outgoing,
    ) -> None:
        self._people, self._store, self._producer = people, store, producer
        self._conferences, self._programmes, self._outbox = conferences, programmes, outbox
        self._name = str(uuid4())

    async def state(self, slug: str) -> State:
        """Whether it can be measured now."""
        if await self._store.progress(slug):
            return State.BUSY
        conference = await self._conferences.get(slug)
        if conference is None or await self._programmes.current(conference) is None:
            return State.NO_PROGRAMME
        now, before = await self._people.states(slug), await self._store.measured(slug)
        if before is None or len(before.counted) < FEWEST:
            return State.POSSIBLE if len(now) >= FEWEST else State.TOO_FEW
        return State.POSSIBLE if may_follow(before.counted, now) else State.TOO_FEW_CHANGED

    async def measure(self, slug: str) -> State:
        """Measure it, if that is possible."""
        state = await self.state(slug)
        if state is State.POSSIBLE:
            if not await self._store.claim(slug, self._name, Progress(0, 0)):
                return State.BUSY
            try:
                state = await self._claimed(slug)
            finally:
                await self._store.leave(slug, self._name)
            await self._outbox.flush_one(slug)
        return state

    async def _claimed(self, slug: str) -> State:
        conference = await self._conferences.get(slug)
        prepared = await self._programmes.prepared(conference) if conference else None
        if prepared is None:
            return State.NO_PROGRAMME
        return await self._measured(slug, prepared)

    async def _measured(self, slug: str, prepared: Prepared) -> State:
        started = time.monotonic()
        everybody = [person async for person in self._people.everybody(slug)]
        counted = {person.participant: person.state for person in everybody}
        before = await self._store.measured(slug)
        # Looked at again with those who are really counted: some may have come since.
        if before and len(before.counted) >= FEWEST and not may_follow(before.counted, counted):
            return State.TOO_FEW_CHANGED

        async def tell(progress: Progress) -> None:
            log.info("measuring the demand of %s: %d of %d", slug, *progress)
            await self._store.claim(slug, self._name, progress)

        figures = await work_out(prepared, everybody, self._producer.clock(), tell)
        measured = Measured(figures, self._producer.clock(), counted)
        events = told_of(self._producer, slug, before.figures if before else None, figures)
        await self._store.save(slug, self._name, measured, events)
        log.info("measured the demand of %s: %d people, %.1f s", slug, len(everybody), time.monotonic() - started)
        return State.POSSIBLE
