"""Measurements in MongoDB: one document for each conference, which carries the events it owes."""

from collections.abc import Sequence
from datetime import timedelta

from pymongo.errors import DuplicateKeyError

from services.recommendations.demand.figures import Figures
from services.recommendations.demand.ports import Measured, Progress
from shared.events import FrozenEvent, utc_now
from shared.mongo import Database

LASTS = timedelta(seconds=60)
"""How long a claim is believed without a sign of life."""


class MongoDemand:
    """Measurements, and who is at one."""

    def __init__(self, database: Database) -> None:
        self._demand, self._programmes = database["demand"], database["programmes"]

    async def conferences(self) -> Sequence[str]:
        """All that have a programme."""
        return [found["_id"] async for found in self._programmes.find({}, {"_id": True}).sort("_id")]

    async def measured(self, conference: str) -> Measured | None:
        """The last one, None if there is none."""
        found = await self._demand.find_one({"_id": conference, "figures": {"$exists": True}})
        if found is None:
            return None
        return Measured(Figures.model_validate(found["figures"]), found["at"], found["counted"])

    async def progress(self, conference: str) -> Progress | None:
        """How far the one is that somebody is at, None while nobody is."""
        found = await self._demand.find_one({"_id": conference, "claim.until": {"$gt": utc_now()}}, {"claim": True})
        return Progress(found["claim"]["done"], found["claim"]["of"]) if found else None

    async def claim(self, conference: str, by: str, progress: Progress) -> bool:
        """Begin one, or go on with it. False if somebody else is at one."""
        now = utc_now()
        mine = {"$or": [{"claim": {"$exists": False}}, {"claim.by": by}, {"claim.until": {"$lte": now}}]}
        claim = {"by": by, "until": now + LASTS, "done": progress.done, "of": progress.of}
        try:
            await self._demand.update_one({"_id": conference, **mine}, {"$set": {"claim": claim}}, upsert=True)
        except DuplicateKeyError:
            return False
        return True

    async def save(self, conference: str, by: str, measured: Measured, events: Sequence[FrozenEvent]) -> bool:
        """Write what was measured with the events that tell of it. False if the claim was lost."""
        figures = measured.figures.model_dump(mode="json")
        change = {
            "$set": {"figures": figures, "at": measured.at, "counted": dict(measured.counted)},
            "$push": {"pending": {"$each": [event.document() for event in events]}},
        }
        written = await self._demand.update_one({"_id": conference, "claim.by": by}, change)
        return bool(written.matched_count)

    async def leave(self, conference: str, by: str) -> None:
        """End a claim without a result."""
        await self._demand.update_one({"_id": conference, "claim.by": by}, {"$unset": {"claim": ""}})
