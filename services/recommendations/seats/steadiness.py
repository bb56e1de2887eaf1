"""Improving an allocation while few people notice: what they have counts much more at first, and less step by step.

It ends in the middle of a step, with the chain that brings the whole near enough to the bound.
"""

from collections.abc import Callable, Sequence

from services.recommendations.seats.days import Marks, Numbers
from services.recommendations.seats.demand import Demand
from services.recommendations.seats.settling import fill
from services.recommendations.seats.swaps import Moves, Swaps


class Approaching:
    """Makes chains of swaps until all together have points enough."""

    def __init__(
        self, demand: Demand, prices: Numbers, wanted: float, rounds: int, told: Callable[[float], None]
    ) -> None:
        self._demand, self._prices, self._wanted, self._rounds, self._told = demand, prices, wanted, rounds, told
        self._points, self._value, self._round = prices, 0.0, 0

    def improve(self, present: Marks, held_counts: Sequence[float]) -> Marks:
        """Better than this one. `held_counts`: how much more a session counts that one has, one after the other."""
        self._told(0.0)
        for more in held_counts:
            objective = self._demand.worth * (1 + more * self._demand.held)
            present = fill(self._demand, objective, present)
            self._points = (self._demand.worth * present).sum(axis=0)
            self._value = float(self._points.sum())
            if self._near():
                break
            swaps = Swaps(self._demand, objective, present, self._prices, self._allows)
            present = swaps.improve(self._rounds, self._goes_on)
        return present

    def _near(self) -> bool:
        return self._value >= self._wanted

    def _goes_on(self, _made: int) -> bool:
        self._round += 1
        self._told(min(1.0, self._round / self._rounds))
        return not self._near()

    def _allows(self, moves: Moves) -> bool:
        """Whether a chain is still needed."""
        if self._near():
            return False
        for who, day in moves.items():
            points = float(self._demand.worth[day, who].sum())
            self._value += points - float(self._points[who])
            self._points[who] = points
        return True
