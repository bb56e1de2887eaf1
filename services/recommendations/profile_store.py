"""Recommendations' documents about people: what they want of the day, or that they take part no more."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, TypeAdapter
from pymongo import ASCENDING, IndexModel, UpdateOne
from pymongo.errors import BulkWriteError, DuplicateKeyError

from services.recommendations import tombstones
from services.recommendations.growth.documents import grown_in, moved
from services.recommendations.ports import Profile, TakesPart
from shared.contracts.registration import ParticipantCancelled, Wishes
from shared.events import FrozenEvent
from shared.mongo import Database, duplicates

WAITING = IndexModel([("conference", ASCENDING)], name="waiting", partialFilterExpression={"waiting": True})

_TAKES_PART: TypeAdapter[TakesPart] = TypeAdapter(Annotated[TakesPart, Field(discriminator="type")])


class MongoProfiles:
    """Profiles in MongoDB."""

    def __init__(self, database: Database) -> None:
        self._profiles = database["profiles"]

    async def take_part(self, said: Sequence[TakesPart], *, waiting: bool) -> None:
        """Write what overtakes the profiles that are there. Each is of somebody else."""
        documents = [_profile(event, waiting) for event in said]
        try:
            await self._profiles.insert_many([{**one, "links_revoked_at": None} for one in documents], ordered=False)
        except BulkWriteError as failure:
            known = (documents[position] for position in sorted(duplicates(failure)))
            await self._profiles.bulk_write([write for document in known for write in _updates(document)])

    async def cancel(self, said: ParticipantCancelled) -> None:
        """Write that somebody takes part no more, unless something newer is there. Their wishes go."""
        older = {"_id": said.subject, "version": {"$lt": said.data.version}}
        change = {
            "$set": {"conference": said.conference, "version": said.data.version, "cancelled": True},
            "$unset": {"registered": "", "waiting": "", "growth": ""},
            "$setOnInsert": {"links_revoked_at": None},
        }
        while True:
            try:
                await self._profiles.update_one(older, change, upsert=True)
            except DuplicateKeyError:
                # What came between the look and the write may be older as well.
                if await self._profiles.find_one(older, {"_id": True}):
                    continue
            return

    async def erase(self, participant: str, conference: str, event: FrozenEvent) -> tuple[FrozenEvent, bool]:
        """Leave nothing but the event in their place. Answers the event that was left first, and if that was before."""
        return await tombstones.erase(self._profiles, participant, conference, event)

    async def waiting(self, conference: str, limit: int) -> list[TakesPart]:
        """Some of those who wait for the programme."""
        found = self._profiles.find({"conference": conference, "waiting": True}, {"registered": True})
        return [_said(document) for document in await found.to_list(limit)]

    async def settle(self, participants: Sequence[str]) -> None:
        """They wait no more."""
        waiting = {"_id": {"$in": list(participants)}, "waiting": True}
        await self._profiles.update_many(waiting, {"$set": {"waiting": False}})

    async def profile(self, participant: str) -> Profile | None:
        """One profile, None if there is none."""
        found = await self._profiles.find_one({"_id": participant})
        return _found(found) if found else None

    async def profiles(self, participants: Sequence[str]) -> dict[str, Profile]:
        """Those there are of these, by participant."""
        found = self._profiles.find({"_id": {"$in": list(participants)}})
        return {document["_id"]: _found(document) async for document in found}

    async def revoke_links(self, participant: str, at: datetime) -> bool:
        """Links signed until then open nothing any more. False if there is no such participant."""
        known = {"_id": participant, "erased": {"$ne": True}}
        written = await self._profiles.update_one(known, {"$set": {"links_revoked_at": at}})
        return bool(written.matched_count)


def wishes_in(profile: dict[str, Any]) -> Wishes | None:
    """What they said they want; None unless they take part."""
    return _said(profile).data if "registered" in profile else None


def _found(document: dict[str, Any]) -> Profile:
    wishes = wishes_in(document)
    return Profile(
        conference=document["conference"],
        life=tombstones.life_of(document),
        wishes=moved(wishes, grown_in(document)) if wishes else None,
        links_revoked_at=document.get("links_revoked_at"),
    )


def _profile(event: TakesPart, waiting: bool) -> dict[str, Any]:
    """All but what outlives a change. `registered` is the event with the wishes that count."""
    return {
        "_id": event.subject,
        "conference": event.conference,
        "version": event.data.version,
        "registered": event.encode(),
        "waiting": waiting,
    }


def _updates(document: dict[str, Any]) -> tuple[UpdateOne, UpdateOne]:
    """One of the two finds something to do, in this order.

    The same version may have waited for the programme, which is there now. Somebody who waited with an older one goes
    on waiting: whoever serves those may have written their first agenda and not told of it yet.
    """
    participant, version, waiting = document["_id"], document["version"], document["waiting"]
    newer = {name: value for name, value in document.items() if name != "waiting" or waiting}
    return (
        UpdateOne({"_id": participant, "version": version, "erased": {"$ne": True}}, {"$set": {"waiting": waiting}}),
        UpdateOne({"_id": participant, "version": {"$lt": version}}, {"$set": newer, "$unset": {"cancelled": ""}}),
    )


def _said(document: dict[str, Any]) -> TakesPart:
    return _TAKES_PART.validate_json(bytes(document["registered"]))
