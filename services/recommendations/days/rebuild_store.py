"""Agendas that are to be looked at again, in MongoDB: one document each, shared by all replicas."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from pymongo import DeleteOne, UpdateOne
from pymongo.errors import BulkWriteError

from services.recommendations.days.ports import Rebuild
from shared.events import FrozenEvent, utc_now
from shared.mongo import Database, duplicates

LEASE = timedelta(seconds=30)
"""How long somebody may have some in hand. Far longer than they need; what a process that died had is free after it."""
_FREE = datetime.fromisoformat("1970-01-01T00:00:00Z")


class MongoRebuilds:
    """The queue in MongoDB."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = utc_now) -> None:
        self._rebuilds = database["rebuilds"]
        self._clock = clock

    async def add(self, conference: str, participants: Sequence[str], programme: int) -> None:
        """Look at these. Once more is as good as once."""
        due = {"conference": conference, "programme": programme, "taken_until": _FREE}
        writes = [
            UpdateOne({"_id": participant, "programme": {"$lt": programme}}, {"$set": due}, upsert=True)
            for participant in participants
        ]
        try:
            await self._rebuilds.bulk_write(writes, ordered=False)
        except BulkWriteError as failure:
            duplicates(failure)  # this version of theirs, or a newer one, is there already

    async def claim(self, limit: int) -> list[Rebuild]:
        """Take some that nobody has."""
        now, mine = self._clock(), str(uuid4())
        free = {"taken_until": {"$lte": now}}
        found = await self._rebuilds.find(free, {"_id": True}).limit(limit).to_list(limit)
        if not found:
            return []
        wanted = {"_id": {"$in": [document["_id"] for document in found]}, **free}
        await self._rebuilds.update_many(wanted, {"$set": {"taken_until": now + LEASE, "taken_by": mine}})
        ours = self._rebuilds.find({"taken_by": mine})
        return [Rebuild(one["_id"], one["conference"], one["programme"]) async for one in ours]

    async def done(self, rebuilds: Sequence[Rebuild]) -> None:
        """These are as they should be, unless something newer is to be looked at meanwhile."""
        await self._rebuilds.bulk_write(
            [DeleteOne({"_id": one.participant, "programme": one.programme}) for one in rebuilds], ordered=False
        )

    async def number(self) -> int:
        """How many there are, near enough."""
        return await self._rebuilds.estimated_document_count()

    async def erase(self, participant: str, conference: str, event: FrozenEvent) -> None:  # noqa: ARG002 - as all rooms
        """Nothing is left: what is added for somebody who is erased finds no day, and goes."""
        await self._rebuilds.delete_one({"_id": participant})
