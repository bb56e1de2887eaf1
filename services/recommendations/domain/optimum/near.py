"""The days that are worth nearly as much as the best one could be."""

from collections.abc import Sequence
from functools import cached_property

from services.recommendations.domain.optimum.beginning import Beginning
from services.recommendations.domain.optimum.limits import MUST, Limits
from services.recommendations.domain.optimum.narrowing import SLACK
from services.recommendations.domain.optimum.outlook import outlook
from services.recommendations.domain.optimum.paced import Paced, paced
from services.recommendations.domain.optimum.price import most_telling
from services.recommendations.domain.optimum.search import Asked, Search
from services.recommendations.domain.optimum.ways import Ways

CLOSE = 60
"""First a day is looked for that is worth all it could be, then within one 60th of it, then further off."""
FURTHER = 3


class Near:
    """All days that are worth `least` or more, by the ways they can take. `price` is that of a second."""

    def __init__(self, ways: Ways, limits: Limits, price: float, least: int) -> None:
        self.ways, self.limits, self.price, self.least = ways, limits, price, least

    def best(self, goals: Sequence[int]) -> Beginning | None:
        """The best of those that serve each of these goals."""
        serves = [sum(1 << bit for bit, goal in enumerate(goals) if each & goal) for each in self.ways.goals]
        ahead = outlook(self.ways, self.limits.most, serves, len(goals))
        at_most = ahead.most
        if self.limits.most is None and self.limits.stretch is not None:
            at_most = min(at_most, int(self._with_breaks.gain + SLACK))
        if at_most < self.least:
            return None
        loss = 0
        while True:
            asked = Asked(max(self.least, at_most - loss), serves, (1 << len(goals)) - 1)
            found = Search(self.ways, self.limits, ahead, lambda: self._with_breaks, asked).best()
            if found or asked.worth == self.least:
                return found
            loss = FURTHER * loss + at_most % MUST // CLOSE + 1

    @cached_property
    def _with_breaks(self) -> Paced:
        """What can be gained where no stretch is too long, at the price that tells most."""
        stretch, pause = self.limits.stretch, self.limits.pause
        assert stretch is not None, "whoever makes no breaks has no need to know"
        return most_telling(lambda price: paced(self.ways, price, stretch, pause), self.limits.most, self.price)
