"""One conference, allocated by everybody."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import partial
from typing import TypeVar

import numpy as np

from benchmarks.allocation import baselines, exact, people
from services.recommendations.domain.bm25 import Bm25
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.ranking import Ranker
from services.recommendations.domain.session import Session
from services.recommendations.domain.timetable import Timetable
from services.recommendations.seats.allocation import Allocation, allocate
from services.recommendations.seats.days import Marks, Numbers, best_days
from services.recommendations.seats.demand import Demand
from services.recommendations.seats.fairness import Spread, shares, spread

OURS, GREEDY, EXACT = "ours", "greedy", "exact"
DOOR, AGAIN = "first come at the door", "first come, choosing again"
TEXTS, TASTES = "texts", "tastes"
"""Where what people want comes from."""
SEED = 2016
ANEW = 50
"""One person in so many wants something else when it is measured how stable seats are."""

T = TypeVar("T")
Told = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Figure:
    """How one of them did. `seconds` are those of the processor: one core."""

    value: float
    lost: float
    seconds: float
    spread: Spread | None


@dataclass(frozen=True, slots=True)
class Stability:
    """What a second run, in which some want something else, means to the others."""

    others: int = 0
    """People who want the same in the second run as in the first."""
    others_changed: int = 0
    """Those of them who have another day after it."""
    others_worse: int = 0
    """Those of these who have a day that is worth less."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found."""

    bound: float
    figures: dict[str, Figure]
    ours: Allocation
    wanted: float
    """Sessions a person wants, in the mean."""
    stability: Stability


@dataclass(frozen=True, slots=True)
class Conference:
    """A programme and people who want something of it."""

    timetable: Timetable
    worth: Numbers


def conference(
    sessions: Sequence[Session], many: int, told: Told, ranker: Ranker | None = None, people_from: str = TEXTS
) -> Conference:
    """The conference with that many people."""
    programme = Programme.of(sessions, UTC, ranker or Bm25())
    if people_from == TASTES:
        return Conference(programme.timetable, people.tastes(programme.timetable.sessions, many, SEED))
    drawn = people.drawn(sessions, many, SEED)
    return Conference(programme.timetable, people.worth(programme, drawn, lambda done, of: told("valuing", done / of)))


def hold(each: Conference, capacity: dict[str, int], told: Told, *, again: bool = True) -> Outcome:
    """Everybody allocates it."""
    demand = Demand.of(each.timetable, each.worth, [capacity[one.guid] for one in each.timetable.sessions])
    ours, seconds = _timed(lambda: allocate(demand, told))
    figures = {OURS: Figure(ours.value, ours.lost, seconds, ours.spread)}
    alone = best_days(demand.order, demand.worth).totals
    others = {DOOR: baselines.at_the_door, AGAIN: baselines.choosing_again, GREEDY: baselines.greedy}
    for name, allocated in others.items():
        told(name, 0.0)
        chosen, seconds = _timed(partial(allocated, each.timetable, demand))
        value = demand.value(chosen)
        figures[name] = Figure(value, _lost(value, ours.bound), seconds, spread(shares(demand, alone, chosen), alone))
    told(EXACT, 0.0)
    best, seconds = _timed(lambda: exact.optimum(each.timetable, demand))
    if best is not None:
        figures[EXACT] = Figure(best, _lost(best, ours.bound), seconds, None)
    wanted = float((demand.worth > 0).sum(axis=0).mean())
    return Outcome(ours.bound, figures, ours, wanted, _again(demand, ours.chosen, told) if again else Stability())


def _again(demand: Demand, before: Marks, told: Told) -> Stability:
    """Some people want what others want now, and all is allocated again: how many of the rest have another day."""
    new = np.arange(0, demand.worth.shape[1], ANEW)
    worth, held = demand.worth.copy(), before.copy()
    worth[:, new] = np.roll(demand.worth, 1, axis=1)[:, new]
    held[:, new] = False
    second = allocate(Demand(demand.order, worth, demand.seats, held), lambda what, part: told(f"again: {what}", part))
    same = np.ones(demand.worth.shape[1], dtype=bool)
    same[new] = False
    changed = (second.chosen != before).any(axis=0) & same
    worse = ((worth * second.chosen).sum(axis=0) < (worth * before).sum(axis=0)) & same
    return Stability(int(same.sum()), int(changed.sum()), int(worse.sum()))


def _lost(value: float, bound: float) -> float:
    return 1 - value / bound if bound else 0.0


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.process_time()
    done = work()
    return done, time.process_time() - started
