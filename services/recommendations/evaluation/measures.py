"""How well a ranking and an agenda foretold where people went. A session counts that they were in for half of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from math import log2
from typing import TypeVar

from services.recommendations.demand.small_groups import shown_share

FIRST = 10
"""How many of a ranking are looked at."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody as far as measuring needs it: no id."""

    goals: tuple[str, ...]
    planned: frozenset[str]
    attended: frozenset[str]


@dataclass(frozen=True, slots=True)
class RankingQuality:
    """Of one ranker, the means over people. None, once they are as they may be shown: of fewer than five."""

    ndcg: float | None
    """Normalised discounted cumulative gain of the first ten: 1 if they went to the first ones and nowhere else."""
    hit_rate: float | None
    """Share of people who went to at least one of the first ten."""
    recall: float | None
    """Share of where they went that is among the first ten."""


@dataclass(frozen=True, slots=True)
class AgendaQuality:
    """Of the agendas, over all sessions of all people. None: the same."""

    kept: float | None
    """Share of what was planned that was attended."""
    planned: float | None
    """Share of what was attended that had been planned."""


QualityT = TypeVar("QualityT", RankingQuality, AgendaQuality)


def ranked(scores: Sequence[Mapping[str, float]]) -> list[str]:
    """The sessions by what they do for the goal they fit best; those that fit none are not recommended."""
    best: dict[str, float] = {}
    for of_goal in scores:
        for guid, score in of_goal.items():
            best[guid] = max(score, best.get(guid, 0.0))
    return sorted((guid for guid, score in best.items() if score > 0), key=lambda guid: (-best[guid], guid))


def ndcg(order: Sequence[str], attended: Collection[str]) -> float:
    """Of one person."""
    gain = sum(1 / log2(place + 2) for place, guid in enumerate(order[:FIRST]) if guid in attended)
    ideal = sum(1 / log2(place + 2) for place in range(min(FIRST, len(attended))))
    return gain / ideal if ideal else 0.0


def ranking_quality(orders: Sequence[tuple[Sequence[str], Collection[str]]]) -> RankingQuality:
    """Of one ranker: for each person how it ranked the sessions, and where they went."""
    hits = [len(set(order[:FIRST]) & set(attended)) for order, attended in orders]
    return RankingQuality(
        ndcg=_mean([ndcg(order, attended) for order, attended in orders]),
        hit_rate=_mean([float(hit > 0) for hit in hits]),
        recall=_mean([hit / len(attended) for hit, (_, attended) in zip(hits, orders, strict=True)]),
    )


def agenda_quality(visitors: Sequence[Visitor]) -> AgendaQuality:
    """Of everybody's agenda."""
    both = sum(len(one.planned & one.attended) for one in visitors)
    planned = sum(len(one.planned) for one in visitors)
    attended = sum(len(one.attended) for one in visitors)
    return AgendaQuality(both / planned if planned else 0.0, both / attended if attended else 0.0)


def as_shown(quality: QualityT, people: int) -> QualityT:
    """In steps of five of these people: one more or less changes no figure by what they did."""
    return replace(quality, **{name: shown_share(value or 0, people) for name, value in asdict(quality).items()})


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
