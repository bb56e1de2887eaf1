"""What can still be gained from each session on, by how many minutes are left and which goals are still to be served.

Stretches may be of any length here, so a day that keeps to them gains no more. Found from the end of the day backwards,
for all numbers of minutes and all sets of goals at once.
"""

from collections.abc import Sequence
from math import gcd
from typing import NamedTuple

import numpy as np

from services.recommendations.domain.optimum.narrowing import onward
from services.recommendations.domain.optimum.ways import Cut, Ints, Ways

LEVELS = 240
"""What is left of the hours is told apart in about so many steps at most."""
NEVER = -(2**60)
"""What can be gained where the goals cannot be served any more."""


class Outlook(NamedTuple):
    """Gains in whole points, by number of session, by set of goals still to be served, and by `unit`s of seconds left.

    `on_start` is from its start on and with it, `on_end` after its end, `most` on the whole day.
    """

    on_start: Ints
    on_end: Ints
    most: int
    unit: int


def outlook(ways: Ways, most: int | None, serves: Sequence[int], goals: int) -> Outlook:
    """`serves` tells which of so many `goals` each session serves, as bits."""
    if most is None and not goals:
        # Single numbers are quicker than arrays of one.
        starting, ending, gain = onward(ways, 0.0)
        one_of_each = (len(starting), 1, 1)
        on_start, on_end = (np.array(gains, np.int64).reshape(one_of_each) for gains in (starting, ending))
        return Outlook(on_start, on_end, int(gain), 1)
    return _Looking(ways, most, serves, goals).look()


class _Looking:
    def __init__(self, ways: Ways, most: int | None, serves: Sequence[int], goals: int) -> None:
        self.ways, self.unit = ways, _unit(ways, most)
        # Rounding down what is used and up what is left may only promise too much.
        self.units = 0 if most is None else most // self.unit
        shape = (len(ways.starts), 1 << goals, self.units + 1)
        self.on_start = np.full(shape, NEVER, np.int64)
        self.on_end = np.empty(shape, np.int64)
        every = np.arange(1 << goals)
        self.left = [every & ~each if each else None for each in serves]
        """What is still to be served after each session, by what was before."""

    def look(self) -> Outlook:
        starts, ends, window = self.ways.starts, self.ways.ends, self.ways.window
        best = np.full(self.on_end.shape[1:], NEVER, np.int64)
        best[0] = 0
        later = len(starts) - 1
        for moment in reversed(self.ways.moments):
            if moment < 0:
                self._start(~moment)
                continue
            settled = ends[moment] + window
            while later >= 0 and starts[later] >= settled:
                np.maximum(best, self.on_start[later], out=best)
                later -= 1
            self._end(moment, best)
        for one in range(later + 1):
            np.maximum(best, self.on_start[one], out=best)
        return Outlook(self.on_start, self.on_end, int(best[-1, -1]), self.unit)

    def _start(self, one: int) -> None:
        ways, gains = self.ways, self.on_start[one]
        self._take(gains, self.on_end[one], ways.points[one], ways.lengths[one])
        for other, part, stay in ways.left_for[one]:
            self._take(gains, self.on_start[other], part, stay)
        left = self.left[one]
        if left is not None:
            gains[:] = gains[left]

    def _end(self, one: int, best: Ints) -> None:
        ways, gains = self.ways, self.on_end[one]
        gains[:] = best
        for other in ways.after[one]:
            np.maximum(gains, self.on_start[other], out=gains)
        for other, part, stay in ways.late_to[one]:
            left = self.left[other]
            onward = self.on_end[other] if left is None else self.on_end[other][left]
            self._take(gains, onward, part, stay)

    def _take(self, gains: Ints, onward: Ints, worth: int, seconds: int) -> None:
        """Gain that much in so many seconds, and what can be gained after it, where that is more."""
        used = seconds // self.unit if self.units else 0
        if used == 0:
            np.maximum(gains, onward + worth, out=gains)
        elif used <= self.units:
            longer = gains[:, used:]
            np.maximum(longer, onward[:, :-used] + worth, out=longer)


def _unit(ways: Ways, most: int | None) -> int:
    """The seconds by which minutes left are told apart."""
    if not most:
        return 1
    parts: list[Cut] = [cut for of in (*ways.left_for, *ways.late_to) for cut in of]
    return max(gcd(most, *ways.lengths, *(stay for _, _, stay in parts)), most // LEVELS, 1)
