"""Everything a participant does with their own signup, behind the signed link of their mails."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.registration.participants import addresses, news, people
from services.registration.participants.consents import of_stop
from services.registration.participants.deeds import Deeds, NoSuchParticipant
from services.registration.participants.life import Deed, IllegalChange, State
from services.registration.participants.person import Change, Person, Tell
from services.registration.ports import AddressTaken, HeldSignup, PeopleStore, SignupStore
from shared.contracts.registration import Consent, Signup
from shared.events import Producer
from shared.links import BadLink, ExpiredLink, Links, Purpose
from shared.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Overview:
    """A participant as they see themselves."""

    person: Person
    position: int | None
    """Their place in the queue, from 1, while they wait."""
    held: tuple[HeldSignup, ...]
    """Second signups that wait for their word."""


class OwnSignup:
    """Opens manage links and does what their owners ask for."""

    def __init__(
        self,
        store: PeopleStore,
        signups: SignupStore,
        deeds: Deeds,
        links: Links,
        tokens: Tokens,
        producer: Producer,
    ) -> None:
        self._people, self._signups, self._deeds = store, signups, deeds
        self._links, self._tokens, self._producer = links, tokens, producer

    def link(self, purpose: Purpose, participant: str) -> str:
        """A signed token for one of their pages."""
        return self._links.sign(purpose, participant)

    async def owner(self, token: str) -> Person:
        """Whose link this is. Raises BadLink or ExpiredLink."""
        opened = self._links.open(Purpose.MANAGE, token)
        person = await self._people.find(opened.participant)
        if person is None:
            raise BadLink
        # To the second, as links are: the one that follows a change of address at once is to open.
        if person.links_revoked_at and opened.signed_at < person.links_revoked_at.replace(microsecond=0):
            raise ExpiredLink
        return person

    async def overview(self, person: Person) -> Overview:
        """All there is to show."""
        waits = person.state is State.WAITLISTED
        position = await self._people.position(person) if waits else None
        held = () if person.state is State.ERASED else tuple(await self._signups.held_for(person.id))
        return Overview(person, position, held)

    async def change(self, person: Person, signup: Signup) -> Person:
        """Say something else: name, goals, hours, preferences. Raises IllegalChange."""
        return await self._deeds.do(person.id, lambda one, tell: people.change_signup(one, signup, tell))

    async def propose_address(self, person: Person, email: str) -> Person:
        """Ask a new address for its word. Raises IllegalChange.

        Whether the address is somebody else's already is not told here, where anybody could ask about anybody.
        """
        return await self._deeds.do(
            person.id,
            lambda one, tell: addresses.propose_address(one, email, self._producer.clock(), tell, self._tokens),
        )

    async def confirm(self, person: Person) -> Person:
        """Say that it was them who signed up: who has the link is the owner of the address. Raises IllegalChange."""
        return await self._deeds.do(
            person.id,
            lambda one, tell: people.confirm(one, tell, place=True),
            lambda one, tell: people.confirm(one, tell, place=False),
        )

    async def answer_offer(self, person: Person, *, accepted: bool) -> Person:
        """Take the place that is held, or let it go. Raises IllegalChange, also when the time is up."""

        def decide(one: Person, tell: Tell) -> Change:
            if not accepted:
                return people.end(one, Deed.DECLINE, tell)
            if one.offer_until and one.offer_until <= self._producer.clock():
                raise IllegalChange(one.state, Deed.ACCEPT)
            return people.accept(one, tell)

        return await self._deeds.do(person.id, decide)

    async def cancel(self, person: Person) -> Person:
        """Take part no more, or hear no more. Again is no matter."""
        now = self._producer.clock()
        return await self._deeds.do(person.id, lambda one, tell: news.cancel(one, of_stop("manage"), now, tell))

    async def agree(self, person: Person, consent: Consent) -> Person:
        """Give or withdraw a consent; who has the link is the owner of the address, so it counts at once."""

        def decide(one: Person, _: Any) -> Change:
            return people.agree(one, consent, self._producer.clock(), confirmed=True)

        return await self._deeds.do(person.id, decide)

    async def erase(self, person: Person) -> Person:
        """Forget them, everywhere. Again is no matter."""
        return await self._deeds.do(person.id, lambda one, tell: people.erase(one, self._producer.clock(), tell))

    async def export(self, person: Person) -> dict[str, Any]:
        """All that registration holds of them, for their own use."""
        overview = await self.overview(person)
        return {
            "participant": person.id,
            "conference": person.conference,
            "state": person.state,
            "version": person.version,
            "name": person.name,
            "email": person.email,
            "language": person.language,
            "zone": person.zone,
            "address_confirmed": person.address_confirmed,
            "signed_up_at": _text(person.signed_up_at),
            "waiting_list_position": overview.position,
            "offer_until": _text(person.offer_until),
            "proposed_email": person.proposal.email if person.proposal else None,
            "signup": person.signup.model_dump(mode="json", by_alias=True) if person.signup else None,
            "held_signups": [one.signup.data.model_dump(mode="json", by_alias=True) for one in overview.held],
            "consents": [
                {**entry.consent.model_dump(mode="json"), "at": _text(entry.at), "confirmed": entry.confirmed}
                for entry in person.consents
            ],
        }


def _text(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


__all__ = ["AddressTaken", "NoSuchParticipant", "Overview", "OwnSignup"]
