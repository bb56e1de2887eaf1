"""What documents about somebody have in common: the state of their life, and what is left when they are erased."""

from collections.abc import Mapping
from typing import Any

from motor.motor_asyncio import AsyncIOMotorCollection
from pymongo.errors import DuplicateKeyError

from services.recommendations.domain.life import ERASED, ERASED_LIFE, Life, Standing
from shared.events import FrozenEvent


def life_of(document: dict[str, Any]) -> Life:
    """The state a profile or an agenda is in."""
    if document.get("erased"):
        return ERASED_LIFE
    return Life(document["version"], Standing.CANCELLED if document.get("cancelled") else Standing.TAKES_PART)


async def erase(
    collection: AsyncIOMotorCollection[dict[str, Any]],
    participant: str,
    conference: str,
    event: FrozenEvent,
    left: Mapping[str, Any] | None = None,
) -> tuple[FrozenEvent, bool]:
    """Leave a note that somebody was erased, which holds nothing of them, in the place of their document.

    `left`: what the note says beside that, and nobody can tell them by.

    Answers the event of the note that was left first, and whether that was before.
    """
    note = {"conference": conference, "version": ERASED, "erased": True, "event": event.document(), **(left or {})}
    while True:
        try:
            await collection.replace_one({"_id": participant, "erased": {"$ne": True}}, note, upsert=True)
        except DuplicateKeyError:
            # Either the note is there, or a document came between the look and the write: that one is replaced.
            found = await collection.find_one({"_id": participant, "erased": True})
            if found:
                return FrozenEvent.from_document(found["event"]), True
        else:
            return event, False
