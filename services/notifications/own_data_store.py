"""Everything MongoDB holds of one participant, in whichever collection."""

from collections.abc import Mapping
from typing import Any

from shared.mongo import Database

_CONTACT = ("conference", "version", "name", "email", "language", "zone")
_MESSAGE = ("conference", "template", "state", "at", "reason")


class MongoOwnData:
    """Reads it. Which process sent a mail and the event it told of that say nothing of anybody, and stay out."""

    def __init__(self, database: Database) -> None:
        self._contacts, self._messages = database["contacts"], database["messages"]

    async def of(self, participant: str) -> dict[str, Any]:
        """How they are reached, and every message to them, oldest first."""
        contact = await self._contacts.find_one({"_id": participant, "erased": {"$ne": True}})
        messages = self._messages.find({"participant": participant}).sort([("at", 1), ("_id", 1)])
        return {
            "contact": _of_contact(contact) if contact else None,
            "messages": [{name: one[name] for name in _MESSAGE} async for one in messages],
        }


def _of_contact(document: Mapping[str, Any]) -> dict[str, Any]:
    """`cancelled_in`: the version of the signup in which they took part no more, the last time they did so."""
    return {**{name: document.get(name) for name in _CONTACT}, "cancelled_in": document.get("cancelled")}
