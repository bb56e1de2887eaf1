"""Goals as points made of their words: no model, no vocabulary, the same wherever it is worked out.

Each stem has a direction of its own, of 256 numbers that are 1 or -1 as the bits of its SHA-256 are; two such
directions are nearly at right angles. A goal is their sum, rare stems counting more.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from math import log

import numpy as np

from services.recommendations.domain.encoder import Floats
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.words import languages, stems

SIZE = 256


@dataclass(frozen=True, slots=True)
class WordPoints:
    """The words of a programme: which sessions hold each stem."""

    holders: Mapping[str, frozenset[str]]
    sessions: int
    language: str
    first: str
    """The guid of the first session, which serves a goal nobody serves no worse than any other."""

    @classmethod
    def of(cls, programme: Programme) -> "WordPoints":
        """Read the sessions."""
        holders: dict[str, set[str]] = defaultdict(set)
        for session in programme.timetable.sessions:
            for stem in stems(f"{session.title} {session.abstract} {' '.join(session.tags)}", session.language):
                holders[stem].add(session.guid)
        frozen = {stem: frozenset(guids) for stem, guids in holders.items()}
        return cls(frozen, len(programme.sessions), programme.language, programme.timetable.sessions[0].guid)

    def served(self, text: str) -> tuple[float, str]:
        """How much of the goal's words the session has that has most, from 0 to 1, and its guid."""
        said = self._stems(text)
        shares: dict[str, float] = defaultdict(float)
        for stem in said:
            for guid in self.holders.get(stem, ()):
                shares[guid] += self._rarity(stem)
        whole = sum(self._rarity(stem) for stem in said)
        best = min(shares, key=lambda guid: (-shares[guid], guid), default=self.first)
        return (shares[best] / whole if whole and best in shares else 0.0), best

    def point(self, text: str) -> Floats:
        """Of length 1, or nothing for a text without a word that carries meaning."""
        point = np.zeros(SIZE, dtype=np.float32)
        for stem in self._stems(text):
            point += np.float32(self._rarity(stem)) * _direction(stem)
        length = float(np.linalg.norm(point))
        return point / np.float32(length) if length else point

    def _stems(self, text: str) -> tuple[str, ...]:
        spoken = languages(text)
        return stems(text, spoken[0] if spoken else self.language)

    def _rarity(self, stem: str) -> float:
        held = len(self.holders.get(stem, ()))
        return log(1 + (self.sessions - held + 0.5) / (held + 0.5))


@lru_cache(maxsize=20_000)
def _direction(stem: str) -> Floats:
    bits = np.unpackbits(np.frombuffer(sha256(stem.encode()).digest(), dtype=np.uint8))
    return bits.astype(np.float32) * 2 - 1
