"""Events of writes that no event caused, such as an organiser's: frozen in the written document until confirmed.

A document that owes events carries them as `pending`; writing and owing are one write, so a crash forgets neither.
"""

from collections.abc import Callable, Sequence
from typing import Any

from motor.motor_asyncio import AsyncIOMotorCollection
from pymongo import ASCENDING, IndexModel

from shared.bus.publish import Publisher
from shared.events import FrozenEvent
from shared.outcomes import Unavailable
from shared.repeating import repeating

EVERY = 5.0
"""Seconds between two looks for events somebody else left behind."""
_WINDOW = 500

PENDING = IndexModel([("pending.id", ASCENDING)], name="pending", sparse=True)


class Outbox:
    """Brings the pending events of one collection onto the bus."""

    def __init__(self, collection: AsyncIOMotorCollection[dict[str, Any]], publisher: Callable[[], Publisher]) -> None:
        self._collection, self._publisher = collection, publisher

    async def flush(self) -> bool:
        """Publish what is pending, in order of document id. False if some of it has to wait."""
        while documents := await self._collection.find({"pending.id": {"$exists": True}}).sort("_id").to_list(_WINDOW):
            if not await self._publish(documents):
                return False
        return True

    async def flush_one(self, id: Any) -> bool:
        """Publish what one document owes, rather than wait for the next look. False if it has to wait."""
        document = await self._collection.find_one({"_id": id, "pending.id": {"$exists": True}})
        return document is None or await self._publish([document])

    async def _publish(self, documents: Sequence[dict[str, Any]]) -> bool:
        """Publish what these owe and write that they owe it no more. False if some of it has to wait."""
        events = [FrozenEvent.from_document(event) for document in documents for event in document["pending"]]
        try:
            receipts = await self._publisher().publish_again(events)
        except Unavailable:
            return False
        stored = [event.id for event, receipt in zip(events, receipts, strict=True) if receipt.stored]
        owing = {"_id": {"$in": [document["_id"] for document in documents]}}
        await self._collection.update_many(owing, {"$pull": {"pending": {"id": {"$in": stored}}}})
        return len(stored) == len(events)

    async def run(self) -> None:
        """Flush for ever: what a crash or an outage left is found here."""
        await repeating("outbox", self.flush, EVERY)()
