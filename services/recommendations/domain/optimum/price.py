"""What a minute in sessions is worth to somebody who has only so many.

At the right price, the best day without a limit is nearly the best day within it, and what it gains beyond the price
of the minutes it may use bounds every day within the limit (a Lagrangian bound). The right price is where two straight
lines meet, found by drawing one after another.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from services.recommendations.domain.optimum.outlook import Outlook

ROUNDS = 8
CLOSE = 150
"""Prices are good enough when the bound is within one 150th of a day that was met."""
SLACK = 0.01
"""More than sums of fractions are off by; points are whole."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the best day is worth at most and at least, and the outlooks that say so, the most telling last."""

    looks: list[Outlook]
    at_most: int
    at_least: int
    """What a day that was met on the way is worth: it keeps to the limit."""


def bounds(look: Callable[[float], Outlook], most: int | None, price: float = 0.0, rounds: int = ROUNDS) -> Bounds:
    """Look at several prices, beginning with that one, until none says more."""
    looks: list[Outlook] = []
    lowest, reached, line = inf, 0, -inf
    over, within = (0, 0), (0, 0)
    for _ in range(rounds):
        at_price = look(price)
        day = round(at_price.gain + price * at_price.seconds), at_price.seconds
        bound = at_price.gain + (price * most if price and most else 0)
        looks.insert(len(looks) if bound < lowest else 0, at_price)
        lowest = min(lowest, bound)
        if most is None or day[1] <= most:
            reached, within = max(reached, day[0]), day
        else:
            over = day
        if over[1] == 0 or at_price.gain <= line + SLACK or lowest - reached <= lowest / CLOSE:
            break
        # The price at which the two days gain the same; one that gains more there, if there is any, is between them.
        price = (over[0] - within[0]) / (over[1] - within[1])
        line = over[0] - price * over[1]
    return Bounds(looks, int(lowest + SLACK), reached)
