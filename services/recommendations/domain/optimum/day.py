"""The best of one day of the conference."""

from collections.abc import Sequence
from functools import cached_property
from math import inf

from services.recommendations.domain.optimum.beginning import Beginning
from services.recommendations.domain.optimum.best import best_by, serving
from services.recommendations.domain.optimum.limits import MUST, Candidate, Limits
from services.recommendations.domain.optimum.narrowing import SLACK, BothSides
from services.recommendations.domain.optimum.outlook import outlook
from services.recommendations.domain.optimum.price import likely
from services.recommendations.domain.optimum.ways import Ints, Ways, ways_between

LOSS = 20
"""The best day is thought to be worth no less than one 20th less than it could be at most."""
FEW = 30
"""To look at more sessions than these costs more than to look again."""


class Day:
    """One day, ready to be asked."""

    def __init__(self, candidates: Sequence[Candidate], walking: Ints, limits: Limits) -> None:
        self.limits = limits
        self.ways = ways_between(candidates, walking, limits)

    @cached_property
    def _sides(self) -> BothSides:
        return BothSides(self.ways, 0.0 if self.limits.most is None else likely(self.ways, self.limits.most))

    @cached_property
    def best(self) -> Beginning:
        """The best day there is."""
        best = self.serving(())
        assert best is not None, "there is always a day, and be it an empty one"
        return best

    def serving(self, goals: Sequence[int], least: int = 0) -> Beginning | None:
        """The best day that serves each of these goals, if there is one that is worth as much as that."""
        at_most = self.serving_at_most(goals)
        if at_most is None or at_most < least:
            return None
        asked = max(at_most - self._loss(at_most % MUST, goals), least)
        found = best_by(self._worth(asked), self.limits, goals, least, at_most)
        if found and found[0] >= asked:
            return found
        # No day is worth so much. One that is worth more than the one that was found is among those worth as much.
        least = found[0] if found else least
        return best_by(self._worth(least), self.limits, goals, least, asked - 1)

    def serving_at_most(self, goals: Sequence[int]) -> int | None:
        """What no day that serves each of these goals can be worth more than, or None if there is no such day."""
        gain = min((self._sides.gain_serving(goal) for goal in goals), default=self._sides.gain)
        return None if gain == -inf else int(gain + self._sides.price * (self.limits.most or 0) + SLACK)

    def with_goals(self, goals: Sequence[int], least: int) -> list[int]:
        """What a day worth so much can be worth at most if it serves some of these goals, by which, as bits."""
        ways = self._worth(least)
        return list(outlook(ways, self.limits, serving(ways, goals), len(goals)).most)

    def _loss(self, worth: int, goals: Sequence[int]) -> int:
        """How much less than it could be at most the best day is thought to be worth."""
        if self.limits.most is None:
            # Without hours, a day is worth what it seems to be, or with breaks much less.
            return 0 if self.limits.stretch is None and len(goals) <= 1 else worth
        return min(worth // LOSS, int(self._sides.loss(FEW)) + 1)

    def _worth(self, least: int) -> Ways:
        """The ways that days can take which are worth so much."""
        return self._sides.narrowed(least - self._sides.price * (self.limits.most or 0))
