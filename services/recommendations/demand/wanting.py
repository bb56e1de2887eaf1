"""Who wants what, and what they have to choose between.

Somebody wants a session that is worth to them at least half of what their best one is.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from services.recommendations.seats.days import Marks, Numbers, Order

HALF = 0.5


class Clash(NamedTuple):
    """Two sessions nobody can both go to, by position, and how many want both."""

    one: int
    other: int
    people: int


def wanted(possible: Numbers) -> Marks:
    """Which sessions each person wants."""
    best = possible.max(axis=0, initial=0)
    marks: Marks = (possible > 0) & (possible >= HALF * best)
    return marks


def clashes(order: Order, wants: Marks) -> list[Clash]:
    """Every pair that cannot be had both and that somebody wants both of, the most wanted first."""
    pairs = apart(order)
    if not pairs:
        return []
    as_numbers = wants.astype(np.float32)
    both = as_numbers @ as_numbers.T
    found = [Clash(one, other, round(float(both[one, other]))) for one, other in pairs]
    return sorted((clash for clash in found if clash.people), key=lambda clash: (-clash.people, clash[:2]))


def apart(order: Order) -> list[tuple[int, int]]:
    """The pairs of positions of which nobody can have both, the way between them counted."""
    return [
        (one, other)
        for other in range(len(order.settled))
        for one in _too_late(other, order.by_end[: order.settled[other]], order.close[other])
    ]


def _too_late(position: int, settled: Sequence[int], close: Sequence[int]) -> list[int]:
    """Those that begin before that position and do not end in time for it."""
    return sorted(set(range(position)).difference(settled, close))
