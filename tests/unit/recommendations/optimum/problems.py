"""Small conferences, close enough to be difficult, and what may be asked of a day there."""

from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from services.recommendations.domain.optimum.limits import MUST, Candidate, Limits


class Problem(NamedTuple):
    """A conference, day by day, and what is asked of an agenda there."""

    days: list[list[Candidate]]
    walking: NDArray[np.int64]
    limits: Limits
    goals: list[int]


def a_problem(random: Random) -> Problem:
    """One to three days, each up to nine sessions within three hours, in up to four rooms."""
    rooms, goals = random.randint(1, 4), random.choice([0, 0, 2, 3, 5])
    walking = np.array(
        [[0 if one == other else 60 * random.choice([0, 5, 5, 10]) for other in range(rooms)] for one in range(rooms)],
        np.int64,
    )
    days = [
        [_a_candidate(random, position, rooms, goals) for position in range(random.randint(1, 9))]
        for _ in range(random.choice([1, 1, 2, 3]))
    ]
    limits = Limits(
        most=random.choice([None, None, 3600, 5400, 7200, 10800]),
        stretch=random.choice([None, 1800, 3600, 5400]),
        pause=random.choice([300, 600, 900, 1800]),
        in_part=random.random() < 0.6,
    )
    return Problem(days, walking, limits, [1 << each for each in random.sample(range(goals), goals)])


def _a_candidate(random: Random, position: int, rooms: int, goals: int) -> Candidate:
    must = random.random() < 0.1
    start = 300 * random.randrange(36)
    served = 1 << random.randrange(goals) if goals and random.random() < 0.8 else random.randrange(1 << goals)
    return Candidate(
        position,
        start,
        start + 60 * random.choice([10, 15, 30, 45, 60, 90]),
        random.randrange(rooms),
        random.randint(1, 20) + MUST * must,
        served,
        cut=not must and random.random() < 0.8,
    )
