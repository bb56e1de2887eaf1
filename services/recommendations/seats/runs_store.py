"""Runs of the allocation in MongoDB: a document for each conference, so that one replica at a time gives out seats."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from pymongo.errors import DuplicateKeyError

from services.recommendations.seats.allocating import Done
from services.recommendations.seats.outcomes import Outcome, Runs
from shared.contracts.recommendations import Allocation
from shared.events import utc_now
from shared.mongo import Database

LEASE = timedelta(seconds=10)
"""How long somebody has a conference who says nothing more: what a process that died had is free after it."""
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

    async def keep(self, conference: str, name: str) -> None:
        """It goes on."""
        mine = {"_id": conference, "by": name, "taken_until": {"$ne": _FREE}}
        await self._runs.update_one(mine, {"$set": {"taken_until": self._clock() + LEASE}})

    async def busy(self, conference: str) -> bool:
        """Whether somebody has it."""
        return await self._runs.find_one({"_id": conference, "taken_until": {"$gt": self._clock()}}) is not None

    async def leave(self, conference: str, name: str, done: Done | None) -> None:
        """Give it back, with what came of it, the event that tells of that, and for which night it was."""
        change: dict[str, dict[str, object]] = {"$set": {"taken_until": _FREE}}
        if done and done.event:
            change["$set"] |= {"last": _document(done.outcome), **({"night": done.night} if done.night else {})}
            change |= {"$push": {"pending": done.event.document()}, "$unset": {"preview": ""}}
        elif done:
            change["$set"]["preview"] = _document(done.outcome)
        await self._runs.update_one({"_id": conference, "by": name}, change)

    async def runs(self, conference: str) -> Runs:
        """What is known of those of a conference."""
        found = await self._runs.find_one({"_id": conference}, {"pending": False})
        if found is None:
            return Runs()
        return Runs(found["taken_until"] > self._clock(), *(_outcome(found.get(name)) for name in ("last", "preview")))


def _document(outcome: Outcome) -> dict[str, Any]:
    return {"at": outcome.at, "fact": outcome.fact.model_dump(mode="json"), "tenths": list(outcome.tenths)}


def _outcome(found: dict[str, Any] | None) -> Outcome | None:
    return Outcome(found["at"], Allocation.model_validate(found["fact"]), tuple(found["tenths"])) if found else None
