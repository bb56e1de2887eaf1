"""Participants in MongoDB. A participant and the ledger of places change together, in one transaction."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pymongo.errors import BulkWriteError, DuplicateKeyError

from services.registration.domain import participant_id, same_person
from services.registration.erasing import tombstones
from services.registration.participants.documents import FIELDS, document_of, person_of
from services.registration.participants.life import State, holds_place
from services.registration.participants.person import Change, Person
from services.registration.ports import AddressTaken, ChangedMeanwhile, Known, Newcomer, NoPlace, Places
from shared.contracts.envelope import CloudEvent
from shared.contracts.registration import SignupReceived
from shared.events import FrozenEvent
from shared.mongo import Database, Session, duplicates, transact

_ATTEMPTS = 5


class MongoPeople:
    """Participants, and the ledger of places."""

    def __init__(self, database: Database, mark: Callable[[str], str]) -> None:
        """`mark`: what to keep of an address until whoever had it is erased everywhere."""
        self._database, self._mark = database, mark
        self._participants = database["participants"]
        self._places = database["places"]
        self._conferences = database["conferences"]
        self._repeats = database["repeats"]
        # Transactions on one ledger collide: those of one process take turns rather than try again.
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def add(self, newcomers: Sequence[Newcomer]) -> list[Newcomer | None]:
        """Write people who take no place, all at once. None for each whose address or signup is known already."""
        if not newcomers:
            return []
        try:
            await self._participants.insert_many([_born(one) for one in newcomers], ordered=False)
        except BulkWriteError as failure:
            refused = duplicates(failure)
            return [None if at in refused else one for at, one in enumerate(newcomers)]
        return list(newcomers)

    async def admit(
        self, conference: str, newcomers: Sequence[Newcomer], turned_away: Callable[[Newcomer], Newcomer]
    ) -> list[Newcomer | None]:
        """Write people who are to have a place each, as long as there are any: by time of signup.

        Who gets none is written as `turned_away` makes them. None for each whose address or signup is known already.
        """
        if not newcomers:
            return []
        there: set[int] = set()
        for _ in range(_ATTEMPTS):
            fresh = [(at, one) for at, one in enumerate(newcomers) if at not in there]
            fresh.sort(key=lambda pair: (pair[1].signup.time, pair[1].person.id))
            try:
                written = await self._admit(conference, [one for _, one in fresh], turned_away)
            except BulkWriteError as failure:
                # One that is known undoes the whole transaction: the next one goes without those that are.
                duplicates(failure)
                there |= await self._known_among(conference, newcomers)
                continue
            done = dict(zip((at for at, _ in fresh), written, strict=True))
            return [done.get(at) for at in range(len(newcomers))]
        raise ChangedMeanwhile

    async def _admit(
        self, conference: str, newcomers: Sequence[Newcomer], turned_away: Callable[[Newcomer], Newcomer]
    ) -> list[Newcomer]:
        async def work(session: Session) -> list[Newcomer]:
            places = await self._ledger(conference, session)
            free = places.free_for_newcomers
            written = [one if at < free else turned_away(one) for at, one in enumerate(newcomers)]
            if written:
                await self._participants.insert_many([_born(one) for one in written], ordered=False, session=session)
                await self._move(conference, [(None, one.person.state) for one in written], session)
            return written

        async with self._turns[conference]:
            return await transact(self._database, work)

    async def begin(self, change: Change) -> None:
        """Write somebody no signup made, with the events that are owed. Raises AddressTaken."""
        owed = [FrozenEvent.of(event).document() for event in change.events]
        history = [_history_entry(event) for event in change.events]
        document = {"_id": change.after.id, **document_of(change.after), "pending": owed, "history": history}
        try:
            await self._participants.insert_one(document)
        except DuplicateKeyError as taken:
            raise AddressTaken from taken

    async def save(self, change: Change, *, because: Newcomer | None = None) -> None:
        """Write a participant as a deed left them, with the events it owes; places and queue move along.

        `because`: the signup it follows from, whose events the worker publishes. Raises NoPlace, AddressTaken, or
        ChangedMeanwhile when they are not any more what the deed was decided on.
        """
        frozen = _signup_fields(because) if because else None
        before, after = change.before, change.after
        if before == after:
            return
        if _seats(before.state) == _seats(after.state) and after.state is not State.ERASED:
            await self._write(change, frozen, None)
            return

        async def work(session: Session) -> None:
            places = await self._ledger(before.conference, session)
            takes = holds_place(after.state) and not holds_place(before.state)
            free = places.free if before.state is State.WAITLISTED else places.free_for_newcomers
            if takes and free < 1:
                raise NoPlace
            await self._write(change, frozen, session)
            await self._move(before.conference, [(before.state, after.state)], session)

        async with self._turns[before.conference]:
            await transact(self._database, work)

    async def find(self, participant: str) -> Person | None:
        """One participant, None if there is none."""
        found = await self._participants.find_one({"_id": participant})
        return person_of(found) if found else None

    async def by_address(self, conference: str, email: str) -> Person | None:
        """Who has an address at a conference."""
        found = await self._participants.find_one({"conference": conference, "person": same_person(email)})
        return person_of(found) if found else None

    async def by_token(self, hash: str) -> Person | None:
        """Whom a token was sent to."""
        found = await self._participants.find_one({"tokens.hashes": hash})
        return person_of(found) if found else None

    async def by_signup(self, signup: str) -> Person | None:
        """Whom a signup made, or made take part."""
        either = {"$or": [{"_id": participant_id(signup)}, {"signup_id": signup}]}
        found = await self._participants.find_one(either)
        return person_of(found) if found else None

    async def who_has(self, signup: SignupReceived) -> Known:
        """Who handled this signup already or, if nobody did, has its address."""
        key = {"conference": signup.data.conference, "person": same_person(signup.data.email)}
        # By id too: the id of a participant stays when their address changes.
        own = {"$or": [{"_id": participant_id(signup.id)}, {"signup_id": signup.id}]}
        for query in (own, key):
            if found := await self._participants.find_one(query):
                return Known(person_of(found), _frozen(found) if query is own else None)
        raise ChangedMeanwhile

    async def waiting_first(self, conference: str) -> Person | None:
        """The first of the queue: who signed up earliest, whenever they confirmed."""
        query = {"conference": conference, "state": State.WAITLISTED}
        found = await self._participants.find(query).sort([("registered_at", 1), ("_id", 1)]).to_list(1)
        return person_of(found[0]) if found else None

    async def position(self, person: Person) -> int:
        """Their place in the queue, from 1."""
        earlier = [
            {"registered_at": {"$lt": person.signed_up_at}},
            {"registered_at": person.signed_up_at, "_id": {"$lt": person.id}},
        ]
        query = {"conference": person.conference, "state": State.WAITLISTED, "$or": earlier}
        return 1 + await self._participants.count_documents(query)

    async def overdue(self, now: datetime, limit: int) -> list[Person]:
        """Some of those whose offer has run out."""
        query = {"state": State.OFFERED, "offer_until": {"$lte": now}}
        return [person_of(one) for one in await self._participants.find(query).to_list(limit)]

    async def queues(self) -> list[str]:
        """The conferences somebody waits for a place at."""
        return [found["_id"] async for found in self._places.find({"waiting": {"$gt": 0}}, {"_id": True})]

    async def places(self, conference: str) -> Places:
        """How many places there are, are taken, and are waited for."""
        return await self._ledger(conference, None)

    async def _known_among(self, conference: str, newcomers: Sequence[Newcomer]) -> set[int]:
        keys = [same_person(one.person.email) for one in newcomers]
        ids = [one.person.id for one in newcomers]
        either = {"$or": [{"conference": conference, "person": {"$in": keys}}, {"_id": {"$in": ids}}]}
        known: set[str] = set()
        async for found in self._participants.find(either, {"person": True}):
            known |= {found["_id"], found["person"]}
        # Two of one address in one batch: the first is new, the other meets it.
        positions = {at for at in range(len(newcomers)) if keys[at] in known or ids[at] in known}
        return positions | {at for at, key in enumerate(keys) if key in keys[:at]}

    async def _ledger(self, conference: str, session: Session | None) -> Places:
        found = await self._conferences.find_one({"_id": conference}, {"conference.capacity": True}, session=session)
        ledger = await self._places.find_one({"_id": conference}, session=session) or {}
        capacity = found["conference"]["capacity"] if found else 0
        return Places(capacity, ledger.get("taken", 0), ledger.get("waiting", 0))

    async def _move(self, conference: str, moves: Sequence[tuple[State | None, State]], session: Session) -> None:
        taken, waiting = (sum(_seats(to)[at] - _seats(origin)[at] for origin, to in moves) for at in (0, 1))
        change = {"$inc": {"taken": taken, "waiting": waiting}}
        await self._places.update_one({"_id": conference}, change, upsert=True, session=session)

    async def _write(self, change: Change, frozen: Mapping[str, Any] | None, session: Session | None) -> None:
        guard = {"_id": change.before.id, "version": change.before.version}
        owed = [] if frozen else [FrozenEvent.of(event).document() for event in change.events]
        if change.after.state is State.ERASED:
            await self._entomb(guard, change.after, owed, session)
            return
        fields = {**document_of(change.after), **(frozen or {})}
        update: dict[str, Any] = {"$set": fields, "$unset": dict.fromkeys(FIELDS - fields.keys(), "")}
        update["$push"] = {"history": {"$each": [_history_entry(event) for event in change.events]}}
        if owed:
            update["$push"]["pending"] = {"$each": owed}
        try:
            written = await self._participants.update_one(guard, update, session=session)
        except DuplicateKeyError as taken:
            raise AddressTaken from taken
        if not written.matched_count:
            raise ChangedMeanwhile

    async def _entomb(
        self, guard: Mapping[str, Any], person: Person, owed: Sequence[dict[str, Any]], session: Session | None
    ) -> None:
        """Put the fact in the place of everything. Nothing is kept: neither earlier events nor what they said."""
        before = await self._participants.find_one(guard, session=session)
        if before is None:
            raise ChangedMeanwhile
        repeats = await self._repeats.find({"participant": person.id}, session=session).to_list(None)
        erasure = tombstones.begun(before, repeats, self._mark, person.erased_at)
        whole = {**document_of(person), "pending": list(owed), "erasure": erasure}
        await self._participants.replace_one(guard, whole, session=session)
        await self._repeats.delete_many({"participant": person.id}, session=session)
        for stone in tombstones.of_signups(person, erasure["signups"]):
            key = {"_id": stone.pop("_id")}
            await self._participants.update_one(key, {"$setOnInsert": stone}, upsert=True, session=session)


def _history_entry(event: CloudEvent[Any]) -> dict[str, Any]:
    """An event as the history of a participant remembers it."""
    return {"id": event.id, "type": event.type, "time": event.time}


def _signup_fields(newcomer: Newcomer) -> dict[str, Any]:
    """What a document keeps of the signup that made somebody a participant, or made them take part again."""
    return {
        "signup_id": newcomer.signup.id,
        "fingerprint": newcomer.fingerprint,
        "link": None,
        "events": [event.document() for event in newcomer.frozen],
    }


def _born(newcomer: Newcomer) -> dict[str, Any]:
    return {
        "_id": newcomer.person.id,
        **document_of(newcomer.person),
        **_signup_fields(newcomer),
        "history": [_history_entry(event) for event in newcomer.change.events],
    }


def _frozen(document: dict[str, Any]) -> tuple[FrozenEvent, ...]:
    return tuple(FrozenEvent.from_document(event) for event in document.get("events", ()))


def _seats(state: State | None) -> tuple[int, int]:
    """How many places and how many turns in the queue somebody in this state has."""
    return int(holds_place(state)), int(state is State.WAITLISTED)
