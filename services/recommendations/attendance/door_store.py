"""Since when links to the doors of a conference open, in MongoDB."""

from datetime import datetime

from shared.mongo import Database


class MongoDoors:
    """Doors in MongoDB: a document for a conference whose links were revoked."""

    def __init__(self, database: Database) -> None:
        self._doors = database["doors"]

    async def revoked_at(self, conference: str) -> datetime | None:
        """Links signed until then open nothing."""
        found = await self._doors.find_one({"_id": conference})
        return found["revoked_at"] if found else None

    async def revoke(self, conference: str, at: datetime) -> None:
        """Make it so; an earlier moment does not undo a later one."""
        await self._doors.update_one({"_id": conference}, {"$max": {"revoked_at": at}}, upsert=True)
