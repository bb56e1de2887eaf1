"""What can still be gained from each session on.

That depends on how much of the hours is left, on how long the stretch at hand may still last, and on which goals are
still to be served. It is found from the end of the day backwards for all of these at once. Time is counted in steps
here. What is left and what is used are rounded down, so a day may only seem to gain more than it can.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from services.recommendations.domain.optimum.limits import Limits
from services.recommendations.domain.optimum.narrowing import onward
from services.recommendations.domain.optimum.steps import Steps, of_hours, of_stretch
from services.recommendations.domain.optimum.ways import Ints, Ways

NEVER = -(2**60)
"""What can be gained where the goals cannot be served any more."""


class Outlook(NamedTuple):
    """Gains in whole points, by number of session, goals to be served, steps of the stretch and of the hours left.

    `on_start` is from its start on and with it, `on_end` after its end, `most` on the whole day by goals to be served.
    """

    on_start: Ints
    on_end: Ints
    most: Sequence[int]
    stretch: Steps
    hours: Steps


def outlook(ways: Ways, limits: Limits, serves: Sequence[int], goals: int) -> Outlook:
    """`serves` tells which of so many `goals` each session serves, as bits."""
    if limits.most is None and limits.stretch is None and not goals:
        # Single numbers are quicker than arrays of one.
        starting, ending, gain = onward(ways, 0.0)
        one_of_each = (len(starting), 1, 1, 1)
        on_start, on_end = (np.array(gains, np.int64).reshape(one_of_each) for gains in (starting, ending))
        return Outlook(on_start, on_end, [int(gain)], of_stretch(limits), of_hours(ways, limits))
    return _Looking(ways, limits, serves, goals).look()


class _Looking:
    def __init__(self, ways: Ways, limits: Limits, serves: Sequence[int], goals: int) -> None:
        self.ways, self.pause = ways, limits.pause
        self.stretch, self.hours = of_stretch(limits), of_hours(ways, limits)
        shape = (len(ways.starts), 1 << goals, self.stretch.total + 1, self.hours.total + 1)
        self.on_start = np.full(shape, NEVER, np.int64)
        self.on_end = np.empty(shape, np.int64)
        every = np.arange(1 << goals)
        self.left = [every & ~each if each else None for each in serves]
        """What is still to be served after each session, by what was before."""

    def look(self) -> Outlook:
        starts, ends, window, rested = self.ways.starts, self.ways.ends, self.ways.window, self.stretch.total
        best = np.full((self.on_end.shape[1], 1, self.hours.total + 1), NEVER, np.int64)
        best[0] = 0
        later = len(starts) - 1
        for moment in reversed(self.ways.moments):
            if moment < 0:
                self._start(~moment)
                continue
            settled = ends[moment] + window
            while later >= 0 and starts[later] >= settled:
                np.maximum(best, self.on_start[later, :, rested:], out=best)
                later -= 1
            self._end(moment, best)
        for one in range(later + 1):
            np.maximum(best, self.on_start[one, :, rested:], out=best)
        return Outlook(self.on_start, self.on_end, best[:, 0, -1].tolist(), self.stretch, self.hours)

    def _start(self, one: int) -> None:
        ways, gains, rested = self.ways, self.on_start[one], self.stretch.total
        start, length = ways.starts[one], ways.lengths[one]
        # A session by itself may be longer than a stretch.
        self._take(gains, self.on_end[one], ways.points[one], length, min(self.stretch.of(length), rested))
        for other, part, stay in ways.left_for[one]:
            passed = ways.starts[other] - start
            if passed - stay >= self.pause:
                lasts = gains[:, min(self.stretch.of(stay), rested) :]
                self._take(lasts, self.on_start[other, :, rested:], part, stay)
            else:
                self._take(gains, self.on_start[other], part, stay, self.stretch.of(passed))
        left = self.left[one]
        if left is not None:
            gains[:] = gains[left]

    def _end(self, one: int, best: Ints) -> None:
        ways, gains, rested = self.ways, self.on_end[one], self.stretch.total
        end = ways.ends[one]
        gains[:] = best
        for other in ways.after[one]:
            apart = ways.starts[other] - end
            if apart >= self.pause:
                self._take(gains, self.on_start[other, :, rested:], 0, 0)
            else:
                self._take(gains, self.on_start[other], 0, 0, self.stretch.of(apart))
        for other, part, stay in ways.late_to[one]:
            left = self.left[other]
            later = self.on_end[other] if left is None else self.on_end[other][left]
            passed = ways.ends[other] - end
            if passed - stay >= self.pause:
                lasting = rested - min(self.stretch.of(stay), rested)
                self._take(gains, later[:, lasting : lasting + 1], part, stay)
            else:
                self._take(gains, later, part, stay, self.stretch.of(passed))

    def _take(self, gains: Ints, later: Ints, worth: int, stay: int, passed: int = 0) -> None:
        """Gain that much in so many seconds, and what can be gained later, where that is more.

        `passed` are the steps of the stretch that go by. If `later` has but one, it comes after a break.
        """
        used = self.hours.of(stay)
        if used > self.hours.total or passed > self.stretch.total:
            return
        longer = gains[:, passed:, used:]
        rows, columns = later.shape[1] - passed, later.shape[2] - used
        np.maximum(longer, later[:, :rows, :columns] + worth, out=longer)
