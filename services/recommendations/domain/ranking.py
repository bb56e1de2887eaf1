"""The seam every ranker fits: keyword, BM25 or sentence embeddings."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from services.recommendations.domain.session import Session


class Ranking(Protocol):
    """The sessions of one programme, ready to be asked about any goal."""

    def read(self, texts: Sequence[str]) -> None:
        """Get ready for these goals. It may take long and is called in a thread; without it, `scores` takes longer."""

    def scores(self, text: str) -> Mapping[str, float]:
        """How well each session fits the text, by guid: 1 is the best there is, absent means not at all."""

    def matched(self, text: str, guid: str) -> tuple[str, ...]:
        """The words of that session that speak for it, as they stand there, the most telling first."""


class Ranker(Protocol):
    """A way to rank sessions for goals."""

    def index(self, sessions: Sequence[Session]) -> Ranking:
        """Read the sessions once, so that each question after that is quick. It may take long."""
