"""Fairness: what share of the day they could have alone people get, and lifting those who are far below the others.

Proportional fairness: another part of one's own best day is worth the more the less of it one has (the logarithm of
the share). Chains of swaps that make the sum of that larger are made, the largest gains first, until there are none or
until they have cost the whole as much as fairness may.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import log

import numpy as np

from services.recommendations.seats.days import Marks, Numbers
from services.recommendations.seats.demand import Demand
from services.recommendations.seats.settling import LEAST
from services.recommendations.seats.swaps import Moves, Swaps

FLOOR = 0.8
"""Who has less than this part of the median share is counted as far below it."""
LITTLE = 0.05
"""Added to shares, so that nothing at all is not infinitely bad."""
HAIR = 1e-9
LIFTS, ROUNDS = 8, 3
"""How often it is looked who has little, and how many rounds of swaps are made each time."""

SPENT = 0.0002
"""So near to what fairness may cost, the rest is not worth looking for."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How shares of people's own best days are distributed, among those whom any session is worth something."""

    least: float
    p5: float
    median: float
    below: int
    """How many people are below the floor."""
    tenths: tuple[int, ...] = (0,) * 10
    """How many have less than one tenth, less than two and so on; the last ones have nine and more."""


def shares(demand: Demand, alone: Numbers, chosen: Marks) -> Numbers:
    """What each has of what they could have alone; 1 where that is nothing."""
    share: Numbers = np.divide((demand.worth * chosen).sum(axis=0), alone, out=np.ones_like(alone), where=alone > 0)
    return share


def spread(share: Numbers, alone: Numbers) -> Spread:
    """The distribution: four figures, and how many people have how much."""
    counted = share[alone > 0]
    if not counted.size:
        return Spread(1.0, 1.0, 1.0, 0)
    least, p5, median = np.quantile(counted, [0, 0.05, 0.5], method="lower")
    # By a hair's breadth more than all of it is all of it, and .3 is three tenths though ten times .3 is less than 3.
    tenths = np.bincount(np.clip((counted * 10 + HAIR).astype(int), 0, 9), minlength=10)
    below = int((counted < FLOOR * median).sum())
    return Spread(float(least), float(p5), float(median), below, tuple(int(people) for people in tenths))


class Lifting:
    """An allocation in which those far below the others are lifted, as long as the whole is worth `least`.

    `kept` are points that count for what people have already.
    """

    def __init__(
        self, demand: Demand, alone: Numbers, chosen: Marks, kept: Numbers, prices: Numbers, least: float
    ) -> None:
        self._demand, self._kept, self._prices, self._least = demand, kept, prices, least
        self._alone = np.maximum(alone, LEAST)
        self._points = (demand.worth * chosen).sum(axis=0)
        self._value = float(self._points.sum())
        self._now = chosen.copy()

    def lift(self, begins: Marks, told: Callable[[float], None]) -> Marks:
        """Make chains that begin with these people, until there are none."""
        for lifts in range(LIFTS):
            told(lifts / LIFTS)
            share = self._points / self._alone
            objective = self._demand.worth / (LITTLE + share) + self._kept
            before = self._now.copy()
            swaps = Swaps(self._demand, objective, before, self._prices, self._allows, begins)
            swaps.improve(ROUNDS, lambda _made: self._left())
            if not self._left() or (before == self._now).all():
                break
        told(1.0)
        return self._now

    def _left(self) -> bool:
        """Whether fairness may still cost something."""
        return self._value > self._least * (1 + SPENT)

    def _allows(self, moves: Moves) -> bool:
        """Whether the people of a chain have more together, as the logarithm counts, and the whole not much less."""
        after = {who: float(self._demand.worth[day, who].sum()) for who, day in moves.items()}
        gain = sum(self._gain(who, points) - self._disturbed(who, moves[who]) for who, points in after.items())
        change = sum(points - self._points[who] for who, points in after.items())
        if gain <= LEAST or (change < 0 and self._value + change < self._least):
            return False
        self._value += change
        for who, points in after.items():
            self._points[who] = points
            self._now[:, who] = moves[who]
        return True

    def _gain(self, who: int, after: float) -> float:
        alone, before = float(self._alone[who]), float(self._points[who])
        return alone * log((LITTLE * alone + after) / (LITTLE * alone + before))

    def _disturbed(self, who: int, day: Marks) -> float:
        """What counts for what they have already and would lose, less what they would have back."""
        change = self._now[:, who].astype(np.float64) - day
        return float(self._kept[:, who] @ change)
