"""BM25: a session fits a goal by the words they share, the rarer the better.

After Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009). k1 = .9 and
b = .4 are what measured best on collections of short texts.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from services.recommendations.domain.lexical import Counts, LexicalRanking, Worth
from services.recommendations.domain.session import Session


@dataclass(frozen=True, slots=True)
class Bm25:
    """The ranker.

    `k1` says how soon repeating a word stops helping, `b` how much a long text is held against it, `title`
    how many times a word of the title counts.
    """

    k1: float = 0.9
    b: float = 0.4
    title: int = 3

    def index(self, sessions: Sequence[Session]) -> LexicalRanking:
        """Read the sessions."""
        return LexicalRanking.of(sessions, self._weigh, self.title)

    def _weigh(self, counts: Counts) -> Worth:
        lengths = {guid: counted.total() for guid, counted in counts.items()}
        average = sum(lengths.values()) / len(lengths) or 1.0
        times: dict[str, dict[str, int]] = defaultdict(dict)
        for guid, counted in counts.items():
            for stemmed, count in counted.items():
                times[stemmed][guid] = count
        damping = {guid: self.k1 * (1 - self.b + self.b * length / average) for guid, length in lengths.items()}
        return {
            stemmed: {
                guid: _rarity(len(held), len(counts)) * count * (self.k1 + 1) / (count + damping[guid])
                for guid, count in held.items()
            }
            for stemmed, held in times.items()
        }


def _rarity(held: int, sessions: int) -> float:
    return log(1 + (sessions - held + 0.5) / (held + 0.5))
