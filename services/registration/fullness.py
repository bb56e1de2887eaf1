"""Whether a conference is full, for pages: known to a moment, and never worth waiting for."""

import asyncio
import time
from typing import Protocol

from services.registration.ports import Places
from shared.failures import passes

FRESH_FOR = 2.0
"""Seconds what was read is believed."""
_PATIENCE = 1.0
"""Seconds a page waits for the store before it says nothing of places."""


class PlacesReader(Protocol):
    """Where the places of a conference are counted."""

    async def places(self, conference: str) -> Places:
        """How many places there are, are taken, and are waited for."""
        ...


class Fullness:
    """Reads places at most every couple of seconds, whoever asks."""

    def __init__(self, reader: PlacesReader) -> None:
        self._reader = reader
        self._read: dict[str, tuple[float, bool]] = {}

    def at_hand(self, conference: str) -> bool:
        """Whether it was full when last looked at; False where nobody looked. Reads nothing."""
        return self._read.get(conference, (0.0, False))[1]

    async def full(self, conference: str) -> bool:
        """Whether who signs up now waits for a place; False where that cannot be told."""
        read_at, _ = self._read.get(conference, (float("-inf"), False))
        now = time.monotonic()
        if now - read_at > FRESH_FOR:
            # Noted first: while one reads, the others go on with what is known.
            self._read[conference] = now, self.at_hand(conference)
            self._read[conference] = now, await self._look(conference)
        return self.at_hand(conference)

    async def _look(self, conference: str) -> bool:
        try:
            async with asyncio.timeout(_PATIENCE):
                places = await self._reader.places(conference)
        except Exception as failure:
            if not passes(failure):
                raise
            return False
        return places.capacity > 0 and places.free_for_newcomers == 0
