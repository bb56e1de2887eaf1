"""The best agenda is as good as an exact solver's, for thousands of small conferences and for real ones."""

from random import Random

import pytest

from services.recommendations.domain.optimum.beginning import Beginning
from services.recommendations.domain.optimum.day import Day
from services.recommendations.domain.optimum.goals import EachGoal, served
from services.recommendations.domain.optimum.limits import MUST, Candidate, Limits

from .problems import Problem, a_problem
from .real import SCHEDULES, days_of
from .solver import GOAL, Model, solve

TOGETHER = 40
"""So many in one call: the solver takes them apart again, and starting it takes longer than solving one."""


def by_the_model(days: list[Day], chosen: list[Beginning], goals: list[int]) -> float:
    """What they are worth in the solver's figures, which are smaller."""
    count = len(goals)
    met = served(chosen)
    worth = sum(each[0] for each in chosen)
    covered = sum(2**count + 2 ** (count - 1 - rank) for rank, goal in enumerate(goals) if met & goal)
    return worth % MUST + worth // MUST * GOAL * 100 * max(1, count) + GOAL * covered / 2**count


def best(problem: Problem) -> float:
    days = [Day(candidates, problem.walking, problem.limits) for candidates in problem.days]
    chosen = EachGoal(days, problem.goals).chosen() if problem.goals else [day.best for day in days]
    return by_the_model(days, chosen, problem.goals)


@pytest.mark.parametrize("seed", range(4))
def test_small_conferences(seed: int, thorough: bool) -> None:
    random = Random(seed)
    for _ in range(60 if thorough else 13):
        some = [a_problem(random) for _ in range(TOGETHER)]
        expected = solve([Model(*each) for each in some])
        assert [best(each) for each in some] == pytest.approx(expected, abs=0.5)


@pytest.mark.parametrize("name", SCHEDULES)
@pytest.mark.parametrize(
    "limits",
    [Limits(in_part=True), Limits(most=4 * 3600, stretch=5400), Limits(most=3 * 3600, stretch=5400, in_part=True)],
    ids=["in part", "hours and pace", "everything"],
)
def test_real_programmes(name: str, limits: Limits) -> None:
    random = Random(name)
    timetable, days = days_of(name)
    valued = [[_valued(each, random) for each in day] for day in days]
    problem = Problem(valued, timetable.walks.seconds, limits, [1, 2, 4, 8, 16])
    assert [best(problem)] == pytest.approx(solve([Model(*problem)]), abs=0.5)


def _valued(session: Candidate, random: Random) -> Candidate:
    points = random.randint(5, 120) * (session.end - session.start) // 3600 + 1
    return Candidate(
        session.position, session.start, session.end, session.room, points, 1 << random.randrange(5), session.cut
    )
