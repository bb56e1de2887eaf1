"""Everybody of a conference, in MongoDB."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from services.registration.domain import participant_id
from services.registration.participants.documents import person_of
from services.registration.participants.life import State
from services.registration.participants.person import Person
from services.registration.transfer.roster import Shape
from shared.mongo import Database

_UNUSED = {"events": False, "pending": False, "history": False, "tokens": False}
_HERE = [state for state in State if state is not State.ERASED]


class MongoRoster:
    """Reads participants; it never writes."""

    def __init__(self, database: Database) -> None:
        self._participants, self._repeats = database["participants"], database["repeats"]

    async def with_address(self, conference: str, addresses: Sequence[str]) -> Mapping[str, State]:
        """Those who have one of these addresses (in the form by which one person is one), by address."""
        query = {"conference": conference, "person": {"$in": list(addresses)}}
        found = self._participants.find(query, {"person": True, "state": True})
        return {one["person"]: State(one["state"]) async for one in found}

    async def of_signups(self, signups: Sequence[str]) -> set[str]:
        """Which of these signups somebody was made of, or taken as a second one, whatever became of them since."""
        made = {participant_id(signup): signup for signup in signups}
        either = {"$or": [{"_id": {"$in": list(made)}}, {"signup_id": {"$in": list(signups)}}]}
        known: set[str] = set()
        async for one in self._participants.find(either, {"signup_id": True}):
            known |= {one.get("signup_id", ""), made.get(one["_id"], "")}
        async for one in self._repeats.find({"_id": {"$in": list(signups)}}, {"_id": True}):
            known.add(one["_id"])
        return known & set(signups)

    async def shape(self, conference: str) -> Shape:
        """How wide an export of the conference is."""
        here = {"conference": conference, "state": {"$in": _HERE}}
        windows: list[dict[str, Any]] = [
            {"$match": here},
            {"$group": {"_id": None, "most": {"$max": {"$size": {"$ifNull": ["$signup.available", []]}}}}},
        ]
        questions: list[dict[str, Any]] = [
            {"$match": here},
            {"$project": {"question": "$signup.answers.question"}},
            {"$unwind": {"path": "$question", "includeArrayIndex": "at"}},
            {"$group": {"_id": {"who": "$_id", "question": "$question"}, "times": {"$sum": 1}, "at": {"$min": "$at"}}},
            {"$group": {"_id": "$_id.question", "times": {"$max": "$times"}, "at": {"$min": "$at"}}},
            {"$sort": {"at": 1, "_id": 1}},
        ]
        most = await self._participants.aggregate(windows, allowDiskUse=True).to_list(None)
        asked = await self._participants.aggregate(questions, allowDiskUse=True).to_list(None)
        return Shape([(one["_id"], one["times"]) for one in asked], most[0]["most"] if most else 0)

    async def everybody(self, conference: str) -> AsyncIterator[Person]:
        """All but who was erased: who signed up first comes first."""
        # Where the states are named, the queue's index gives the order and nothing has to be sorted.
        query = {"conference": conference, "state": {"$in": _HERE}}
        async for one in self._participants.find(query, _UNUSED).sort("registered_at", 1):
            yield person_of(one)
