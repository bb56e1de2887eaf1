"""Small conferences at random, and their optimum found in another way."""

from datetime import timedelta
from random import Random

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from services.recommendations.domain.session import Session
from services.recommendations.domain.timetable import Timetable
from services.recommendations.domain.walks import walk
from services.recommendations.seats.demand import Demand
from tests.unit.recommendations.builders import DETROIT, MIDNIGHT


def a_timetable(chance: Random, sessions: int, rooms: int = 3) -> Timetable:
    """Sessions of 15 to 90 minutes, any time between 8 and 16."""
    made = []
    for number in range(sessions):
        start = MIDNIGHT + timedelta(hours=8, minutes=5 * chance.randrange(96))
        minutes = chance.choice((15, 30, 45, 60, 90))
        room = f"Room {chance.randrange(rooms)}"
        made.append(Session(f"s{number:03}", "", "", start, start + timedelta(minutes=minutes), room))
    return Timetable.of(made, DETROIT)


def a_demand(chance: Random, timetable: Timetable, people: int, seats: int, wanted: float = 0.5) -> Demand:
    """Some sessions are worth more to everybody than others."""
    popular = [chance.randrange(100, 700) for _ in timetable.sessions]
    worth = [
        [most + chance.randrange(300) if chance.random() < wanted else 0 for _ in range(people)] for most in popular
    ]
    return Demand.of(timetable, np.array(worth, dtype=float), [chance.choice((seats, 2 * seats)) for _ in popular])


def clash(one: Session, other: Session) -> bool:
    """Whether nobody can go to both."""
    first, second = sorted((one, other), key=lambda each: each.start)
    return first.end + walk(first.room, second.room) > second.start


def optimum(timetable: Timetable, demand: Demand) -> float:
    """By HiGHS: pairs that clash, told one by one."""
    wishes = [(int(row), int(person)) for row, person in np.argwhere(demand.worth > 0)]
    place = {wish: column for column, wish in enumerate(wishes)}
    rows: list[list[int]] = []
    limits: list[float] = []
    sessions = timetable.sessions
    clashing = [
        (one, other)
        for one in range(len(sessions))
        for other in range(one + 1, len(sessions))
        if clash(sessions[one], sessions[other])
    ]
    for person in range(demand.worth.shape[1]):
        for one, other in clashing:
            if (one, person) in place and (other, person) in place:
                rows.append([place[one, person], place[other, person]])
                limits.append(1)
    for row, seats in enumerate(demand.seats):
        rows.append([column for (session, _), column in place.items() if session == row])
        limits.append(float(seats))
    matrix = np.zeros((len(rows), len(wishes)))
    for number, columns in enumerate(rows):
        matrix[number, columns] = 1
    solved = milp(
        [-demand.worth[wish] for wish in wishes],
        integrality=np.ones(len(wishes)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, -np.inf, limits),
    )
    assert solved.status == 0
    return -float(solved.fun)
