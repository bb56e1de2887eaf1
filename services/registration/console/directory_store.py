"""Participants as an organiser looks for them, in MongoDB."""

from collections.abc import Sequence
from typing import Any

from pymongo import DESCENDING

from services.registration.console.directory import FIRST, PAGE, Entry, Found, Queue
from services.registration.console.wording import patterns
from services.registration.participants.documents import person_of
from services.registration.participants.life import State
from services.registration.participants.person import Person
from shared.mongo import Database

_ASKED = ("name", "email", "signup.school", "signup.goals.statement")
_UNSHOWN = {"events": False, "pending": False, "history": False, "tokens": False}


class MongoDirectory:
    """Reads participants; it never writes."""

    def __init__(self, database: Database) -> None:
        self._participants = database["participants"]

    async def look_for(self, conference: str, text: str, state: State | None, page: int) -> Found:
        """Those in whom every word of the text is found, the latest first; `page` from 1.

        Who was erased has nothing that could be found, and is shown only when asked for.
        """
        states = [state] if state else [one for one in State if one is not State.ERASED]
        query: dict[str, Any] = {"conference": conference, "state": {"$in": states}}
        if words := patterns(text):
            query["$and"] = [
                {"$or": [{field: {"$regex": word, "$options": "i"}} for field in _ASKED]} for word in words
            ]
            # Looked through once; the ids of who was found are the count as well.
            found = [one["_id"] async for one in self._latest(query, {"_id": True})]
            shown = {"_id": {"$in": found[(page - 1) * PAGE : page * PAGE]}}
            return Found(await _people(self._latest(shown, _UNSHOWN)), len(found))
        total = await self._participants.count_documents(query)
        return Found(await _people(self._latest(query, _UNSHOWN).skip((page - 1) * PAGE).limit(PAGE)), total)

    async def history(self, participant: str) -> Sequence[Entry]:
        """Their events, the first one first."""
        found = await self._participants.find_one({"_id": participant}, {"history": True}) or {}
        entries = [Entry(one["id"], one["type"], one["time"]) for one in found.get("history", ())]
        return sorted(entries, key=lambda entry: entry.time)

    async def queue(self, conference: str) -> Queue:
        """The first of the waiting list."""
        offered = self._in_state(conference, State.OFFERED).sort([("offer_until", DESCENDING), ("_id", 1)])
        waiting = self._in_state(conference, State.WAITLISTED).sort([("registered_at", 1), ("_id", 1)])
        held = await self._participants.count_documents({"conference": conference, "state": State.OFFERED})
        # The latest offers, in the order of the queue they come from.
        asked = sorted(await _people(offered.limit(FIRST)), key=lambda one: (one.signed_up_at, one.id))
        return Queue(asked, await _people(waiting.limit(FIRST)), held)

    def _latest(self, query: dict[str, Any], fields: dict[str, Any]) -> Any:
        # In the order of the queue's index, from its end: where the states are named, nothing has to be sorted.
        return self._participants.find(query, fields).sort("registered_at", DESCENDING)

    def _in_state(self, conference: str, state: State) -> Any:
        return self._participants.find({"conference": conference, "state": state}, _UNSHOWN)


async def _people(cursor: Any) -> list[Person]:
    return [person_of(one) for one in await cursor.to_list(None)]
