"""Keyword overlap: a session fits a goal by how many of its words it shares. The plainest ranking there is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from services.recommendations.domain.lexical import Counts, LexicalRanking, Worth
from services.recommendations.domain.session import Session


@dataclass(frozen=True, slots=True)
class Keyword:
    """The ranker."""

    def index(self, sessions: Sequence[Session]) -> LexicalRanking:
        """Read the sessions."""
        return LexicalRanking.of(sessions, _weigh, title=1)


def _weigh(counts: Counts) -> Worth:
    worth: dict[str, dict[str, float]] = defaultdict(dict)
    for guid, counted in counts.items():
        for stemmed in counted:
            worth[stemmed][guid] = 1.0
    return worth
