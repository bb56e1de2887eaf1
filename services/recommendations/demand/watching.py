"""Looking for conferences whose demand is to be measured: because enough changed and it is quiet, or somebody asked."""

import asyncio
from contextlib import suppress

from services.recommendations.demand.debouncing import Look, due
from services.recommendations.demand.measuring import Measuring
from services.recommendations.demand.ports import DemandStore, PeopleReader
from services.recommendations.ports import ConferenceReader
from services.recommendations.programmes import Programmes

EVERY = 30.0
"""Seconds between two looks."""


class Watching:
    """Has conferences measured when it is time."""

    def __init__(
        self,
        measuring: Measuring,
        people: PeopleReader,
        store: DemandStore,
        conferences: ConferenceReader,
        programmes: Programmes,
    ) -> None:
        self._measuring, self._people, self._store = measuring, people, store
        self._conferences, self._programmes = conferences, programmes
        self._asked: set[str] = set()
        self._somebody_asked = asyncio.Event()
        self._before: dict[str, Look] = {}
        self._waited: dict[str, int] = {}

    def ask(self, slug: str) -> None:
        """Have it measured now."""
        self._asked.add(slug)
        self._somebody_asked.set()

    async def next(self) -> None:
        """Wait until somebody asks or it is time to look; then do it. To be called again and again."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._somebody_asked.wait(), EVERY)
        self._somebody_asked.clear()
        if self._asked:
            await self._measuring.measure(self._asked.pop())
            if self._asked:
                self._somebody_asked.set()
            return
        for slug in await self._store.conferences():
            await self.look(slug)

    async def look(self, slug: str) -> None:
        """Measure it, if it is time."""
        conference = await self._conferences.get(slug)
        current = await self._programmes.current(conference) if conference else None
        if current is None:
            return
        now = Look(current.version, await self._people.states(slug))
        measured = await self._store.measured(slug)
        last = Look(measured.figures.programme_version, measured.counted) if measured else None
        before, waited = self._before.get(slug), self._waited.get(slug, 0)
        self._before[slug], self._waited[slug] = now, waited + 1
        if due(last, before, now, waited):
            self._waited[slug] = 0
            await self._measuring.measure(slug)
