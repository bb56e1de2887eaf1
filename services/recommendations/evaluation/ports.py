"""What measuring recommendations needs from outside, as it sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.recommendations.evaluation.measures import AgendaQuality, RankingQuality

IN_USE = "in use"
"""The ranker that recommends."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured over `people`."""

    people: int
    agendas: AgendaQuality
    rankers: Mapping[str, RankingQuality]
    at: datetime


class EvaluationStore(Protocol):
    """What was measured last."""

    async def last(self, conference: str) -> Evaluation | None:
        """Of one conference, None if there is nothing."""
        ...

    async def keep(self, conference: str, found: Evaluation) -> None:
        """In the place of the one before."""
        ...
