"""The optimum by HiGHS, where the conference is small enough for it."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from benchmarks.allocation.baselines import reachable
from services.recommendations.domain.timetable import Timetable
from services.recommendations.seats.days import Marks
from services.recommendations.seats.demand import Demand

Positions = NDArray[np.int64]
WISHES = 60_000
"""More pairs of a person and a session they want than this take too long."""
SECONDS = 60


def optimum(timetable: Timetable, demand: Demand) -> float | None:
    """The value of the best allocation there is; None where that would take too long to know."""
    rows, people = np.nonzero(demand.worth)
    if rows.size > WISHES:
        return None
    matrix, limits = _constraints(timetable, demand, rows, people)
    solved = milp(
        -demand.worth[rows, people],
        integrality=np.ones(rows.size),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, -np.inf, limits),
        options={"time_limit": SECONDS, "mip_rel_gap": 1e-9},
    )
    return -float(solved.fun) if solved.status == 0 else None


def _constraints(timetable: Timetable, demand: Demand, rows: Positions, people: Positions) -> tuple[Any, list[float]]:
    """A row for each group of wishes of which only so many can come true."""
    groups = [(group, 1.0) for group in _clashes(reachable(timetable), rows, people)]
    for session, seats in enumerate(demand.seats):
        wanting = np.flatnonzero(rows == session)
        if wanting.size > seats:
            groups.append((wanting.tolist(), float(seats)))
    lengths = [len(group) for group, _ in groups]
    columns = np.array([wish for group, _ in groups for wish in group], dtype=np.int64)
    entries = (np.ones(len(columns)), (np.repeat(np.arange(len(groups)), lengths), columns))
    return csr_matrix(entries, (len(groups), len(rows))), [limit for _, limit in groups]


def _clashes(follows: Marks, rows: Positions, people: Positions) -> Iterator[list[int]]:
    """Wishes of one person of which at most one can come true: a session, and what it clashes with before it.

    Where walking keeps those before it from clashing with each other, they are told in pairs.
    """
    wished: dict[int, list[int]] = defaultdict(list)
    for wish in np.argsort(rows, kind="stable").tolist():
        wished[int(people[wish])].append(wish)
    for wishes in wished.values():
        for place, wish in enumerate(wishes):
            clash = [each for each in wishes[:place] if not follows[rows[each], rows[wish]]]
            if clash and _all_clash(follows, [int(rows[each]) for each in clash]):
                yield [*clash, wish]
            else:
                yield from ([each, wish] for each in clash)


def _all_clash(follows: Marks, sessions: list[int]) -> bool:
    return not any(follows[one, other] for place, other in enumerate(sessions) for one in sessions[:place])
