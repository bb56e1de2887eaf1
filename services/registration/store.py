"""Registration's documents: conferences, participants, and signups that made none."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.errors import BulkWriteError, ConnectionFailure, DuplicateKeyError

from services.registration.domain import LINK_MAIL_EVERY, Participant, participant_id, same_person
from services.registration.ports import Handled, Known, Progress
from shared.contracts.registration import Conference, SignupReceived
from shared.events import FrozenEvent
from shared.mongo import Database, duplicates
from shared.outbox import PENDING
from shared.outcomes import Unavailable

INDEXES = {
    "participants": [
        IndexModel([("conference", ASCENDING), ("person", ASCENDING)], unique=True, name="one_per_address")
    ],
    "conferences": [PENDING],
}


class MongoConferences:
    """The conferences in MongoDB."""

    def __init__(self, database: Database) -> None:
        self._conferences = database["conferences"]

    async def all(self) -> list[Conference]:
        """Every conference. Raises Unavailable."""
        try:
            found = await self._conferences.find().to_list(None)
        except ConnectionFailure as away:
            raise Unavailable("the store is away") from away
        return [Conference.model_validate(document["conference"]) for document in found]

    async def version(self, slug: str) -> tuple[Conference | None, int]:
        """A conference and its version; None and 0 if it is not known."""
        found = await self._conferences.find_one({"_id": slug})
        return (Conference.model_validate(found["conference"]), found["version"]) if found else (None, 0)

    async def save(self, conference: Conference, version: int, event: FrozenEvent) -> bool:
        """Write a version with the event that tells of it. False if somebody else was first."""
        change = {
            "$set": {"conference": conference.model_dump(mode="json"), "version": version},
            "$push": {"pending": event.document()},
        }
        guard = {"_id": conference.slug, "version": version - 1}
        try:
            written = await self._conferences.update_one(guard, change, upsert=version == 1)
        except DuplicateKeyError:
            return False
        return bool(written.modified_count or written.upserted_id)


class MongoSignups:
    """Participants, repeats and refusals in MongoDB."""

    def __init__(self, database: Database) -> None:
        self._participants = database["participants"]
        self._repeats = database["repeats"]
        self._refusals = database["refusals"]

    async def add(self, participants: Sequence[Participant]) -> list[Known | None]:
        """Write the new ones in one bulk insert; the unique index says who is known already."""
        if not participants:
            return []
        known: list[Known | None] = [None] * len(participants)
        try:
            await self._participants.insert_many([_document(one) for one in participants], ordered=False)
        except BulkWriteError as failure:
            refused = sorted(duplicates(failure))
            found = await asyncio.gather(*(self._who_has(participants[position].signup) for position in refused))
            for position, who in zip(refused, found, strict=True):
                known[position] = who
        return known

    async def refuse(self, signup: SignupReceived, fingerprint: str, reason: str) -> None:
        """Remember that a signup was refused. Again is no matter."""
        change = {"$setOnInsert": {"fingerprint": fingerprint, "reason": reason, "at": signup.time}}
        await self._refusals.update_one({"_id": signup.id}, change, upsert=True)

    async def claim_link(self, participant: str, signup: str, now: datetime) -> bool:
        """Whether this signup is the one whose owner gets a link mail now. Asked again, it says the same."""
        due = {"$or": [{"link": None}, {"link.at": {"$lte": now - LINK_MAIL_EVERY}}, {"link.signup": signup}]}
        written = await self._participants.update_one(
            {"_id": participant, **due}, {"$set": {"link": {"at": now, "signup": signup}}}
        )
        return bool(written.matched_count)

    async def add_repeat(
        self, signup: SignupReceived, fingerprint: str, participant: str, events: Sequence[FrozenEvent]
    ) -> tuple[FrozenEvent, ...]:
        """Remember a signup for a known address; the events frozen when it was first handled."""
        fresh = {
            "participant": participant,
            "fingerprint": fingerprint,
            "at": signup.time,
            "events": [event.document() for event in events],
        }
        found = await self._repeats.find_one_and_update(
            {"_id": signup.id}, {"$setOnInsert": fresh}, upsert=True, return_document=True
        )
        return _events(found)

    async def handled(self, signup: str) -> Handled | None:
        """What became of a signup, None if it is not handled or not known."""
        only = {"fingerprint": True, "reason": True}
        participant, repeat, refusal = await asyncio.gather(
            self._participants.find_one({"_id": participant_id(signup)}, only),
            self._repeats.find_one({"_id": signup}, only),
            self._refusals.find_one({"_id": signup}, only),
        )
        if refusal:
            return Handled(refusal["fingerprint"], Progress.REFUSED, refusal["reason"])
        processed = participant or repeat
        return Handled(processed["fingerprint"], Progress.PROCESSED) if processed else None

    async def _who_has(self, signup: SignupReceived) -> Known:
        key = {"conference": signup.data.conference, "person": same_person(signup.data.email)}
        # By id too: the id of a participant stays when their address changes.
        either = {"$or": [key, {"_id": participant_id(signup.id)}]}
        found = await self._participants.find(either, {"events": True}).to_list(2)
        own = next((one for one in found if one["_id"] == participant_id(signup.id)), found[0])
        return Known(own["_id"], _events(own))


def _events(document: dict[str, Any]) -> tuple[FrozenEvent, ...]:
    return tuple(FrozenEvent.from_document(event) for event in document["events"])


def _document(participant: Participant) -> dict[str, Any]:
    signup = participant.signup
    return {
        "_id": participant.id,
        "conference": signup.data.conference,
        "person": same_person(signup.data.email),
        "registered_at": signup.time,
        "version": 1,
        "signup": signup.data.model_dump(mode="json", by_alias=True),
        "fingerprint": participant.fingerprint,
        "link": None,
        "events": [event.document() for event in participant.events],
    }
