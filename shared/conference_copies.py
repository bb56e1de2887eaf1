"""A service's own copy of the conferences, kept by the events registration publishes."""

import time
from collections.abc import Sequence
from contextlib import suppress

from pymongo.errors import DuplicateKeyError

from shared.contracts.registration import Conference, ConferencePublished
from shared.mongo import Database
from shared.outcomes import Done, Outcome

FRESH_FOR = 2.0
"""Seconds a copy at hand is believed before it is read again."""


class ConferenceCopies:
    """Written by `receive`, read by everything that needs a name, a day or a zone."""

    def __init__(self, database: Database) -> None:
        self._conferences = database["conferences"]
        self._at_hand: dict[str, tuple[float, Conference]] = {}

    async def receive(self, events: Sequence[ConferencePublished]) -> list[Outcome]:
        """Keep the newest version of each, in whatever order they come."""
        return [await self._keep(event) for event in events]

    async def get(self, slug: str) -> Conference | None:
        """One conference, None if it is not known here (yet)."""
        read_at, conference = self._at_hand.get(slug, (float("-inf"), None))
        if conference and time.monotonic() - read_at < FRESH_FOR:
            return conference
        found = await self._conferences.find_one({"_id": slug})
        if found is None:
            return None
        conference = Conference.model_validate(found["conference"])
        self._at_hand[slug] = (time.monotonic(), conference)
        return conference

    async def _keep(self, event: ConferencePublished) -> Outcome:
        older = {"_id": event.data.slug, "version": {"$lt": event.data.version}}
        change = {"conference": event.data.model_dump(mode="json"), "version": event.data.version}
        # A newer version may be there: then the guard finds nothing to update, and the upsert meets it.
        with suppress(DuplicateKeyError):
            await self._conferences.update_one(older, {"$set": change}, upsert=True)
        return Done()
