"""Erasing a person beyond registration's own documents: the bus forgets them, and every service says that it has.

The deed itself (`people.erase`) leaves a tombstone. Everything here can be cut short at any point, and done again by
any replica.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from services.registration.participants import people
from services.registration.participants.deeds import Deeds, NoSuchParticipant
from services.registration.participants.life import State
from services.registration.ports import PeopleStore
from shared.contracts.notifications import ContactErased
from shared.contracts.recommendations import ProfileErased
from shared.events import Producer
from shared.failures import passes
from shared.outcomes import Done, Outcome

log = logging.getLogger(__name__)

EVERY = 2.0
"""Seconds between two looks for people to erase."""
SERVICES = ("registration", "recommendations", "notifications")
"""Who holds something of a person, and has to say that it no longer does."""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A service said that it holds nothing any more."""

    at: datetime
    documents: int


@dataclass(frozen=True, slots=True)
class Erasure:
    """How far the erasure of one person got."""

    participant: str
    conference: str
    erased_at: datetime
    marks: frozenset[str] = frozenset()
    """Of their addresses; forgotten once the bus has forgotten them."""
    signups: frozenset[str] = frozenset()
    swept_at: datetime | None = None
    queued: int = 0
    """The newest signup in the queue when the bus was swept for the first time."""
    purged_at: datetime | None = None
    acknowledged: Mapping[str, Acknowledgement] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether nobody holds anything of them any more."""
        return self.purged_at is not None and all(service in self.acknowledged for service in SERVICES)


class ErasureStore(Protocol):
    """The tombstones."""

    async def find(self, participant: str) -> Erasure | None:
        """The erasure of one person, None if they are not erased."""
        ...

    async def due(self, swept_before: datetime, limit: int) -> Sequence[Erasure]:
        """Some of those whom the bus has not forgotten: never swept, or swept for the first time before then."""
        ...

    async def swept(self, participant: str, at: datetime, queued: int) -> None:
        """Note that the bus was swept for the first time. Again is no matter."""
        ...

    async def purged(self, participant: str, at: datetime) -> None:
        """Note that the bus has forgotten them, and forget what they were recognised by. Again is no matter."""
        ...

    async def acknowledged(self, participant: str, service: str, said: Acknowledgement) -> None:
        """Note what a service said first. Again is no matter."""
        ...


class ErasureBus(Protocol):
    """What the bus holds of people."""

    async def newest_signup(self) -> int:
        """The number of the newest signup that ever came."""
        ...

    async def sweep(self, erasures: Sequence[Erasure]) -> int:
        """Overwrite all that tells of these people; how many messages. Raises Unavailable."""
        ...

    async def forgot_signups(self, until: int) -> bool:
        """Whether the queue's bytes up to this signup have left the disk. Raises Unavailable."""
        ...


class Erasures:
    """Sees to it that whoever is erased is erased everywhere."""

    def __init__(
        self,
        store: ErasureStore,
        bus: ErasureBus,
        people: PeopleStore,
        deeds: Deeds,
        producer: Producer,
        *,
        settled_after: timedelta,
    ) -> None:
        """`settled_after`: how long after the deed something that was on its way may still reach the bus."""
        self._store, self._bus, self._people, self._deeds = store, bus, people, deeds
        self._producer, self._settled_after = producer, settled_after
        self._news = asyncio.Event()

    async def find(self, participant: str) -> Erasure | None:
        """The erasure of one person, None if they are not erased."""
        return await self._store.find(participant)

    def wake(self) -> None:
        """Somebody was just erased: do not wait for the next look."""
        self._news.set()

    async def sweep(self) -> None:
        """Make the bus forget everybody it is time for."""
        now = self._producer.clock()
        due = await self._store.due(now - self._settled_after, 100)
        if not due:
            return
        queued = await self._bus.newest_signup()
        found = await self._bus.sweep(due)
        log.info("erased %d messages of %d people", found, len(due))
        for one in due:
            if one.swept_at is None:
                await self._store.swept(one.participant, now, queued)
            elif await self._bus.forgot_signups(one.queued):
                await self._store.purged(one.participant, self._producer.clock())

    async def profiles_erased(self, events: Sequence[ProfileErased]) -> list[Outcome]:
        """Recommendations has forgotten people."""
        return [await self._acknowledge(event, "recommendations") for event in events]

    async def contacts_erased(self, events: Sequence[ContactErased]) -> list[Outcome]:
        """Notifications has forgotten people."""
        return [await self._acknowledge(event, "notifications") for event in events]

    async def _acknowledge(self, event: ProfileErased | ContactErased, service: str) -> Outcome:
        person = await self._people.find(event.subject)
        if person is not None and person.state is not State.ERASED:
            # The documents here are older than the bus: they come from a backup. What was erased is erased again.
            try:
                await self._deeds.do(person.id, lambda one, tell: people.erase(one, self._producer.clock(), tell))
            except NoSuchParticipant:
                return Done()
        await self._store.acknowledged(event.subject, service, Acknowledgement(event.time, event.data.documents))
        return Done()

    async def run(self) -> None:
        """Sweep for ever."""
        while True:
            self._news.clear()
            try:
                await self.sweep()
            except Exception as failure:
                if not passes(failure):
                    raise
                log.warning("erasures: %s, trying again later", type(failure).__name__)
            try:
                async with asyncio.timeout(EVERY):
                    await self._news.wait()
            except TimeoutError:
                continue
