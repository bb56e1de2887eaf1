"""Saving the date: who wants to hear of a conference without signing up (yet)."""

import logging
from uuid import uuid4

from services.registration.conferences import Conferences
from services.registration.participants import news, people
from services.registration.participants.deeds import Deeds
from services.registration.participants.life import State
from services.registration.participants.person import Change, ConsentEntry, Person, Tell, first_told
from services.registration.ports import AddressTaken, PeopleStore, SignupStore
from services.registration.service import Refused
from shared.contracts.registration import Consent, Purpose
from shared.contracts.vocabulary import Language
from shared.events import Producer
from shared.tokens import Tokens

log = logging.getLogger(__name__)

_ASKED = (State.INTERESTED, State.CANCELLED)
"""Whoever is here gets a mail; anybody else hears of the conference anyway."""


class Interests:
    """Takes the addresses of those who want to hear more."""

    def __init__(
        self,
        store: PeopleStore,
        signups: SignupStore,
        conferences: Conferences,
        deeds: Deeds,
        producer: Producer,
        tokens: Tokens,
    ) -> None:
        self._people, self._signups, self._conferences = store, signups, conferences
        self._deeds, self._producer, self._tokens = deeds, producer, tokens

    async def subscribe(
        self, conference: str, name: str, email: str, consent: Consent, language: Language | None, zone: str | None
    ) -> None:
        """Keep an address and ask its owner. The same for known addresses, so that nobody learns which are.

        Raises Refused if there is no such conference.
        """
        if await self._conferences.get(conference) is None:
            raise Refused("there is no such conference")
        known = await self._people.by_address(conference, email)
        if known is not None:
            await self._ask_again(known, consent)
            return
        now = self._producer.clock()
        person = Person(
            id=str(uuid4()),
            conference=conference,
            state=State.INTERESTED,
            version=1,
            name=name or email.partition("@")[0],
            email=email,
            language=language,
            zone=zone,
            consents=(ConsentEntry(consent, now),),
        )
        tell = first_told(self._producer, conference, str(uuid4()))
        new = news.subscribe(person, now, tell, self._tokens)
        try:
            await self._people.begin(new)
        except AddressTaken:
            return  # the same form, sent twice at once
        await self._deeds.owed(person.id)

    async def _ask_again(self, known: Person, consent: Consent) -> None:
        now = self._producer.clock()
        if known.state not in _ASKED or not await self._signups.claim_link(known.id, str(uuid4()), now):
            return

        def decide(person: Person, tell: Tell) -> Change:
            if person.state is State.CANCELLED:
                return news.ask_back(person, consent, now, tell, self._tokens)
            if person.state is not State.INTERESTED:
                return Change(person, person, ())  # signed up or was erased in this very moment
            if people.agrees_to(person, Purpose.UPDATES):
                return news.subscribe_again(person, tell)
            if not people.wishes(person, Purpose.UPDATES):  # they took it back since
                person = people.with_consents(person, (consent,), now)
            return people.ask_again(person, now, tell, self._tokens)

        await self._deeds.do(known.id, decide)
