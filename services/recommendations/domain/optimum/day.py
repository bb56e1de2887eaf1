"""The best of one day of the conference."""

from collections.abc import Sequence
from functools import cached_property
from math import inf

from services.recommendations.domain.optimum.beginning import Beginning
from services.recommendations.domain.optimum.limits import MUST, Candidate, Limits
from services.recommendations.domain.optimum.narrowing import SLACK, BothSides
from services.recommendations.domain.optimum.near import Near
from services.recommendations.domain.optimum.price import likely
from services.recommendations.domain.optimum.ways import Ints, ways_between

LOSS = 20
"""The best day is looked for within one 20th of what it could be at most, then further off."""
FURTHER = 3
FEW = 35
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
    def _whole(self) -> Near:
        return Near(self.ways, self.limits, 0.0, 0)

    @cached_property
    def best(self) -> Beginning:
        """The best day there is."""
        best = self.serving(())
        assert best is not None, "there is always a day, and be it an empty one"
        return best

    def serving(self, goals: Sequence[int], least: int = 0) -> Beginning | None:
        """The best day that serves each of these goals, if there is one that is worth as much as that."""
        if self.limits.most is None and self.limits.stretch is not None:
            found = self._whole.best(goals)
            return found if found and found[0] >= least else None
        at_most = self.serving_at_most(goals)
        if at_most is None or at_most < least:
            return None
        musts, rest = divmod(at_most, MUST)
        loss = self._first_loss(rest, goals)
        while True:
            if loss <= rest:
                asked = max(at_most - loss, least)
            else:
                asked = max(musts * MUST, least)
                musts -= 1
            found = self._within(asked).best(goals)
            if found or asked <= least:
                return found
            loss = FURTHER * loss + 1

    def serving_at_most(self, goals: Sequence[int]) -> int | None:
        """What no day that serves each of these goals can be worth more than, or None if there is no such day."""
        gain = min((self._sides.gain_serving(goal) for goal in goals), default=self._sides.gain)
        return None if gain == -inf else int(gain + self._sides.price * (self.limits.most or 0) + SLACK)

    def _first_loss(self, worth: int, goals: Sequence[int]) -> int:
        if self.limits.most is None and self.limits.stretch is None and len(goals) <= 1:
            return 0
        return min(worth // LOSS, int(self._sides.loss(FEW)) + 1)

    def _within(self, least: int) -> Near:
        rest = self._sides.price * (self.limits.most or 0)
        return Near(self._sides.narrowed(least - rest), self.limits, self._sides.price, least)
