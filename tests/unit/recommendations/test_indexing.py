"""Programmes are read once: what is known is not read again, by this process or the next."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

import numpy as np

from services.recommendations.domain.bm25 import Bm25
from services.recommendations.domain.hybrid import Hybrid
from services.recommendations.embeddings.remembered import Remembered
from services.recommendations.indexing import TO_READ, Indexing

from .builders import a_session

ZONE = ZoneInfo("America/Detroit")


class Counting:
    name = "counting"
    languages: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.read += texts
        rows = np.array([[len(text), 1.0, text.count("e")] for text in texts], np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class Kept:
    """A store in memory."""

    def __init__(self) -> None:
        self.rows: dict[bytes, np.ndarray] = {}

    async def load(self, encoder: str, keys: Sequence[bytes]) -> Mapping[bytes, np.ndarray]:
        return {key: self.rows[key] for key in keys if key in self.rows}

    async def save(self, encoder: str, rows: Mapping[bytes, np.ndarray]) -> None:
        self.rows |= rows


def indexing(encoder: Counting, kept: Kept) -> Indexing:
    remembered = Remembered(encoder)
    return Indexing(Hybrid(remembered), remembered, kept)


SESSIONS = [a_session(f"session {number}", title=f"Title {number}", abstract="Words.") for number in range(40)]


async def test_only_what_is_new_is_read() -> None:
    encoder = Counting()
    index = indexing(encoder, Kept())
    await index.programme(SESSIONS, ZONE)
    assert len(encoder.read) == len(set(encoder.read)) == 40
    encoder.read.clear()
    changed = a_session("session 7", title="Title 7", abstract="Other words.")
    programme = await index.programme([*SESSIONS[:7], changed, *SESSIONS[8:]], ZONE)
    assert encoder.read == ["Title 7. Other words."]
    assert set(programme.sessions) == {session.guid for session in SESSIONS}
    assert TO_READ._value.get() == 0


async def test_another_process_reads_what_was_kept() -> None:
    kept = Kept()
    await indexing(Counting(), kept).programme(SESSIONS, ZONE)
    other = Counting()
    await indexing(other, kept).programme(SESSIONS, ZONE)
    assert other.read == []


async def test_what_was_cut_goes_on_where_it_stopped() -> None:
    kept = Kept()
    await indexing(Counting(), kept).programme(SESSIONS[:25], ZONE)
    other = Counting()
    await indexing(other, kept).programme(SESSIONS, ZONE)
    assert len(other.read) == 15


async def test_without_an_encoder_nothing_is_read_ahead() -> None:
    programme = await Indexing(Bm25()).programme(SESSIONS, ZONE)
    assert programme.ranking.scores("12") == {"session 12": 1.0}
