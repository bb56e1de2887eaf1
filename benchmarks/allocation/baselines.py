"""What others do with scarce seats."""

import numpy as np

from services.recommendations.domain.agenda import best_day
from services.recommendations.domain.timetable import Timetable
from services.recommendations.seats.days import Marks, best_days
from services.recommendations.seats.demand import Demand


def at_the_door(_timetable: Timetable, demand: Demand) -> Marks:
    """Everybody chose their best day once; who comes to a session that is full has nothing in its place."""
    chosen = best_days(demand.order, demand.worth).chosen
    came = np.cumsum(chosen, axis=1)
    return chosen & (came <= demand.seats[:, None])


def choosing_again(timetable: Timetable, demand: Demand) -> Marks:
    """Everybody in turn takes their best day of what is left, and has their seats from then on."""
    left, chosen = demand.seats.copy(), np.zeros(demand.worth.shape, dtype=bool)
    for person in range(demand.worth.shape[1]):
        points = np.where(left > 0, demand.worth[:, person], 0).astype(int).tolist()
        day = best_day(timetable, points)
        chosen[day, person] = True
        left[day] -= 1
    return chosen


def greedy(timetable: Timetable, demand: Demand) -> Marks:
    """Whoever a session is worth most to gets a seat, one seat after the other, where their day still has room."""
    follows = reachable(timetable)
    left, chosen = demand.seats.copy(), np.zeros(demand.worth.shape, dtype=bool)
    rows, people = np.nonzero(demand.worth)
    order = np.lexsort((people, rows, -demand.worth[rows, people]))
    days: dict[int, list[int]] = {}
    for row, person in zip(rows[order].tolist(), people[order].tolist(), strict=True):
        day = days.setdefault(person, [])
        if left[row] > 0 and all(follows[min(row, other), max(row, other)] for other in day):
            day.append(row)
            chosen[row, person] = True
            left[row] -= 1
    return chosen


def reachable(timetable: Timetable) -> Marks:
    """Whether the session of a column can be gone to after that of a row."""
    sessions = len(timetable.sessions)
    follows = np.zeros((sessions, sessions), dtype=bool)
    for position in range(sessions):
        follows[list(timetable.by_end[: timetable.settled[position]]), position] = True
        follows[list(timetable.close[position]), position] = True
    return follows
