"""How long ranking takes."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median

from benchmarks.ranking import ours
from benchmarks.ranking.collections_on_disk import Collection
from services.recommendations.rankers import Chosen

SESSIONS = 300
GOALS = 50


def measure(collection: Collection, chosen: Chosen) -> dict[str, float]:
    """Milliseconds, on the first 300 documents of a set: goals never seen, the same again, and many at a time."""
    goals = [f"{question.text} ({number})" for number, question in enumerate(collection.questions[: 2 * GOALS])]
    ranking = ours.index(chosen, collection.documents[:SESSIONS], lambda _done, _of: None)
    ranking.scores("to warm up")
    apart, together = goals[:GOALS], goals[GOALS:]
    never = [_milliseconds(partial(ranking.scores, goal)) for goal in apart]
    seen = [_milliseconds(partial(ranking.scores, goal)) for goal in apart]
    figures = {"sessions": float(min(SESSIONS, len(collection.documents)))}
    figures |= {"never seen, median ms": median(never), "never seen, p95 ms": _p95(never)}
    figures |= {"seen, median ms": median(seen), "seen, p95 ms": _p95(seen)}
    if together:

        def read() -> None:
            ranking.read(together)
            for goal in together:
                ranking.scores(goal)

        figures["many at a time, ms each"] = _milliseconds(read) / len(together)
    return {name: round(value, 3) for name, value in figures.items()}


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]
