"""What limits remember, in MongoDB: keyed hashes, numbers and times, each forgotten when it no longer counts."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any
from uuid import uuid4

from pymongo import ASCENDING, IndexModel, UpdateOne
from pymongo.errors import BulkWriteError, DuplicateKeyError, PyMongoError

from services.registration.guarding.limits import Verdict
from services.registration.guarding.signup_limits import Count
from shared.failures import passes
from shared.mongo import Database, duplicates
from shared.outcomes import Unavailable

INDEXES = {
    "allowances": [
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0, name="forgotten"),
        IndexModel([("told_at", ASCENDING)], sparse=True, name="news"),
    ],
}

_ATTEMPTS = 3
_OVERLAP = timedelta(seconds=3)
"""What was told this long before the last news is read again: a write may show up after a later one."""


class MongoAllowances:
    """What was spent, one document for each rule and subject."""

    def __init__(self, database: Database) -> None:
        self._allowances = database["allowances"]

    async def spend(self, key: str, allowed: int, seconds: int) -> Verdict:
        """Spend one, if less than `allowed` were spent in the last `seconds`. Raises Unavailable."""
        with _away():
            found = await self._spend(key, _spending(allowed, seconds))
        if found["fits"]:
            return Verdict(allowed=True)
        # The first that has to be forgotten before there is room: all of them are in order.
        first = found["at"][-allowed] + timedelta(seconds=seconds)
        return Verdict(allowed=False, retry_after=max(1, ceil((first - found["asked_at"]).total_seconds())))

    async def _spend(self, key: str, spending: Sequence[dict[str, Any]]) -> dict[str, Any]:
        for _ in range(_ATTEMPTS):
            try:
                found: dict[str, Any] = await self._allowances.find_one_and_update(
                    {"_id": key}, list(spending), upsert=True, return_document=True
                )
                return found
            except DuplicateKeyError:
                continue  # somebody else made the document at the same moment; now it is there
        raise Unavailable("everybody wants the same allowance")


class MongoCounts:
    """What replicas have counted, one document for each key and slot of time, with a number from each replica."""

    def __init__(self, database: Database) -> None:
        self._allowances = database["allowances"]
        self._replica = uuid4().hex[:12]
        self._heard_until: datetime | None = None

    async def tell(self, counts: Sequence[Count]) -> None:
        """Say how many this replica has counted; again, with another number, replaces it. Raises Unavailable."""
        updates = [self._telling(count) for count in counts]
        with _away():
            try:
                await self._allowances.bulk_write(updates, ordered=False)
            except BulkWriteError as failure:
                # Somebody else told of the same at the same moment: the documents are there now.
                again = [updates[at] for at in sorted(duplicates(failure))]
                await self._allowances.bulk_write(again, ordered=False)

    async def news(self) -> list[Count]:
        """What the others said since this was asked last, and some of what they said before. Raises Unavailable."""
        since = {"$gte": self._heard_until - _OVERLAP} if self._heard_until else {"$exists": True}
        wanted = {"told_at": since, "expires_at": {"$gt": datetime.now(UTC)}}
        with _away():
            found = await self._allowances.find(wanted).to_list(None)
        if found:
            self._heard_until = max(one["told_at"] for one in found)
        return [
            Count(one["rule"], one["key"], one["slot"], number, one["expires_at"].timestamp())
            for one in found
            if (number := sum(one["by"].values()) - one["by"].get(self._replica, 0))
        ]

    def _telling(self, count: Count) -> UpdateOne:
        change = {
            "$set": {
                f"by.{self._replica}": count.number,
                "rule": count.rule,
                "key": count.key,
                "slot": count.slot,
                "expires_at": datetime.fromtimestamp(count.until, UTC),
            },
            "$currentDate": {"told_at": True},
        }
        return UpdateOne({"_id": f"{count.key}/{count.slot}"}, change, upsert=True)


@contextmanager
def _away() -> Iterator[None]:
    try:
        yield
    except PyMongoError as failure:
        if passes(failure):
            raise Unavailable("the store is away") from failure
        raise


def _spending(allowed: int, seconds: int) -> list[dict[str, Any]]:
    """On the server's clock, so that replicas need not agree on the time."""
    window = seconds * 1000
    lately = {
        "$filter": {
            "input": {"$ifNull": ["$at", []]},
            "as": "one",
            "cond": {"$gt": ["$$one", {"$subtract": ["$$NOW", window]}]},
        }
    }
    return [
        {"$set": {"at": lately, "asked_at": "$$NOW"}},
        {"$set": {"fits": {"$lt": [{"$size": "$at"}, allowed]}}},
        {"$set": {"at": {"$cond": ["$fits", {"$concatArrays": ["$at", ["$$NOW"]]}, "$at"]}}},
        {"$set": {"expires_at": {"$add": [{"$last": "$at"}, window]}}},
    ]
