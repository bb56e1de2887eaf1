"""What a participant sets on their agenda: kept, told, and their day made again at once.

The event that tells of it is owed by the document it is written in, and makes the day again wherever it is read: who
sets something needs nothing more than that one write. Making the day at once is so that they see it.
"""

from collections.abc import Callable, Sequence
from typing import Protocol
from uuid import uuid4

from services.recommendations.days.ports import UNSET, NotTakingPart, Setting, SettingStore
from services.recommendations.days.remaking import Remaking
from services.recommendations.domain.basis import Basis
from services.recommendations.domain.life import Standing
from services.recommendations.planner import Planner
from services.recommendations.ports import EventBus, Profile, ProfileStore
from shared.contracts.recommendations import Preferences, PreferencesChanged
from shared.events import FrozenEvent, Producer
from shared.outcomes import Done, Outcome, Unavailable

_ATTEMPTS = 20
Changed = Callable[[Preferences, frozenset[str]], Preferences]
"""From what is set, and the guids of the sessions there are, to what is to be set."""


class Owed(Protocol):
    """Brings what a document owes onto the bus."""

    async def flush_one(self, id: str) -> bool:
        """False if it has to wait."""
        ...


class Preferring:
    """Keeps what participants set."""

    def __init__(
        self,
        settings: SettingStore,
        profiles: ProfileStore,
        planner: Planner,
        remaking: Remaking,
        producer: Producer,
        owed: Owed,
        bus: EventBus,
    ) -> None:
        self._settings, self._profiles, self._planner, self._remaking = settings, profiles, planner, remaking
        self._producer, self._owed, self._bus = producer, owed, bus

    async def setting(self, participant: str) -> Setting:
        """What they set. Raises NotTakingPart."""
        await self._profile(participant)
        return (await self._settings.of([participant])).get(participant, UNSET)

    async def change(self, participant: str, changed: Changed) -> Preferences:
        """Set something. The same again changes nothing and says nothing. Raises NotTakingPart."""
        for _ in range(_ATTEMPTS):
            profile = await self._profile(participant)
            setting = (await self._settings.of([participant])).get(participant, UNSET)
            before = setting.preferences or Preferences(version=1)
            known = await self._planner.sessions(profile.conference)
            after = changed(before, known).model_copy(update={"version": before.version})
            if after == before:
                return before
            after = after.model_copy(update={"version": setting.version + 1})
            event = self._producer.first(
                PreferencesChanged, id=str(uuid4()), conference=profile.conference, subject=participant, data=after
            )
            if await self._settings.save(participant, profile.conference, Setting(after), FrozenEvent.of(event)):
                await self._at_once(event)
                return after
        raise Unavailable("others keep writing the same")

    async def receive(self, events: Sequence[PreferencesChanged]) -> list[Outcome]:
        """Make days again that were not, and tell of them."""
        return [await self._remake(event) for event in events]

    async def _at_once(self, event: PreferencesChanged) -> None:
        done = await self._remake(event)
        try:
            if await self._owed.flush_one(event.subject):
                await self._bus.publish_all(done.events, again=done.again)
        except Unavailable:
            return  # It is written; what tells of it follows when the bus is back.

    async def _remake(self, event: PreferencesChanged) -> Done:
        needed = Basis(preferences=event.data.version)
        return await self._remaking.because(event, event.subject, needed)

    async def _profile(self, participant: str) -> Profile:
        profile = await self._profiles.profile(participant)
        if profile is None or profile.wishes is None:
            raise NotTakingPart(erased=profile is not None and profile.life.standing is Standing.ERASED)
        return profile
