"""How long ranking takes."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from statistics import fmean, median

from benchmarks.ranking import ours
from benchmarks.ranking.collections_on_disk import Collection
from services.recommendations.rankers import Chosen

SESSIONS = 300
GOALS = 50


def measure(collection: Collection, chosen: Chosen) -> dict[str, float]:
    """Milliseconds, on the first 300 documents of a set: goals never seen, the same again, and many at a time."""
    # The number at the end makes each of them new.
    goals = [f"{question.text} {number}" for number, question in enumerate(collection.questions[:GOALS])]
    others = [f"{goal} {number}" for number, goal in enumerate(goals)]
    ranking = ours.index(chosen, collection.documents[:SESSIONS], lambda _done, _of: None)
    ranking.scores("to warm up")
    never = [_milliseconds(partial(ranking.scores, goal)) for goal in goals]
    seen = [_milliseconds(partial(ranking.scores, goal)) for goal in goals]

    def read() -> None:
        ranking.read(others)
        for goal in others:
            ranking.scores(goal)

    figures = {
        "sessions": min(SESSIONS, len(collection.documents)),
        "words": fmean(len(goal.split()) - 1 for goal in goals),
        "new": median(never),
        "new p95": _p95(never),
        "seen": median(seen),
        "seen p95": _p95(seen),
        "batch": _milliseconds(read) / len(others),
    }
    return {name: round(value, 3) for name, value in figures.items()}


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]
