"""The best days of many people at once: weighted interval scheduling, one session after the other for everybody.

The same rule as `domain/agenda.py` has for one person, which the tests hold against each other. Arrays have a row for
each session, in order of start, and a column for each person, so that each step is a few operations on whole rows.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Marks = NDArray[np.bool_]

TOGETHER = 1024
"""How many people at a time: what is worked on stays in the processor's cache, and memory does not grow with people."""


class Order(Protocol):
    """What can follow what, as a `Timetable` knows it."""

    @property
    def by_end(self) -> Sequence[int]:
        """All positions in order of end."""

    @property
    def settled(self) -> Sequence[int]:
        """For each position, how many of `by_end` can come before it from anywhere."""

    @property
    def close(self) -> Sequence[Sequence[int]]:
        """For each position, which others can come before it because they are near."""


class Days(NamedTuple):
    """Somebody's best day in each column."""

    totals: Numbers
    chosen: Marks


def best_days(order: Order, worth: Numbers) -> Days:
    """The best day of each column. What is worth 0 or less stays out."""
    rows, columns = worth.shape
    totals, chosen = np.zeros(columns), np.zeros((rows, columns), dtype=bool)
    for start in range(0, columns, TOGETHER):
        some = slice(start, start + TOGETHER)
        totals[some], chosen[:, some] = _best(order, np.ascontiguousarray(worth[:, some]))
    return Days(totals, chosen)


def _best(order: Order, worth: Numbers) -> tuple[Numbers, Marks]:
    rows, columns = worth.shape
    total = np.empty((rows, columns))
    previous = np.empty((rows, columns), dtype=np.int16)
    best, at = np.zeros(columns), np.full(columns, -1, dtype=np.int16)
    ended = 0
    for position in range(rows):
        for earlier in order.by_end[ended : order.settled[position]]:
            _advance(best, at, total, earlier)
        ended = max(ended, order.settled[position])
        before, before_at = best, at
        if order.close[position]:
            before, before_at = best.copy(), at.copy()
            for earlier in order.close[position]:
                _advance(before, before_at, total, earlier)
        np.add(before, worth[position], out=total[position])
        # Never better than the best so far, which is 0 at least.
        total[position][worth[position] <= 0] = -1
        previous[position] = before_at
    for earlier in order.by_end[ended:]:
        _advance(best, at, total, earlier)
    return best, _traced(at, previous)


def _advance(best: Numbers, at: NDArray[np.int16], total: Numbers, earlier: int) -> None:
    better = total[earlier] > best
    np.maximum(best, total[earlier], out=best)
    np.copyto(at, np.int16(earlier), where=better)


def _traced(last: NDArray[np.int16], previous: NDArray[np.int16]) -> Marks:
    """From the last session of each day back to its first."""
    chosen = np.zeros(previous.shape, dtype=bool)
    who = np.flatnonzero(last >= 0)
    at = last[who]
    while who.size:
        chosen[at, who] = True
        at = previous[at, who]
        who, at = who[at >= 0], at[at >= 0]
    return chosen
