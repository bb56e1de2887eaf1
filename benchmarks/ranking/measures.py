"""How good an order of documents is: 1 is perfect, 0 is of no use."""

from collections.abc import Mapping, Sequence
from math import log2

TOP = 10
FURTHER = 20
NDCG, MRR, RECALL = f"ndcg@{TOP}", f"mrr@{TOP}", f"recall@{FURTHER}"
MEASURES = {f"nDCG@{TOP}": NDCG, f"MRR@{TOP}": MRR, f"Recall@{FURTHER}": RECALL}
"""As people write them, and by the name they have in JSON."""


def ndcg(order: Sequence[str], relevant: Mapping[str, float], top: int = TOP) -> float:
    """What the first `top` gain, each place less than the one before it, as a share of what they could at most.

    Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques" (2002).
    """
    best = sorted(relevant.values(), reverse=True)
    return _gain([relevant.get(document, 0.0) for document in order[:top]]) / _gain(best[:top])


def reciprocal_rank(order: Sequence[str], relevant: Mapping[str, float], top: int = TOP) -> float:
    """1 over the place of the first that helps; 0 if none of the first `top` does."""
    return next((1 / place for place, document in enumerate(order[:top], 1) if document in relevant), 0.0)


def recall(order: Sequence[str], relevant: Mapping[str, float], top: int = FURTHER) -> float:
    """The share of all that help which is among the first `top`."""
    return sum(document in relevant for document in order[:top]) / len(relevant)


def measures(order: Sequence[str], relevant: Mapping[str, float]) -> dict[str, float]:
    """All three, by name."""
    return {NDCG: ndcg(order, relevant), MRR: reciprocal_rank(order, relevant), RECALL: recall(order, relevant)}


def _gain(gains: Sequence[float]) -> float:
    return sum(gain / log2(place + 1) for place, gain in enumerate(gains, 1))
