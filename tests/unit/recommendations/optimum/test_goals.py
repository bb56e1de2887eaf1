"""At least one session for each goal, over several days, by hand."""

import numpy as np
import pytest

from services.recommendations.domain.optimum.beginning import visits
from services.recommendations.domain.optimum.day import Day
from services.recommendations.domain.optimum.goals import EachGoal
from services.recommendations.domain.optimum.limits import MUST, Candidate, Limits

HOUR = 3600
ONE_ROOM = np.zeros((1, 1), np.int64)
READING, FIELDWORK = 1, 2


def chosen(*days: list[tuple[int, int, int]], goals: list[int]) -> list[list[int]]:
    """By day, the numbers of the sessions: each is an hour, given by its start, its points and its goals."""
    found = [
        Day(
            [Candidate(number, at * HOUR, (at + 1) * HOUR, 0, points, served) for number, (at, points, served) in day],
            ONE_ROOM,
            Limits(),
        )
        for day in (list(enumerate(each)) for each in days)
    ]
    return [[visit.candidate.position for visit in visits(day)] for day in EachGoal(found, goals).chosen()]


def test_a_goal_is_served_on_the_day_where_that_costs_least() -> None:
    # 100 to 60 on the first day, 100 to 70 on the second.
    first, second = [(9, 100, 0), (9, 60, READING)], [(9, 100, 0), (9, 70, READING)]
    assert chosen(first, second, goals=[READING]) == [[0], [1]]


def test_days_may_share_the_goals() -> None:
    first = [(9, 100, 0), (9, 90, READING), (9, 10, FIELDWORK)]
    second = [(9, 100, 0), (9, 50, READING), (9, 80, FIELDWORK)]
    assert chosen(first, second, goals=[READING, FIELDWORK]) == [[1], [2]]


def test_one_session_for_both_may_cost_less() -> None:
    first = [(9, 100, 0), (9, 70, READING), (9, 75, READING | FIELDWORK)]
    second = [(9, 100, 0), (9, 50, READING), (9, 80, FIELDWORK)]
    assert chosen(first, second, goals=[READING, FIELDWORK]) == [[2], [0]]


@pytest.mark.parametrize(("goals", "expected"), [([READING, FIELDWORK], [[0]]), ([FIELDWORK, READING], [[1]])])
def test_of_goals_that_collide_the_one_that_matters_more_is_served(goals: list[int], expected: list[list[int]]) -> None:
    assert chosen([(9, 10, READING), (9, 10, FIELDWORK), (9, 100, 0)], goals=goals) == expected


def test_a_goal_that_was_served_by_itself_is_not_lost_for_another() -> None:
    # Alone, reading would be served at nine for 50 less; fieldwork goes on only with reading at ten, for 60 less.
    day = [(9, 100, FIELDWORK), (9, 50, READING), (10, 100, 0), (10, 40, READING)]
    assert chosen(day, goals=[READING, FIELDWORK]) == [[0, 3]]


def test_never_at_the_price_of_what_must_be_in() -> None:
    assert chosen([(9, MUST + 1, 0), (9, 100, READING)], goals=[READING]) == [[0]]
