"""The ledger of seats in MongoDB: a document for each session that has only so many, with who holds one.

Whoever writes an agenda moves its seats in the same transaction (`seated_agendas.py`). Waiting is a document of its own
for each participant and session, so that many can begin to wait at once; it counts in order of time.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, IndexModel, UpdateOne
from pymongo.errors import DuplicateKeyError

from services.recommendations.seats.moving import released
from services.recommendations.seats.openings import Openings
from services.recommendations.seats.ports import Capacities, Row
from shared.events import FrozenEvent, Producer
from shared.mongo import Database, Session, transact
from shared.outbox import PENDING

INDEXES = {
    "seats": [IndexModel([("conference", ASCENDING)]), IndexModel([("holders", ASCENDING)]), PENDING],
    "waits": [
        IndexModel([("conference", ASCENDING), ("guid", ASCENDING), ("since", ASCENDING), ("_id", ASCENDING)]),
        IndexModel([("participant", ASCENDING)]),
    ],
}


class MongoSeats:
    """Who sits and who waits where."""

    def __init__(self, database: Database, producer: Producer) -> None:
        self._database, self._producer = database, producer
        self._seats, self._waits, self._agendas = database["seats"], database["waits"], database["agendas"]
        self._ready: set[str] = set()

    async def openings(self, conference: str, capacities: Capacities, participants: Sequence[str]) -> Openings:
        """What these people can still get into."""
        if not capacities:
            return Openings()
        await self._ensure(conference, capacities)
        rows = {row.guid: row for row in await self.rows(conference, capacities)}
        left = {guid: capacities[guid] - row.held - row.waiting for guid, row in rows.items()}
        own: dict[str, set[str]] = {one: set() for one in participants}
        query = {"conference": conference, "holders": {"$in": list(participants)}}
        async for found in self._seats.find(query, {"guid": True, "holders": True}):
            for holder in own.keys() & set(found["holders"]):
                own[holder].add(found["guid"])
        async for wait in self._waits.find({"conference": conference, "participant": {"$in": list(participants)}}):
            row = rows.get(wait["guid"])
            if row and row.held + await self._ahead(wait) < capacities[row.guid]:
                own[wait["participant"]].add(wait["guid"])
        return Openings(left, {one: frozenset(guids) for one, guids in own.items()})

    async def lacks(self, participant: str, guids: Sequence[str]) -> bool:
        """Whether they have no seat in one of these."""
        query = {"holders": participant, "guid": {"$in": list(guids)}}
        return bool(guids) and await self._seats.count_documents(query) < len(guids)

    async def rows(self, conference: str, capacities: Capacities) -> list[Row]:
        """How it stands in each session."""
        await self._ensure(conference, capacities)
        group = {"$group": {"_id": "$guid", "waiting": {"$sum": 1}}}
        waits = self._waits.aggregate([{"$match": {"conference": conference}}, group])
        waiting = {found["_id"]: found["waiting"] async for found in waits}
        query = {"conference": conference, "guid": {"$in": list(capacities)}}
        found = self._seats.find(query, {"guid": True, "held": True}).sort("_id")
        return [Row(each["guid"], each["held"], waiting.get(each["guid"], 0)) async for each in found]

    async def holders(self, conference: str, capacities: Capacities) -> dict[str, frozenset[str]]:
        """Who has a seat, by guid."""
        await self._ensure(conference, capacities)
        query = {"conference": conference, "guid": {"$in": list(capacities)}}
        found = self._seats.find(query, {"guid": True, "holders": True})
        return {each["guid"]: frozenset(each["holders"]) async for each in found}

    async def queues(self) -> list[str]:
        """The conferences somebody waits for a seat at."""
        conferences: list[str] = await self._waits.distinct("conference")
        return sorted(conferences)

    async def next(self, conference: str, capacities: Capacities) -> dict[str, str]:
        """Of each session with a free seat, the first who waits, by guid. Where there is no limit any more, too."""
        held = {row.guid: row.held for row in await self.rows(conference, capacities)}
        first: dict[str, str] = {}
        waits = self._waits.find({"conference": conference}).sort([("since", ASCENDING), ("_id", ASCENDING)])
        async for wait in waits:
            guid = wait["guid"]
            if guid not in first and held.get(guid, 0) < capacities.get(guid, 1):
                first[guid] = wait["participant"]
        return first

    async def leave_queues(self, participant: str, but: Sequence[str] = ()) -> None:
        """They wait for nothing but these."""
        await self._waits.delete_many({"participant": participant, "guid": {"$nin": list(but)}})

    async def erase(self, participant: str, conference: str, event: FrozenEvent) -> None:  # noqa: ARG002 - as all rooms
        """Their seats are free, and nobody knows that they had them."""
        await self.leave_queues(participant)

        async def work(session: Session) -> None:
            async for found in self._seats.find({"holders": participant}, session=session):
                change = released(found, participant, self._producer)
                await self._seats.update_one({"_id": found["_id"]}, change, session=session)

        if await self._seats.find_one({"holders": participant}, {"_id": True}):
            await transact(self._database, work)

    async def _ahead(self, wait: Mapping[str, Any]) -> int:
        """How many wait before them."""
        earlier = [{"since": {"$lt": wait["since"]}}, {"since": wait["since"], "_id": {"$lt": wait["_id"]}}]
        query = {"conference": wait["conference"], "guid": wait["guid"], "$or": earlier}
        return await self._waits.count_documents(query)

    async def _ensure(self, conference: str, capacities: Capacities) -> None:
        """A document for each; who has such a session already, from before it was limited, has a seat in it."""
        missing = {guid: seats for guid, seats in capacities.items() if f"{conference}/{guid}" not in self._ready}
        if not missing:
            return
        keys = {f"{conference}/{guid}": guid for guid in missing}
        there = {found["_id"] async for found in self._seats.find({"_id": {"$in": list(keys)}}, {"_id": True})}
        for key in keys.keys() - there:
            await self._begin(conference, keys[key])
        self._ready |= keys.keys()

    async def _begin(self, conference: str, guid: str) -> None:
        async def work(session: Session) -> None:
            query = {"conference": conference, "items.guid": guid}
            holders = [found["_id"] async for found in self._agendas.find(query, {"_id": True}, session=session)]
            document = {"_id": f"{conference}/{guid}", "conference": conference, "guid": guid}
            await self._seats.insert_one(document | {"holders": holders, "held": len(holders)}, session=session)

        try:
            await transact(self._database, work)
        except DuplicateKeyError:
            return  # another replica was quicker


def waits(conference: str, participant: str, guids: Sequence[str], now: datetime) -> list[UpdateOne]:
    """They wait for these, from now on unless they do already. In microseconds: dates in MongoDB are too coarse."""
    since = round(now.timestamp() * 1_000_000)
    return [
        UpdateOne(
            {"_id": f"{conference}/{guid}/{participant}"},
            {"$setOnInsert": {"conference": conference, "guid": guid, "participant": participant, "since": since}},
            upsert=True,
        )
        for guid in guids
    ]
