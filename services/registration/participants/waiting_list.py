"""The waiting list: a place that becomes free is offered to the first of the queue, for a time."""

from datetime import timedelta

from services.registration.conferences import Conferences
from services.registration.participants import people
from services.registration.participants.deeds import Deeds
from services.registration.participants.life import Deed, IllegalChange
from services.registration.participants.person import Change, Person, Tell
from services.registration.ports import NoPlace, PeopleStore
from shared.events import Producer
from shared.tokens import Tokens

EVERY = 2.0
"""Seconds between two looks for offers that ran out and places nobody has."""
_TOGETHER = 100


class WaitingList:
    """Offers places, and takes back what is not answered."""

    def __init__(
        self, store: PeopleStore, conferences: Conferences, deeds: Deeds, producer: Producer, tokens: Tokens
    ) -> None:
        self._people, self._conferences, self._deeds = store, conferences, deeds
        self._producer, self._tokens = producer, tokens

    async def promote(self, conference: str) -> None:
        """Offer every free place, in the order of the queue."""
        found = await self._conferences.get(conference)
        if found is None:
            return

        def decide(person: Person, tell: Tell) -> Change:
            until = self._producer.clock() + timedelta(minutes=found.offer_minutes)
            return people.offer(person, until, tell, self._tokens)

        while (places := await self._people.places(conference)).free and places.waiting:
            first = await self._people.waiting_first(conference)
            if first is None:
                return
            try:
                await self._deeds.do(first.id, decide)
            except IllegalChange:
                continue  # offered or gone since it was read
            except NoPlace:
                return

    async def expire(self) -> None:
        """End the offers whose time is up; each frees a place for the next."""
        while overdue := await self._people.overdue(self._producer.clock(), _TOGETHER):
            for person in overdue:
                try:
                    await self._deeds.do(person.id, self._let_pass)
                except IllegalChange:
                    continue  # answered in the last moment

    def _let_pass(self, person: Person, tell: Tell) -> Change:
        if person.offer_until and person.offer_until > self._producer.clock():
            raise IllegalChange(person.state, Deed.EXPIRE)
        return people.end(person, Deed.EXPIRE, tell)

    async def look(self) -> None:
        """What a crash left half done, a raised capacity or the clock brings is found here."""
        await self.expire()
        for slug in await self._people.queues():
            await self.promote(slug)
