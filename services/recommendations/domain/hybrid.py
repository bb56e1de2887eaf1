"""Words and meaning together: BM25 knows the rare word, a sentence model the same idea in other words.

    likeness = that of the goal and the best passage of a session, 0 for the least like session, 1 for the most like
    own      = .4 x words + .6 x likeness
    score    = .7 x own + .3 x mean of own over the five sessions most like it, weighted by their likeness cubed

then so that the best session has 1 and an ordinary one what it has in truth, which is mostly 0 (`ground`).
`docs/ranking.md` tells how the figures were found.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from services.recommendations.domain.bm25 import Bm25
from services.recommendations.domain.encoder import Encoder, Floats
from services.recommendations.domain.ground import Ground, by_meaning
from services.recommendations.domain.lexical import LexicalRanking
from services.recommendations.domain.neighbours import Neighbours
from services.recommendations.domain.passages import passages, whole
from services.recommendations.domain.session import Session
from services.recommendations.domain.words import languages

SEEN = 4_096
"""Goals whose scores are kept."""
_AT_A_TIME = 512


@dataclass(frozen=True, slots=True)
class Blend:
    """How much each thing counts."""

    words: float = 0.4
    """Of a session's own score; the rest is likeness."""
    neighbours: float = 0.3
    """Of the score: what the sessions most like it have."""
    unlike: float = 0.25
    """A goal no session is more like than this is beyond the model, as one in another language is."""
    like: float = 0.35
    """From here on its likenesses are believed in full."""


@dataclass(frozen=True, slots=True)
class Hybrid:
    """The ranker. Sessions and goals in a language the encoder does not read are ranked by their words alone."""

    encoder: Encoder
    lexical: Bm25 = field(default_factory=lambda: Bm25(title=1))
    blend: Blend = Blend()

    def texts(self, sessions: Sequence[Session]) -> list[str]:
        """All that is read of the sessions."""
        return [text for session in self._readable(sessions) for text in (whole(session), *passages(session))]

    def index(self, sessions: Sequence[Session]) -> "HybridRanking":
        """Read the sessions."""
        readable = self._readable(sessions)
        parts = [passages(each) for each in readable]
        count = len(readable)
        rows = self.encoder.encode([*(whole(each) for each in readable), *(text for part in parts for text in part)])
        starts = np.cumsum([0, *(len(part) for part in parts)])[:-1]
        return HybridRanking(
            encoder=self.encoder,
            blend=self.blend,
            lexical=self.lexical.index(sessions),
            positions={session.guid: position for position, session in enumerate(readable)},
            passages=rows[count:],
            starts=starts,
            neighbours=Neighbours.of(rows[:count]),
        )

    def _readable(self, sessions: Sequence[Session]) -> list[Session]:
        return [session for session in sessions if _reads(self.encoder, (session.language,))]


class HybridRanking:
    """A programme indexed by words and by meaning.

    `positions` tells where sessions are that the encoder reads, by guid; `starts` where the passages of each begin.
    """

    def __init__(
        self,
        encoder: Encoder,
        blend: Blend,
        lexical: LexicalRanking,
        positions: Mapping[str, int],
        passages: Floats,
        starts: NDArray[np.int64],
        neighbours: Neighbours,
    ) -> None:
        self._encoder, self._blend, self._lexical = encoder, blend, lexical
        self._positions, self._passages, self._starts = positions, passages, starts
        self._neighbours = neighbours
        self.guids = list(positions)
        """Of the sessions that were read, by position."""
        self._scores = lru_cache(maxsize=SEEN)(self._scored)

    def read(self, texts: Sequence[str]) -> None:
        """Read several goals at a time, which is quicker than one by one."""
        self._encoder.encode([text for text in texts if self.understands(text)])

    def scores(self, text: str) -> dict[str, float]:
        """How well each session fits the text, by guid: 1 is the best, absent does not serve it."""
        return dict(self._scores(text))

    def matched(self, text: str, guid: str) -> tuple[str, ...]:
        """The words of that session that the text shares; none where they have but the idea in common."""
        return self._lexical.matched(text, guid)

    def likenesses(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """A point for each of these texts, and how like it is to the nearest passage of each session."""
        points = self._encoder.encode(texts)
        if not self.guids:
            return points, np.zeros((len(texts), 0), np.float32)
        blocks = [
            np.maximum.reduceat(points[start : start + _AT_A_TIME] @ self._passages.T, self._starts, axis=1)
            for start in range(0, len(points), _AT_A_TIME)
        ]
        return points, np.concatenate(blocks)

    def _scored(self, text: str) -> tuple[tuple[str, float], ...]:
        words = self._lexical.shares(text)
        read = self._likeness(text)
        if read is None:
            return tuple(self._lexical.scores(text).items())
        blend = self._blend
        own = (1 - blend.words) * read.alike
        for guid, score in words.items():
            if guid in self._positions:
                own[self._positions[guid]] += blend.words * score
        mixed = (1 - blend.neighbours) * own + blend.neighbours * self._neighbours.mean(own)
        ground = read.ground.or_better(self._lexical.ground(text))
        found = dict(zip(self.guids, _shared(mixed, 1.0 if words else read.believed, ground), strict=True))
        found = {guid: share for guid, share in found.items() if share > 0}
        found |= {guid: score for guid, score in self._lexical.scores(text).items() if guid not in self._positions}
        return tuple(found.items())

    def _likeness(self, text: str) -> "_Read | None":
        """How the text reads beside the sessions; None where that says nothing."""
        if not self.guids or not self.understands(text):
            return None
        goal = self._encoder.encode([text])[0]
        best = np.maximum.reduceat(self._passages @ goal, self._starts)
        least, most = float(best.min()), float(best.max())
        ground = Ground(by_meaning(float(best.mean())), by_meaning(least))
        believed = min((most - self._blend.unlike) / (self._blend.like - self._blend.unlike), 1.0)
        if believed <= 0 or (most <= least and not ground.ordinary):
            return None
        spread = (best - least) * (believed / (most - least)) if most > least else np.zeros_like(best)
        return _Read(np.asarray(spread, dtype=np.float32), believed, ground)

    def understands(self, text: str) -> bool:
        """Whether the encoder reads the language of the text."""
        spoken = languages(text)
        return not spoken or _reads(self._encoder, spoken)


class _Read(NamedTuple):
    """How like each session is to a goal, from 0 to at most 1, how far that is believed, and how like all are."""

    alike: Floats
    believed: float
    ground: Ground


def _shared(mixed: Floats, believed: float, ground: Ground) -> list[float]:
    """The scores as they are told, in the same order."""
    worst, ordinary, best = float(mixed.min()), float(mixed.mean()), float(mixed.max())
    if best <= ordinary:
        return [ground.lifted(believed)] * len(mixed)
    # Four places: how many goals were read at a time must not show.
    above = ((mixed - ordinary) / (best - ordinary) * believed).round(4).tolist()
    below = ((mixed - worst) / (ordinary - worst)).round(4).tolist()
    both = zip(above, below, strict=True)
    return [ground.lifted(up) if up > 0 else ground.lowered(min(down, 1.0)) for up, down in both]


def _reads(encoder: Encoder, spoken: Collection[str]) -> bool:
    return not encoder.languages or not encoder.languages.isdisjoint(spoken)
