"""How many plan to come to each session, counted from the agendas in MongoDB."""

from collections.abc import Mapping
from typing import Any

from shared.mongo import Database


class MongoPlanned:
    """Agendas, as far as they are counted."""

    def __init__(self, database: Database) -> None:
        self._agendas = database["agendas"]

    async def counts(self, conference: str) -> Mapping[str, int]:
        """In how many agendas each session is, by guid."""
        each: list[dict[str, Any]] = [
            {"$match": {"conference": conference, "items": {"$exists": True}}},
            {"$unwind": "$items"},
            {"$group": {"_id": "$items.guid", "people": {"$sum": 1}}},
        ]
        return {found["_id"]: found["people"] async for found in self._agendas.aggregate(each)}
