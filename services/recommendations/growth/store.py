"""What people said after the day, in MongoDB: a part of their profile, which carries the event it owes."""

from collections.abc import AsyncIterator

from pymongo import ASCENDING, IndexModel

from services.recommendations.growth.documents import grown_in, growth_document, stated
from services.recommendations.growth.places import Grown
from services.recommendations.growth.ports import Reflector
from services.recommendations.profile_store import wishes_in
from shared.events import FrozenEvent
from shared.mongo import Database
from shared.outbox import PENDING

INDEXES = [
    IndexModel(
        [("conference", ASCENDING)], name="grown", partialFilterExpression={"growth.version": {"$exists": True}}
    ),
    PENDING,
]


class MongoGrowth:
    """Growth in MongoDB."""

    def __init__(self, database: Database) -> None:
        self._profiles = database["profiles"]

    async def of(self, participant: str) -> Reflector | None:
        """One of them, None if they take no part."""
        found = await self._profiles.find_one({"_id": participant})
        wishes = wishes_in(found) if found else None
        if found is None or wishes is None:
            return None
        return Reflector(found["conference"], stated(wishes), grown_in(found))

    async def save(self, participant: str, grown: Grown, event: FrozenEvent) -> bool:
        """Write the next version with the event that is owed. False if somebody else wrote it first."""
        before = {"$exists": False} if grown.version == 1 else grown.version - 1
        guard = {"_id": participant, "registered": {"$exists": True}, "growth.version": before}
        change = {"$set": {"growth": growth_document(grown)}, "$push": {"pending": event.document()}}
        return bool((await self._profiles.update_one(guard, change)).matched_count)

    async def everybody(self, conference: str) -> AsyncIterator[Grown]:
        """What each of those said who said anything."""
        wanted = {"conference": conference, "growth.version": {"$exists": True}}
        async for found in self._profiles.find(wanted, {"growth": True}):
            yield grown_in(found)
