"""What recommendations does for those who take part no more: the agenda goes, and after an erasure all that was said.

Each leaves a note in the place of the profile and of the agenda, whether there were any or not: whoever read them
before and writes afterwards meets the higher version, and so does whatever is told late or again.
"""

import asyncio
from collections.abc import Sequence
from typing import Protocol

from services.recommendations.days.ports import SettingStore
from services.recommendations.domain.life import Life, Standing, Telling, telling
from services.recommendations.ports import AgendaStore, Ended, Found, ProfileStore, Told
from shared.contracts.recommendations import AgendaCancelled, Erasure, ProfileErased
from shared.contracts.recommendations import Ended as EndedFact
from shared.contracts.registration import ParticipantCancelled, ParticipantErased
from shared.events import FrozenEvent, Producer
from shared.outcomes import Done, Outcome


class Room(Protocol):
    """What else is kept of somebody."""

    async def erase(self, participant: str, conference: str, event: FrozenEvent) -> None:
        """Leave nothing but the event in their place, whether there was anything or not."""
        ...


class Endings:
    """Ends what recommendations does for somebody."""

    def __init__(
        self,
        profiles: ProfileStore,
        agendas: AgendaStore,
        settings: SettingStore,
        producer: Producer,
        rooms: Sequence[Room] = (),
    ) -> None:
        self._profiles, self._agendas, self._settings = profiles, agendas, settings
        self._producer, self._rooms = producer, (settings, *rooms)

    async def cancelled(self, events: Sequence[ParticipantCancelled]) -> list[Outcome]:
        """Take the agendas of those who cancelled away; they may sign up again."""
        return list(await asyncio.gather(*(self._cancel(event) for event in events)))

    async def erased(self, events: Sequence[ParticipantErased]) -> list[Outcome]:
        """Forget people for good, and say so."""
        return list(await asyncio.gather(*(self._erase(event) for event in events)))

    async def _cancel(self, event: ParticipantCancelled) -> Outcome:
        await self._profiles.cancel(event)
        await self._settings.reset([event.subject])
        now = Life(event.data.version, Standing.CANCELLED)
        ended = self._ended(event, None, now)
        [found] = await self._agendas.add([ended])
        while found:
            if not now.overtakes(found.life):
                return found.again(event.id)
            ended = self._ended(event, found, now)
            if await self._agendas.replace(ended, found.revision):
                break
            found = (await self._agendas.found([event.subject]))[event.subject]
        return Done(tuple(one.event for one in ended.told if one.cause == event.id))

    def _ended(self, cause: ParticipantCancelled, found: Found | None, now: Life) -> Ended:
        # What is told of an agenda that is gone need not be told any more; that an earlier one went may be due still.
        told = found.told if found and found.life.standing is Standing.CANCELLED else ()
        if telling(found.life if found else None, now) is Telling.CANCELLED:
            data = EndedFact(version=now.version)
            event = self._producer.following(AgendaCancelled, cause, subject=cause.subject, data=data)
            told = (Told(cause.id, FrozenEvent.of(event)),)
        return Ended(
            participant=cause.subject,
            conference=cause.conference,
            version=now.version,
            revision=found.revision + 1 if found else 1,
            sessions=found.sessions if found else (),
            ended_at=cause.time,
            told=told,
        )

    async def _erase(self, event: ParticipantErased) -> Outcome:
        profile = await self._profiles.profile(event.subject)
        agenda = (await self._agendas.found([event.subject])).get(event.subject)
        documents = sum(one is not None and one.life.standing is not Standing.ERASED for one in (profile, agenda))
        documents += len(await self._settings.of([event.subject]))
        data = Erasure(documents=documents)
        erased = self._producer.following(ProfileErased, event, subject=event.subject, data=data)
        # The profile decides what is said; the agenda, which may be left when this is cut short, follows it each time.
        said, again = await self._profiles.erase(event.subject, event.conference, FrozenEvent.of(erased))
        await self._agendas.erase(event.subject, event.conference, said)
        for room in self._rooms:
            await room.erase(event.subject, event.conference, said)
        return Done((said,), again=again)
