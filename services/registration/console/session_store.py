"""Sessions that ended early, in MongoDB, forgotten when they would have ended anyway."""

from pymongo import ASCENDING, IndexModel

from services.registration.console.session import Session
from shared.mongo import Database

INDEXES = {"ended_sessions": [IndexModel([("until", ASCENDING)], expireAfterSeconds=0, name="forgotten")]}


class MongoEndedSessions:
    """One document for each logout."""

    def __init__(self, database: Database) -> None:
        self._ended = database["ended_sessions"]

    async def end(self, session: Session) -> None:
        """From now on its cookie opens nothing."""
        await self._ended.update_one({"_id": session.key}, {"$set": {"until": session.until}}, upsert=True)

    async def has_ended(self, session: Session) -> bool:
        """Whether somebody logged out of it."""
        return await self._ended.find_one({"_id": session.key}, {"_id": True}) is not None
