"""Ours, greedy and HiGHS find agendas for the same people."""

import gc
import time
from collections.abc import Callable, Sequence
from math import ceil
from statistics import fmean, median
from typing import NamedTuple

from benchmarks.agenda.cases import FORMS, Case, person
from benchmarks.agenda.greedy import greedy
from services.recommendations.domain.agenda import best_day
from services.recommendations.domain.optimum.agenda import best_agenda
from services.recommendations.domain.optimum.limits import Candidate, Limits
from services.recommendations.domain.timetable import Timetable
from tests.unit.recommendations.optimum.solver import GOAL, Model, solve

SOLVED = 3
"""How many of the people an exact solver finds agendas for: it takes its time."""


class Figures(NamedTuple):
    """Over people: what greedy and HiGHS reach of ours (means), and CPU milliseconds of each (medians)."""

    ours_ms: float
    p95_ms: float
    worst_ms: float
    greedy: float
    greedy_ms: float
    exact: float | None
    exact_ms: float | None


def compare(case: Case, form: str, people: int) -> Figures:
    """One form at one conference."""
    limits, goals = FORMS[form]
    ours, rival, exact = [], [], []
    for seed in range(people):
        candidates = person(case.timetable, seed)
        ours.append(_timed(_ours, case.timetable, candidates, limits, goals))
        rival.append(_timed(greedy, case.timetable, candidates, limits, goals))
        if case.solvable and seed < SOLVED:
            exact.append(_timed(_exact, case.timetable, candidates, limits, goals))
    times = sorted(each[1] for each in ours)
    return Figures(
        ours_ms=median(times),
        p95_ms=times[ceil(0.95 * len(times)) - 1],
        worst_ms=times[-1],
        greedy=fmean(other[0] / own[0] for other, own in zip(rival, ours, strict=True)),
        greedy_ms=median(each[1] for each in rival),
        exact=fmean(other[0] / own[0] for other, own in zip(exact, ours, strict=False)) if exact else None,
        exact_ms=median(each[1] for each in exact) if exact else None,
    )


def _timed(find: Callable[..., float], *given: object) -> tuple[float, float]:
    # What others have left behind is not collected meanwhile, as with timeit.
    gc.disable()
    try:
        started = time.process_time()
        worth = find(*given)
        return worth, (time.process_time() - started) * 1000
    finally:
        gc.enable()


def _ours(timetable: Timetable, candidates: Sequence[Candidate], limits: Limits, goals: Sequence[int]) -> int:
    if limits == Limits() and not goals:
        worth = [each.points for each in candidates]
        return sum(worth[position] for position in best_day(timetable, worth))
    return sum(stay.worth for stay in best_agenda(timetable, candidates, limits, goals).stays)


def _exact(timetable: Timetable, candidates: Sequence[Candidate], limits: Limits, goals: Sequence[int]) -> float:
    days: list[list[Candidate]] = [[] for _ in range(max(timetable.days) + 1)]
    for each in candidates:
        days[timetable.days[each.position]].append(each)
    [worth] = solve([Model(days, timetable.walks.seconds, limits, goals)])
    covered = sum(2 ** len(goals) + 2 ** (len(goals) - 1 - rank) for rank in range(len(goals)))
    return float(worth - GOAL * covered / 2 ** len(goals))
