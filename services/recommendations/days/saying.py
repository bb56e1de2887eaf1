"""What a participant says of their agenda: kept, told, and their day made again at once.

The event that tells of it is owed by the document it is written in, and makes the day again wherever it is read: who
says something needs nothing more than that one write. Making the day at once is so that they see it. Only where they
need a seat for it, it is written together with their day, or not at all (`joining.py`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import uuid4

from services.recommendations.days.joining import Joining
from services.recommendations.days.ports import UNSET, NotTakingPart, Setting, SettingStore
from services.recommendations.days.remaking import Remaking
from services.recommendations.domain.basis import Basis
from services.recommendations.domain.life import Standing
from services.recommendations.planner import Planner
from services.recommendations.ports import EventBus, Profile, ProfileStore
from shared.contracts.recommendations import AgendaMoved, Move, Preferences, PreferencesChanged
from shared.events import FrozenEvent, Producer
from shared.outcomes import Done, Outcome, Unavailable

_ATTEMPTS = 20
Event = PreferencesChanged | AgendaMoved


class Owed(Protocol):
    """Brings what a document owes onto the bus."""

    async def flush_one(self, id: str) -> bool:
        """False if it has to wait."""
        ...


@dataclass(frozen=True, slots=True)
class Situation:
    """How things stand when they say it. `sessions`: the guids of those there are."""

    setting: Setting
    sessions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be kept, and what tells of it."""

    setting: Setting
    kind: type[Event]
    data: Preferences | Move
    seat: str | None = None
    """The session they say it to get a seat in."""


class Saying:
    """Keeps what participants say."""

    def __init__(
        self,
        settings: SettingStore,
        profiles: ProfileStore,
        planner: Planner,
        remaking: Remaking,
        producer: Producer,
        owed: Owed,
        bus: EventBus,
        joining: Joining,
    ) -> None:
        self._settings, self._profiles, self._planner, self._remaking = settings, profiles, planner, remaking
        self._producer, self._owed, self._bus, self._joining = producer, owed, bus, joining

    async def situation(self, participant: str) -> Situation:
        """How things stand with somebody. Raises NotTakingPart."""
        profile = await self._profile(participant)
        setting = (await self._settings.of([participant])).get(participant, UNSET)
        return Situation(setting, await self._planner.sessions(profile.conference))

    async def say(self, participant: str, decide: Callable[[Situation], Said | None]) -> Setting:
        """Keep what follows from how things stand; None changes nothing and says nothing.

        Raises NotTakingPart, and NoSeat where it needs one.
        """
        for _ in range(_ATTEMPTS):
            profile = await self._profile(participant)
            now = await self.situation(participant)
            said = decide(now)
            if said is None:
                return now.setting
            event = self._producer.first(
                said.kind, id=str(uuid4()), conference=profile.conference, subject=participant, data=said.data
            )
            if said.seat is not None and isinstance(event, AgendaMoved):
                if done := await self._joining.keep(event, said.setting, said.seat):
                    await self._tell(event, done)
                    return said.setting
            elif await self._settings.save(participant, profile.conference, said.setting, FrozenEvent.of(event)):
                await self._tell(event, await self._remake(event))
                return said.setting
        raise Unavailable("others keep writing the same")

    async def receive(self, events: Sequence[Event]) -> list[Outcome]:
        """Make days again that were not, and tell of them."""
        return [await self._remake(event) for event in events]

    async def _tell(self, event: Event, done: Done) -> None:
        try:
            if await self._owed.flush_one(event.subject):
                await self._bus.publish_all(done.events, again=done.again)
        except Unavailable:
            return  # It is written; what tells of it follows when the bus is back.

    async def _remake(self, event: Event) -> Done:
        return await self._remaking.because(event, event.subject, Basis(preferences=event.data.version))

    async def _profile(self, participant: str) -> Profile:
        profile = await self._profiles.profile(participant)
        if profile is None or profile.wishes is None:
            raise NotTakingPart(erased=profile is not None and profile.life.standing is Standing.ERASED)
        return profile
