"""Looking back: what the day suggests, what somebody says of it, and where that puts them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import uuid4

from services.recommendations.attendance.accounts import Account, Accounts, hours_of
from services.recommendations.growth.places import Grown
from services.recommendations.growth.ports import GrowthStore, Reflector
from services.recommendations.growth.stepping import Touched, attended, touched
from shared.contracts.recommendations import Growth, GrowthRecorded, Session
from shared.contracts.registration import Conference
from shared.contracts.vocabulary import Spectrum
from shared.events import FrozenEvent, Producer


@dataclass(frozen=True, slots=True)
class Reflection:
    """What there is to look back on."""

    participant: str
    conference: Conference
    attended: tuple[Session, ...]
    touched: tuple[Touched, ...]
    grown: Grown


class Owed(Protocol):
    """Brings what a document owes onto the bus."""

    async def flush_one(self, id: str) -> bool:
        """False if it has to wait."""
        ...


class Reflecting:
    """Keeps what people say after the day."""

    def __init__(self, accounts: Accounts, store: GrowthStore, producer: Producer, owed: Owed) -> None:
        self._accounts, self._store, self._producer, self._owed = accounts, store, producer, owed

    async def reflection(self, participant: str) -> Reflection:
        """What there is to look back on. Raises NotTakingPart."""
        account = await self._accounts.of(participant)
        known = await self._store.of(participant) or Reflector(account.reading.conference.slug, {}, Grown())
        there = _attended(account)
        leads = [session.ingredients.model_dump(exclude_none=True) for session in there]
        return Reflection(participant, account.reading.conference, there, touched(leads, known.stated), known.grown)

    async def record(self, reflection: Reflection, said: Mapping[str, int], note: str, version: int) -> bool:
        """Keep what they say of the ingredients they met. False if they said something since this version."""
        known = await self._store.of(reflection.participant)
        if known is None or known.grown.version != version:
            return False
        met = {one.ingredient for one in reflection.touched}
        kept = {ingredient: place for ingredient, place in said.items() if ingredient in met}
        grown = known.grown.reflected(kept, known.stated, note)
        if not await self._store.save(reflection.participant, grown, self._told(reflection, grown)):
            return False
        await self._owed.flush_one(reflection.participant)
        return True

    def _told(self, reflection: Reflection, grown: Grown) -> FrozenEvent:
        data = Growth(
            version=grown.version,
            before=_spectrum({name: move.before for name, move in grown.moves.items()}),
            after=_spectrum({name: move.after for name, move in grown.moves.items()}),
        )
        where = reflection.conference.slug
        event = self._producer.first(
            GrowthRecorded, id=str(uuid4()), conference=where, subject=reflection.participant, data=data
        )
        return FrozenEvent.of(event)


def _attended(account: Account) -> tuple[Session, ...]:
    sessions = account.reading.sessions
    return tuple(sessions[guid] for guid in attended(account.presence.stays, hours_of(sessions)))


def _spectrum(places: Mapping[str, int | None]) -> Spectrum:
    return Spectrum(**{name: place for name, place in places.items() if place is not None})
