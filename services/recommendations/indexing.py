"""Reading programmes: only what is new, in a thread, and telling how far it is.

Reading a session's texts for the first time takes some 60 ms, so that a large programme takes half a minute. What was
read is kept, and the same text is not read again.
"""

import asyncio
import logging
import time
from collections.abc import Sequence
from datetime import tzinfo

from prometheus_client import Counter, Gauge

from services.recommendations.domain.hybrid import Hybrid
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.ranking import Ranker
from services.recommendations.domain.session import Session
from services.recommendations.domain.walks import Walk, walk
from services.recommendations.embedding_ports import EmbeddingStore
from services.recommendations.embeddings.remembered import Remembered

log = logging.getLogger(__name__)

AT_A_TIME = 32
"""Texts between two looks at how far it is."""
TELL_EVERY = 2.0
"""Seconds between two lines in the log."""

READ = Counter("desirepath_texts_read", "Texts of sessions made ready for ranking, by where they came from", ["source"])
TO_READ = Gauge("desirepath_texts_to_read", "Texts of sessions still to be read")


class Indexing:
    """Makes programmes ready to be ranked."""

    def __init__(
        self, ranker: Ranker, remembered: Remembered | None = None, kept: EmbeddingStore | None = None
    ) -> None:
        self._ranker, self._remembered, self._kept = ranker, remembered, kept

    @property
    def ranker(self) -> str:
        """What ranks, and what it reads with."""
        name = type(self._ranker).__name__.lower()
        return f"{name} ({self._remembered.name})" if self._remembered else name

    async def programme(self, sessions: Sequence[Session], zone: tzinfo, walk: Walk = walk) -> Programme:
        """The programme of these sessions, ready to plan from."""
        if isinstance(self._ranker, Hybrid) and self._remembered and self._kept:
            await self._read(self._ranker.texts(sessions), self._remembered, self._kept)
        return await asyncio.to_thread(Programme.of, sessions, zone, self._ranker, walk)

    async def _read(self, texts: Sequence[str], remembered: Remembered, kept: EmbeddingStore) -> None:
        missing = remembered.missing(texts)
        found = await kept.load(remembered.name, list(missing)) if missing else {}
        remembered.remember(found)
        READ.labels("kept").inc(len(found))
        new = [text for key, text in missing.items() if key not in found]
        told = started = time.monotonic()
        for start in range(0, len(new), AT_A_TIME):
            TO_READ.set(len(new) - start)
            rows = await asyncio.to_thread(remembered.read, new[start : start + AT_A_TIME])
            await kept.save(remembered.name, rows)
            READ.labels("read").inc(len(rows))
            if time.monotonic() - told >= TELL_EVERY:
                told = time.monotonic()
                log.info("reading the programme: %d of %d texts", start + len(rows), len(new))
        TO_READ.set(0)
        if new:
            seconds = time.monotonic() - started
            log.info("read the programme: %d of %d texts were new, %.1f s", len(new), len(texts), seconds)
