"""The numbers of a conference, counted by MongoDB."""

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from pymongo import DESCENDING

from services.registration.console.figures import AUDIENCE, LATEST, Definitions, Figures
from services.registration.definitions.analysis import analyse
from services.registration.participants.life import State
from services.registration.ports import Places
from shared.contracts.registration import Conference
from shared.contracts.vocabulary import Area, Ingredient
from shared.mongo import Database

FRESH_FOR = 1.0
"""Seconds the numbers at hand are shown: however many pages look at them, they are counted once in that time."""
_KEPT_READINGS = 5_000
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


class MongoFigures:
    """Counts what participants said."""

    def __init__(
        self, database: Database, places: Callable[[str], Awaitable[Places]], clock: Callable[[], datetime]
    ) -> None:
        self._participants, self._places, self._clock = database["participants"], places, clock
        self._at_hand: dict[str, tuple[float, Figures]] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._read: dict[bytes, tuple[Ingredient, ...]] = {}

    async def of(self, conference: Conference) -> Figures:
        """The conference now, or a moment ago."""
        async with self._turns[conference.slug]:
            counted_at, found = self._at_hand.get(conference.slug, (float("-inf"), None))
            if (
                found is None
                or time.monotonic() - counted_at > FRESH_FOR
                or found.places.capacity != conference.capacity
            ):
                found = await self._count(conference.slug)
                self._at_hand[conference.slug] = (time.monotonic(), found)
            return found

    async def _count(self, slug: str) -> Figures:
        at = self._clock()
        places, (states, spectrum), quarters, areas, definitions = await asyncio.gather(
            self._places(slug), self._standing(slug), self._quarters(slug), self._areas(slug), self._definitions(slug)
        )
        return Figures(at, places, states, quarters, areas, spectrum, definitions)

    async def _standing(self, slug: str) -> tuple[dict[State, int], dict[Ingredient, dict[int | None, int]]]:
        """People of one state who stand at the same steps are one group, so one look counts both."""
        alike = {"state": "$state", **{str(one): f"$signup.spectrum.{one}" for one in Ingredient}}
        groups = await self._grouped({"conference": slug}, [{"$group": {"_id": alike, "people": {"$sum": 1}}}])
        states: Counter[State] = Counter()
        spectrum: dict[Ingredient, Counter[int | None]] = {one: Counter() for one in Ingredient}
        for group in groups:
            state = State(group["_id"]["state"])
            states[state] += group["people"]
            if state in AUDIENCE:
                for one in Ingredient:
                    spectrum[one][group["_id"].get(one)] += group["people"]
        return dict(states), {one: dict(steps) for one, steps in spectrum.items()}

    async def _quarters(self, slug: str) -> dict[datetime, int]:
        quarter = {"$dateTrunc": {"date": "$registered_at", "unit": "minute", "binSize": 15}}
        # Every state by name, so that the index of the queue has all that is asked.
        match = {"conference": slug, "state": {"$in": list(State)}, "registered_at": {"$gt": _LONG_AGO}}
        groups = await self._grouped(match, [{"$group": {"_id": quarter, "people": {"$sum": 1}}}])
        return {group["_id"]: group["people"] for group in sorted(groups, key=lambda one: one["_id"])}

    async def _areas(self, slug: str) -> dict[Area | None, int]:
        # Two goals in one area are one person.
        once = {"$setUnion": [{"$ifNull": ["$signup.goals.area", []]}, []]}
        stages: list[dict[str, Any]] = [
            {"$project": {"area": once}},
            {"$unwind": "$area"},
            {"$group": {"_id": "$area", "people": {"$sum": 1}}},
        ]
        groups = await self._grouped({"conference": slug, "state": {"$in": AUDIENCE}}, stages)
        return {Area(group["_id"]) if group["_id"] else None: group["people"] for group in groups}

    async def _definitions(self, slug: str) -> Definitions:
        query = {"conference": slug, "state": {"$in": AUDIENCE}, "signup.definition": {"$gt": ""}}
        found = self._participants.find(query, {"signup.definition": True}).sort("registered_at", DESCENDING)
        texts = [one["signup"]["definition"] for one in await found.limit(LATEST).to_list(None)]
        # Milliseconds each, and read again only if they are new: other requests are answered meanwhile.
        mentioned = await asyncio.to_thread(self._mentioned, texts)
        counts = Counter(one for ingredients in mentioned for one in ingredients)
        return Definitions(len(texts), {one: counts[one] for one in Ingredient})

    def _mentioned(self, texts: Sequence[str]) -> list[tuple[Ingredient, ...]]:
        if len(self._read) > _KEPT_READINGS:
            self._read.clear()
        found = []
        for text in texts:
            key = sha256(text.encode()).digest()  # what somebody wrote is not kept here
            if key not in self._read:
                self._read[key] = analyse(text).mentioned
            found.append(self._read[key])
        return found

    async def _grouped(self, match: dict[str, Any], stages: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return await self._participants.aggregate([{"$match": match}, *stages]).to_list(None)
