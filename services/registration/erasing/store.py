"""Erasures in MongoDB: how far each got stands in the tombstone itself."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, IndexModel

from services.registration.erasing.erasures import Acknowledgement, Erasure
from services.registration.participants.life import State
from shared.mongo import Database

INDEX = IndexModel([("erasure.purged", ASCENDING)], name="to_erase", sparse=True)


class MongoErasures:
    """The tombstones."""

    def __init__(self, database: Database) -> None:
        self._participants = database["participants"]

    async def find(self, participant: str) -> Erasure | None:
        """The erasure of one person, None if they are not erased."""
        found = await self._participants.find_one({"_id": participant, "erasure": {"$exists": True}})
        return _erasure(found) if found else None

    async def due(self, swept_before: datetime, limit: int) -> Sequence[Erasure]:
        """Some of those whom the bus has not forgotten: never swept, or swept for the first time before then."""
        time = [{"erasure.swept_at": {"$exists": False}}, {"erasure.swept_at": {"$lte": swept_before}}]
        found = self._participants.find({"erasure.purged": False, "$or": time}).sort("erased_at", ASCENDING)
        return [_erasure(one) for one in await found.to_list(limit)]

    async def swept(self, participant: str, at: datetime, queued: int) -> None:
        """Note that the bus was swept for the first time. Again is no matter."""
        guard = {"_id": participant, "erasure.purged": False, "erasure.swept_at": {"$exists": False}}
        await self._participants.update_one(guard, {"$set": {"erasure.swept_at": at, "erasure.queued": queued}})

    async def purged(self, participant: str, at: datetime) -> None:
        """Note that the bus has forgotten them, and forget what they were recognised by. Again is no matter."""
        forgotten = dict.fromkeys((f"erasure.{name}" for name in ("marks", "signups", "swept_at", "queued")), "")
        change = {"$set": {"erasure.purged": True, "erasure.purged_at": at}, "$unset": forgotten}
        await self._participants.update_one({"_id": participant, "erasure.purged": False}, change)

    async def acknowledged(self, participant: str, service: str, said: Acknowledgement) -> None:
        """Note what a service said first. Again is no matter."""
        field = f"erasure.acknowledged.{service}"
        guard = {"_id": participant, "state": State.ERASED, "erasure": {"$exists": True}, field: {"$exists": False}}
        change = {"$set": {field: {"at": said.at, "documents": said.documents}}}
        await self._participants.update_one(guard, change)


def _erasure(document: dict[str, Any]) -> Erasure:
    erasure = document["erasure"]
    return Erasure(
        participant=document["_id"],
        conference=document["conference"],
        erased_at=document["erased_at"],
        marks=frozenset(erasure.get("marks", ())),
        signups=frozenset(erasure.get("signups", ())),
        swept_at=erasure.get("swept_at"),
        queued=erasure.get("queued", 0),
        purged_at=erasure.get("purged_at"),
        acknowledged={
            service: Acknowledgement(said["at"], said["documents"])
            for service, said in erasure.get("acknowledged", {}).items()
        },
    )
