"""What participants set on their agendas, in MongoDB: one document each, which carries the events it owes."""

from collections.abc import Sequence
from typing import Any

from pymongo.errors import DuplicateKeyError

from services.recommendations import tombstones
from services.recommendations.days.ports import Setting
from shared.contracts.recommendations import Move, Preferences
from shared.events import FrozenEvent
from shared.mongo import Database, Session


class MongoPreferences:
    """Preferences in MongoDB."""

    def __init__(self, database: Database) -> None:
        self._preferences = database["preferences"]

    async def of(self, participants: Sequence[str]) -> dict[str, Setting]:
        """By participant; who set nothing is absent."""
        found = self._preferences.find(
            {"_id": {"$in": list(participants)}, "erased": {"$ne": True}}, {"pending": False}
        )
        return {document["_id"]: _setting(document) async for document in found}

    async def save(
        self, participant: str, conference: str, setting: Setting, event: FrozenEvent, session: Session | None = None
    ) -> bool:
        """Write the next version with the event that is owed. False if somebody else wrote it first."""
        before = {"_id": participant, "version": setting.version - 1, "erased": {"$ne": True}}
        change = {
            "$set": {"conference": conference, **_document(setting)},
            "$push": {"pending": event.document()},
        }
        try:
            written = await self._preferences.update_one(before, change, upsert=setting.version == 1, session=session)
        except DuplicateKeyError:
            return False
        return bool(written.matched_count or written.upserted_id)

    async def reset(self, participants: Sequence[str]) -> None:
        """Keep nothing of these but which version they were at."""
        theirs = {"_id": {"$in": list(participants)}, "erased": {"$ne": True}, "preferences": {"$exists": True}}
        await self._preferences.update_many(
            theirs, {"$unset": {"preferences": "", "moves": ""}, "$inc": {"version": 1}}
        )

    async def erase(self, participant: str, conference: str, event: FrozenEvent) -> None:
        """Leave nothing but the event in its place."""
        await tombstones.erase(self._preferences, participant, conference, event)


def _document(setting: Setting) -> dict[str, Any]:
    said = setting.preferences.model_dump(mode="json") if setting.preferences else None
    moves = [move.model_dump(mode="json", by_alias=True) for move in setting.moves]
    return {"version": setting.version, "preferences": said, "moves": moves}


def _setting(document: dict[str, Any]) -> Setting:
    said = document.get("preferences")
    return Setting(
        document["version"],
        Preferences.model_validate(said) if said else None,
        tuple(Move.model_validate(move) for move in document.get("moves", ())),
    )
