"""Registration's documents: conferences, and signups that made no participant."""

import asyncio
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.errors import ConnectionFailure, DuplicateKeyError

from services.registration.domain import LINK_MAIL_EVERY, participant_id
from services.registration.ports import Handled, HeldSignup, Progress
from shared.contracts.registration import Conference, SignupReceived
from shared.events import FrozenEvent
from shared.mongo import Database
from shared.outbox import PENDING
from shared.outcomes import Unavailable

INDEXES = {
    "participants": [
        IndexModel([("conference", ASCENDING), ("person", ASCENDING)], unique=True, name="one_per_address"),
        IndexModel([("signup_id", ASCENDING)], name="by_signup", sparse=True),
        IndexModel([("tokens.hashes", ASCENDING)], name="by_token", sparse=True),
        IndexModel([("conference", ASCENDING), ("state", ASCENDING), ("registered_at", ASCENDING)], name="queue"),
        IndexModel([("offer_until", ASCENDING)], name="offers", sparse=True),
        PENDING,
    ],
    "repeats": [
        IndexModel([("participant", ASCENDING)], name="by_participant"),
        IndexModel([("hashes", ASCENDING)], name="by_token", sparse=True),
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
    """Repeats and refusals in MongoDB."""

    def __init__(self, database: Database) -> None:
        self._participants = database["participants"]
        self._repeats = database["repeats"]
        self._refusals = database["refusals"]

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

    async def hold(self, held: HeldSignup) -> tuple[FrozenEvent, ...]:
        """Put a signup for a known address aside; the events frozen when it was first handled."""
        fresh = {
            "participant": held.participant,
            "conference": held.signup.conference,
            "fingerprint": held.fingerprint,
            "at": held.signup.time,
            "events": [event.document() for event in held.frozen],
        }
        if held.until:
            fresh |= {"signup": held.signup.encode(), "hashes": list(held.hashes), "until": held.until}
        found = await self._repeats.find_one_and_update(
            {"_id": held.signup.id}, {"$setOnInsert": fresh}, upsert=True, return_document=True
        )
        return _events(found)

    async def held(self, hash: str) -> HeldSignup | None:
        """The signup somebody is to look at with this token; None once decided, or if there is none."""
        found = await self._repeats.find_one({"hashes": hash, "signup": {"$exists": True}})
        return _held(found) if found else None

    async def was_decided(self, hash: str) -> bool:
        """Whether this token was about a signup that is decided."""
        return await self._repeats.find_one({"hashes": hash, "signup": {"$exists": False}}) is not None

    async def held_for(self, participant: str) -> list[HeldSignup]:
        """Signups that wait for a participant's word."""
        found = self._repeats.find({"participant": participant, "signup": {"$exists": True}})
        return [_held(one) for one in await found.to_list(10)]

    async def decide(self, signup: str) -> None:
        """A held signup was accepted or dropped: what it said is forgotten."""
        await self._repeats.update_one({"_id": signup}, {"$unset": {"signup": "", "until": ""}})

    async def handled(self, signup: str) -> Handled | None:
        """What became of a signup, None if it is not handled or not known."""
        only = {"fingerprint": True, "reason": True, "conference": True}
        participant, repeat, refusal = await asyncio.gather(
            self._participants.find_one({"$or": [{"_id": participant_id(signup)}, {"signup_id": signup}]}, only),
            self._repeats.find_one({"_id": signup}, only),
            self._refusals.find_one({"_id": signup}, only),
        )
        if refusal:
            return Handled(refusal["fingerprint"], Progress.REFUSED, refusal["reason"])
        processed = repeat or participant
        # Of who was erased, not even what they said is known.
        if not processed:
            return None
        return Handled(processed.get("fingerprint", ""), Progress.PROCESSED, conference=processed.get("conference"))


def _events(document: dict[str, Any]) -> tuple[FrozenEvent, ...]:
    return tuple(FrozenEvent.from_document(event) for event in document["events"])


def _held(document: dict[str, Any]) -> HeldSignup:
    return HeldSignup(
        SignupReceived.parse(bytes(document["signup"])),
        document["fingerprint"],
        document["participant"],
        _events(document),
        tuple(document["hashes"]),
        document["until"],
    )
