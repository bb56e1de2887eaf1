"""What a second in sessions is worth to somebody who has only so many.

At the right price, the best day without a limit is nearly the best day within it, and what it gains beyond the price
of the seconds it may use bounds every day within the limit (a Lagrangian bound).
"""

from collections.abc import Callable
from math import inf

from services.recommendations.domain.optimum.narrowing import SLACK
from services.recommendations.domain.optimum.paced import Paced
from services.recommendations.domain.optimum.ways import Ways

ROUNDS = 5
CLOSE = 300
"""A price is good enough when no other can bring the bound down by more than a 300th."""
LOWER = 0.85
"""What is tried next of a price at which the best day has seconds left."""
Point = tuple[float, int]
"""What a day is worth, and the seconds in its sessions."""


def likely(ways: Ways, most: int) -> float:
    """A price that is mostly right: that of the last second, when those worth the most a second are taken first."""
    worths = [points / length for points, length in zip(ways.points, ways.lengths, strict=True)]
    taken: list[tuple[int, int]] = []
    used = 0
    for one in sorted(range(len(worths)), key=worths.__getitem__, reverse=True):
        start, end = ways.starts[one], ways.ends[one]
        if all(end <= other[0] or start >= other[1] for other in taken):
            taken.append((start, end))
            used += end - start
            if used >= most:
                return worths[one]
    return 0.0


def most_telling(look: Callable[[float], Paced], most: int | None, price: float) -> Paced:
    """The outlook that bounds days the most, of some at several prices, beginning with that one."""
    if most is None:
        return look(0.0)
    lowest, telling = inf, None
    over: Point | None = None
    within: Point = (0, 0)
    for _ in range(ROUNDS):
        at_price = look(price)
        bound = at_price.gain + price * most
        if bound < lowest:
            lowest, telling = bound, at_price
        day = at_price.gain + price * at_price.seconds, at_price.seconds
        if day[1] > most:
            over = day
        else:
            within = day
        if over is None:
            if price == 0 or day[1] == most:
                break
            price = price * LOWER if price > SLACK else 0.0
            continue
        # Where both days gain the same. No price brings the bound below what they gain there.
        price = (over[0] - within[0]) / (over[1] - within[1])
        if lowest - (over[0] - price * (over[1] - most)) <= lowest / CLOSE:
            break
    assert telling is not None
    return telling
