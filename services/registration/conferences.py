"""The conferences: read at every signup, changed seldom."""

import asyncio
import time
from uuid import uuid4

from services.registration.ports import ConferenceStore
from shared.contracts.registration import Conference, ConferencePublished, PublishedConference
from shared.events import FrozenEvent, Producer
from shared.outcomes import Unavailable

FRESH_FOR = 2.0
"""Seconds the conferences at hand are believed before they are read again."""
NEW_FOR = 0.2
"""The same where one is asked for that is not among them: it may have been published a moment ago, elsewhere."""
_ATTEMPTS = 5


class Conferences:
    """What conferences there are, and how one is published."""

    def __init__(self, store: ConferenceStore, producer: Producer) -> None:
        self._store, self._producer = store, producer
        self._known: dict[str, Conference] = {}
        self._read_at = float("-inf")
        self._changes = 0
        """How many were published here: what was read before one of them is not fresh."""
        self._reading = asyncio.Lock()

    async def known(self) -> dict[str, Conference]:
        """By slug, at most FRESH_FOR old; older while the store is away. Raises Unavailable before the first read."""
        return await self._fresh(FRESH_FOR)

    async def _fresh(self, seconds: float) -> dict[str, Conference]:
        stale = time.monotonic() - self._read_at > seconds
        # One reads, the others go on with what they have: a store that hangs must not hang the edge.
        if stale and not (self._known and self._reading.locked()):
            async with self._reading:
                await self._read()
        return self._known

    async def current(self) -> dict[str, Conference]:
        """By slug, as the store has them now. Raises Unavailable."""
        changes = self._changes
        found = {conference.slug: conference for conference in await self._store.all()}
        if changes == self._changes:
            self._known, self._read_at = found, time.monotonic()
        return found

    async def get(self, slug: str) -> Conference | None:
        """One conference, None if there is none."""
        return (await self.known()).get(slug) or (await self._fresh(NEW_FOR)).get(slug)

    async def only_open(self) -> Conference | None:
        """The conference meant when none is named: the open one, if there is exactly one."""
        found = [conference for conference in (await self.known()).values() if conference.open]
        return found[0] if len(found) == 1 else None

    async def _read(self) -> None:
        try:
            await self.current()
        except Unavailable:
            if not self._known:
                raise
            self._read_at = time.monotonic()

    async def publish(self, conference: Conference) -> int:
        """Write a conference as it is to be; returns its version. The same again changes nothing."""
        for _ in range(_ATTEMPTS):
            present, version = await self._store.version(conference.slug)
            if present == conference:
                return version
            if await self._store.save(conference, version + 1, self._published(conference, version + 1)):
                self._changes, self._read_at = self._changes + 1, float("-inf")
                return version + 1
        raise Unavailable("somebody else keeps changing this conference")

    def _published(self, conference: Conference, version: int) -> FrozenEvent:
        event = self._producer.first(
            ConferencePublished,
            id=str(uuid4()),
            conference=conference.slug,
            subject=conference.slug,
            data=PublishedConference(**conference.model_dump(), version=version),
        )
        return FrozenEvent.of(event)
