"""The history of a participant in MongoDB, as it is handed out to them."""

from typing import Any

from shared.mongo import Database


class MongoHistory:
    """Reads it."""

    def __init__(self, database: Database) -> None:
        self._participants = database["participants"]

    async def of(self, participant: str) -> list[dict[str, Any]]:
        """The type and the time of each event, the first one first."""
        found = await self._participants.find_one({"_id": participant}, {"history": True}) or {}
        told = [{"type": one["type"], "time": one["time"]} for one in found.get("history", ())]
        return sorted(told, key=lambda one: one["time"])
