"""Scans in MongoDB: one document for each participant, so that a scan and its event are one write, and an erasure is
another one that no late scan gets past."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from pymongo import ASCENDING, IndexModel, UpdateOne
from pymongo.errors import BulkWriteError

from services.recommendations import tombstones
from services.recommendations.attendance.ports import Recorded, Written
from services.recommendations.attendance.scan import Scan, Way
from shared.contracts.recommendations import Witness
from shared.events import FrozenEvent
from shared.mongo import Database, duplicates
from shared.outbox import PENDING

MOST_SCANS = 1000
"""Of one participant; a device that scans every second for a day stops here."""
INDEXES = [IndexModel([("conference", ASCENDING), ("_id", ASCENDING)], name="conference"), PENDING]


class MongoAttendances:
    """Attendances in MongoDB."""

    def __init__(self, database: Database) -> None:
        self._attendances = database["attendances"]

    async def add(self, recorded: Sequence[Recorded]) -> list[Written]:
        """Write those that are not there yet. Answers for each what became of it."""
        answers = [Written.NEW] * len(recorded)
        waiting = list(range(len(recorded)))
        while waiting:
            try:
                await self._attendances.bulk_write([_write(recorded[at]) for at in waiting], ordered=False)
                break
            except BulkWriteError as failure:
                refused = [waiting[position] for position in sorted(duplicates(failure))]
            waiting = []
            for at, why in zip(refused, await self._why([recorded[at] for at in refused]), strict=True):
                if why is None:
                    # The document came into being between the look and the write: the scan is still to be added.
                    waiting.append(at)
                else:
                    answers[at] = why
        return answers

    async def scans(self, participant: str) -> tuple[Scan, ...]:
        """All of one participant."""
        found = await self._attendances.find_one({"_id": participant}, {"scans": True})
        return _scans(found) if found else ()

    async def ids(self, participants: Sequence[str]) -> frozenset[str]:
        """The ids of all scans of these."""
        found = self._attendances.find({"_id": {"$in": list(participants)}}, {"scans.id": True})
        return frozenset([scan["id"] async for document in found for scan in document.get("scans", ())])

    async def seen(self, participants: Sequence[str]) -> dict[str, frozenset[str]]:
        """The sessions they came into, by participant; who was never scanned is absent."""
        found = self._attendances.find({"_id": {"$in": list(participants)}}, {"scans": True})
        return {
            document["_id"]: frozenset(scan.guid for scan in _scans(document) if scan.way is Way.IN)
            async for document in found
        }

    async def everybody(self, conference: str) -> AsyncIterator[tuple[str, tuple[Scan, ...]]]:
        """Each participant who was scanned, with their scans, in order of id."""
        wanted = {"conference": conference, "erased": {"$ne": True}}
        async for found in self._attendances.find(wanted, {"scans": True}).sort("_id"):
            yield found["_id"], _scans(found)

    async def erase(self, participant: str, conference: str, event: FrozenEvent) -> None:
        """Leave nothing but the event in their place."""
        await tombstones.erase(self._attendances, participant, conference, event)

    async def _why(self, refused: Sequence[Recorded]) -> list[Written | None]:
        wanted = {"_id": {"$in": [one.participant for one in refused]}}
        there = {found["_id"]: found async for found in self._attendances.find(wanted, {"scans.id": 1, "erased": 1})}
        return [_verdict(one, there.get(one.participant)) for one in refused]


def _write(one: Recorded) -> UpdateOne:
    """Finds nothing to update, and meets the document it cannot insert, where the scan is there or cannot be."""
    free = {
        "_id": one.participant,
        "erased": {"$ne": True},
        "scans.id": {"$ne": one.scan.id},
        f"scans.{MOST_SCANS - 1}": {"$exists": False},
    }
    change = {
        "$setOnInsert": {"conference": one.conference},
        "$push": {"scans": _document(one.scan), "pending": one.event.document()},
    }
    return UpdateOne(free, change, upsert=True)


def _verdict(one: Recorded, found: dict[str, Any] | None) -> Written | None:
    if found is None:
        return None
    if found.get("erased"):
        return Written.ERASED
    ids = [scan["id"] for scan in found.get("scans", ())]
    if one.scan.id in ids:
        return Written.KNOWN
    return Written.FULL if len(ids) >= MOST_SCANS else None


def _document(scan: Scan) -> dict[str, Any]:
    return {"id": scan.id, "guid": scan.guid, "way": scan.way.value, "at": scan.at, "by": scan.by.value}


def _scans(found: dict[str, Any]) -> tuple[Scan, ...]:
    return tuple(
        Scan(one["id"], one["guid"], Way(one["way"]), one["at"], Witness(one["by"])) for one in found.get("scans", ())
    )
