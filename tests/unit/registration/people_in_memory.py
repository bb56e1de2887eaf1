"""A stand-in for the store of participants: the same promises, kept in a dictionary."""

from collections.abc import Callable, Sequence
from datetime import datetime

from services.registration.domain import participant_id, same_person
from services.registration.participants.life import State, holds_place
from services.registration.participants.person import Change, Person
from services.registration.ports import AddressTaken, ChangedMeanwhile, Known, Newcomer, NoPlace, Places
from shared.contracts.envelope import CloudEvent
from shared.contracts.registration import SignupReceived


class PeopleInMemory:
    """PeopleStore over a dictionary; `told` collects every event that was written."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.people: dict[str, Person] = {}
        self.signup_ids: dict[str, tuple[str, Newcomer]] = {}
        self.told: list[CloudEvent] = []
        self.out_of_turn: list[Person] = []
        """Who was offered a place while somebody waited who signed up earlier."""

    async def add(self, newcomers: Sequence[Newcomer]) -> list[Newcomer | None]:
        return [self._add(one) for one in newcomers]

    async def admit(
        self, conference: str, newcomers: Sequence[Newcomer], turned_away: Callable[[Newcomer], Newcomer]
    ) -> list[Newcomer | None]:
        done: dict[int, Newcomer | None] = {}
        for at, one in sorted(enumerate(newcomers), key=lambda pair: pair[1].signup.time):
            free = (await self.places(conference)).free_for_newcomers
            done[at] = self._add(one if free else turned_away(one))
        return [done[at] for at in range(len(newcomers))]

    def _add(self, newcomer: Newcomer) -> Newcomer | None:
        person = newcomer.person
        if person.id in self.people or any(_key(one) == _key(person) for one in self.people.values()):
            return None
        self.people[person.id] = person
        self.signup_ids[newcomer.signup.id] = (person.id, newcomer)
        self.told.extend(newcomer.change.events)
        return newcomer

    async def begin(self, change: Change) -> None:
        if any(_key(one) == _key(change.after) for one in self.people.values()):
            raise AddressTaken
        self.people[change.after.id] = change.after
        self.told.extend(change.events)

    async def save(self, change: Change, *, because: Newcomer | None = None) -> None:
        before, after = change.before, change.after
        if self.people[before.id].version != before.version:
            raise ChangedMeanwhile
        places = await self.places(before.conference)
        free = places.free if before.state is State.WAITLISTED else places.free_for_newcomers
        if holds_place(after.state) and not holds_place(before.state) and free < 1:
            raise NoPlace
        if any(_key(one) == _key(after) for one in self.people.values() if one.id != after.id):
            raise AddressTaken
        offered = before.state is State.WAITLISTED and after.state is State.OFFERED
        if offered and any(_turn(one) < _turn(before) for one in self._waiting()):
            self.out_of_turn.append(before)
        self.people[after.id] = after
        self.told.extend(change.events)
        if because:
            self.signup_ids[because.signup.id] = (after.id, because)

    async def find(self, participant: str) -> Person | None:
        return self.people.get(participant)

    async def by_address(self, conference: str, email: str) -> Person | None:
        key = (conference, same_person(email))
        return next((one for one in self.people.values() if _key(one) == key), None)

    async def by_token(self, hash: str) -> Person | None:
        hashes = ((one, token.hashes) for one in self.people.values() for token in one.tokens)
        return next((one for one, kept in hashes if hash in kept), None)

    async def by_signup(self, signup: str) -> Person | None:
        id, _ = self.signup_ids.get(signup, (participant_id(signup), None))
        return self.people.get(id)

    async def who_has(self, signup: SignupReceived) -> Known:
        if signup.id in self.signup_ids:
            id, newcomer = self.signup_ids[signup.id]
            return Known(self.people[id], newcomer.frozen)
        person = await self.by_address(signup.conference, signup.data.email)
        assert person
        return Known(person, None)

    async def waiting_first(self, conference: str) -> Person | None:
        return min(self._waiting(), key=_turn, default=None)

    async def position(self, person: Person) -> int:
        return 1 + sum(_turn(one) < _turn(person) for one in self._waiting())

    async def overdue(self, now: datetime, limit: int) -> list[Person]:
        return [one for one in self.people.values() if one.offer_until and one.offer_until <= now][:limit]

    async def queues(self) -> list[str]:
        return sorted({one.conference for one in self._waiting()})

    async def places(self, conference: str) -> Places:
        taken = sum(holds_place(one.state) for one in self.people.values())
        return Places(self.capacity, taken, len(self._waiting()))

    def _waiting(self) -> list[Person]:
        return [one for one in self.people.values() if one.state is State.WAITLISTED]


def _key(person: Person) -> tuple[str, str]:
    return person.conference, same_person(person.email) or person.id


def _turn(person: Person) -> tuple[datetime, str]:
    assert person.signed_up_at
    return person.signed_up_at, person.id
