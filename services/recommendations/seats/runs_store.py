"""Runs of the allocation in MongoDB: a document for each conference, so that one replica at a time gives out seats."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

from pymongo.errors import DuplicateKeyError

from shared.events import FrozenEvent, utc_now
from shared.mongo import Database

LEASE = timedelta(minutes=15)
"""How long a run may take; what a process that died had is free after it."""
_FREE = datetime.fromisoformat("1970-01-01T00:00:00Z")


class MongoRuns:
    """Who gives out seats now, and what came of it last."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = utc_now) -> None:
        self._runs, self._programmes, self._clock = database["allocations"], database["programmes"], clock

    async def conferences(self) -> list[str]:
        """Those with a programme."""
        return [found["_id"] async for found in self._programmes.find({}, {"_id": True})]

    async def claim(self, conference: str, night: str | None = None) -> str | None:
        """Take the conference; None if somebody else has it, or it was done in that night."""
        now, name = self._clock(), str(uuid4())
        free: dict[str, object] = {"_id": conference, "taken_until": {"$lte": now}}
        if night is not None:
            free["night"] = {"$ne": night}
        try:
            await self._runs.update_one(free, {"$set": {"taken_until": now + LEASE, "by": name}}, upsert=True)
        except DuplicateKeyError:
            return None
        return name

    async def busy(self, conference: str) -> bool:
        """Whether somebody has it."""
        return await self._runs.find_one({"_id": conference, "taken_until": {"$gt": self._clock()}}) is not None

    async def leave(
        self, conference: str, name: str, event: FrozenEvent | None = None, night: str | None = None
    ) -> None:
        """Give it back, with the event that tells what came of it, and for which night that was."""
        change: dict[str, object] = {"$set": {"taken_until": _FREE, **({"night": night} if night else {})}}
        if event:
            change["$push"] = {"pending": event.document()}
        await self._runs.update_one({"_id": conference, "by": name}, change)
