"""The best of the days that some ways allow for."""

from collections.abc import Sequence

from services.recommendations.domain.optimum.beginning import Beginning
from services.recommendations.domain.optimum.limits import MUST, Limits
from services.recommendations.domain.optimum.outlook import outlook
from services.recommendations.domain.optimum.search import Asked, Search
from services.recommendations.domain.optimum.ways import Ways

CLOSE = 60
"""First a day is looked for that is worth all it could be, then within one 60th of it, then further off."""
FURTHER = 3


def best_by(ways: Ways, limits: Limits, goals: Sequence[int], least: int, at_most: int) -> Beginning | None:
    """The best day by these ways that serves each of the goals, if any is worth so much. None is worth more."""
    serves, every = serving(ways, goals), (1 << len(goals)) - 1
    ahead = outlook(ways, limits, serves, len(goals))
    at_most = min(at_most, ahead.most[every])
    if at_most < least:
        return None
    beside_musts, loss = at_most % MUST, 0
    while True:
        asked = Asked(max(least, at_most - loss), serves, every)
        found = Search(ways, limits, ahead, asked).best()
        if found or asked.worth == least:
            return found
        loss = FURTHER * loss + beside_musts // CLOSE + 1
        if loss > beside_musts:
            # Then with one fewer of those that must be in.
            at_most, loss = at_most - MUST, 0


def serving(ways: Ways, goals: Sequence[int]) -> list[int]:
    """Which of these goals each session serves, as bits in their order."""
    return [sum(1 << bit for bit, goal in enumerate(goals) if each & goal) for each in ways.goals]
