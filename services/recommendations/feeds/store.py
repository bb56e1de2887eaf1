"""Feeds in MongoDB: one document for each participant. Of a token only its hash is there."""

from dataclasses import asdict
from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from services.recommendations import tombstones
from services.recommendations.feeds.ports import Erased, Feed
from services.recommendations.feeds.shown import Shown
from shared.events import FrozenEvent
from shared.mongo import Database

INDEXES = [IndexModel([("hashes", ASCENDING)], name="hashes", unique=True, sparse=True)]
_THERE = {"erased": {"$ne": True}}


class MongoFeeds:
    """Feeds in MongoDB."""

    def __init__(self, database: Database) -> None:
        self._feeds = database["feeds"]

    async def of(self, participant: str) -> Feed | None:
        """Somebody's, None if they have none."""
        found = await self._feeds.find_one({"_id": participant, **_THERE})
        return _feed(found) if found else None

    async def behind(self, token_hash: str) -> Feed | Erased | None:
        """The one a token opens."""
        found = await self._feeds.find_one({"hashes": token_hash})
        if found is None:
            return None
        return Erased() if found.get("erased") else _feed(found)

    async def put(self, feed: Feed) -> bool:
        """Write it in the place of the one before. False if its owner was erased."""
        try:
            await self._feeds.replace_one({"_id": feed.participant, **_THERE}, _document(feed), upsert=True)
        except DuplicateKeyError:
            return False
        return True

    async def also_open(self, participant: str, token_hash: str) -> None:
        """Another token opens it, too."""
        await self._feeds.update_one({"_id": participant, **_THERE}, {"$addToSet": {"hashes": token_hash}})

    async def show(self, feed: Feed) -> bool:
        """Write what it shows now. False if somebody else did, or it is not there any more."""
        before = {"_id": feed.participant, "key": feed.key, "version": feed.version - 1}
        shown = {name: value for name, value in _document(feed).items() if name not in ("hashes", "key")}
        return bool((await self._feeds.update_one(before, {"$set": shown})).matched_count)

    async def remove(self, participant: str) -> bool:
        """Its address opens nothing any more. False if there was none."""
        return bool((await self._feeds.delete_one({"_id": participant, **_THERE})).deleted_count)

    async def erase(self, participant: str, conference: str, event: FrozenEvent) -> None:
        """Leave the event in its place, and what the address is known by: calendars still ask, and are told nothing."""
        found = await self._feeds.find_one({"_id": participant, "hashes": {"$exists": True}}, {"hashes": True})
        left = {"hashes": found["hashes"]} if found else {}
        await tombstones.erase(self._feeds, participant, conference, event, left)


def _document(feed: Feed) -> dict[str, Any]:
    return {
        "conference": feed.conference,
        "key": feed.key,
        "hashes": list(feed.hashes),
        "changed_at": feed.changed_at,
        "version": feed.version,
        "revision": feed.revision,
        "shown": [asdict(one) for one in feed.shown],
    }


def _feed(document: dict[str, Any]) -> Feed:
    return Feed(
        participant=document["_id"],
        conference=document["conference"],
        key=document["key"],
        hashes=tuple(document["hashes"]),
        changed_at=document["changed_at"],
        version=document["version"],
        revision=document["revision"],
        shown=tuple(Shown(**one) for one in document["shown"]),
    )
