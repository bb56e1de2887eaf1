"""Which sessions of a day can follow which.

A session that ends too late for the next one may be left early, just in time for its start, or the next one joined
late, straight from its end, if somebody goes to sessions in part. More than half of a session must remain, so that
nobody is in the same one twice, and what is left is worth its share. One that is joined late is stayed in to its end.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from services.recommendations.domain.optimum.limits import Candidate, Limits

Cut = tuple[int, int, int]
"""The other session, what the part is worth and how many seconds it lasts."""
Ints = NDArray[np.int64]
Other = TypeVar("Other")


class Ways:
    """The candidates of one day in order of start, and the ways between them, by their numbers in that order.

    Whoever ends `window` seconds before another starts can follow it from any room, with a break in between.
    """

    def __init__(self, candidates: Sequence[Candidate], walking: Ints, limits: Limits) -> None:
        self.candidates = sorted(candidates, key=lambda each: (each.start, each.end, each.position))
        self.window = max(int(walking.max(initial=0)), limits.pause if limits.stretch is not None else 0)
        self.starts = [each.start for each in self.candidates]
        self.ends = [each.end for each in self.candidates]
        self.points = [each.points for each in self.candidates]
        self.goals = [each.goals for each in self.candidates]
        self.lengths = [end - start for start, end in zip(self.starts, self.ends, strict=True)]
        self.moments = sorted(
            [(time, 1, number) for number, time in enumerate(self.starts)]
            + [(time, 0, number) for number, time in enumerate(self.ends)]
        )
        """Starts (1) and ends (0) in order of time, ends first."""
        self._fill(walking, limits)

    def _fill(self, walking: Ints, limits: Limits) -> None:
        count = len(self.candidates)
        rooms = np.array([each.room for each in self.candidates], np.int64)
        walk = walking[rooms[:, None], rooms]
        starts, ends = np.array(self.starts, np.int64), np.array(self.ends, np.int64)
        apart = starts - ends[:, None]
        between = apart - walk
        ones, others = np.nonzero((between >= 0) & (apart < self.window))
        self.after: list[list[int]] = _by_first(count, ones, others.tolist())
        """Those that can follow with less than the window between."""
        self.left_for: list[list[Cut]] = [[] for _ in self.candidates]
        """Those for which it can be left early."""
        self.late_to: list[list[Cut]] = [[] for _ in self.candidates]
        """Those that can be joined late after it."""
        if limits.in_part:
            points, lengths = np.array(self.points, np.int64), ends - starts
            least = np.where([each.cut for each in self.candidates], lengths // 2, lengths)
            stays = starts - walk - starts[:, None]
            pairs = np.nonzero((between < 0) & (stays > least[:, None]))
            self.left_for = _by_first(count, pairs[0], _cuts(pairs, pairs[0], stays, points, lengths))
            left = lengths + between
            pairs = np.nonzero((between < 0) & (left > least))
            self.late_to = _by_first(count, pairs[0], _cuts(pairs, pairs[1], left, points, lengths))


def _cuts(pairs: tuple[Ints, ...], cut: Ints, seconds: Ints, points: Ints, lengths: Ints) -> list[Cut]:
    """What remains where one of each pair is cut."""
    kept = seconds[pairs]
    worth = points[cut] * kept // lengths[cut]
    return list(zip(pairs[1].tolist(), worth.tolist(), kept.tolist(), strict=True))


def _by_first(count: int, ones: Ints, others: list[Other]) -> list[list[Other]]:
    """What belongs to each number, when `ones` is in order."""
    ends = np.searchsorted(ones, np.arange(count + 1)).tolist()
    return [others[start:end] for start, end in pairwise(ends)]
