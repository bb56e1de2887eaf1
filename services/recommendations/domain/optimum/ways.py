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
        starts, ends = np.array(self.starts, np.int64), np.array(self.ends, np.int64)
        lengths = ends - starts
        ones, others = _near(starts, ends, int(lengths.max(initial=0)), self.window)
        rooms = np.array([each.room for each in self.candidates], np.int64)
        apart = starts[others] - ends[ones]
        walk = walking[rooms[ones], rooms[others]]
        between = apart - walk
        follows = (between >= 0) & (apart < self.window)
        self.after: list[list[int]] = _by_first(count, ones[follows], others[follows].tolist())
        """Those that can follow with less than the window between."""
        self.left_for: list[list[Cut]] = [[] for _ in self.candidates]
        """Those for which it can be left early."""
        self.late_to: list[list[Cut]] = [[] for _ in self.candidates]
        """Those that can be joined late after it."""
        if not limits.in_part:
            return
        points = np.array(self.points, np.int64)
        least = np.where([each.cut for each in self.candidates], lengths // 2, lengths)

        def cuts(cut: Ints, kept: Ints) -> list[list[Cut]]:
            """What remains of the one that is cut, where more than half of it does."""
            where = (between < 0) & (kept > least[cut])
            cut, kept = cut[where], kept[where]
            worth = points[cut] * kept // lengths[cut]
            remaining = list(zip(others[where].tolist(), worth.tolist(), kept.tolist(), strict=True))
            return _by_first(count, ones[where], remaining)

        self.left_for = cuts(ones, starts[others] - walk - starts[ones])
        self.late_to = cuts(others, lengths[others] + between)


def _near(starts: Ints, ends: Ints, longest: int, window: int) -> tuple[Ints, Ints]:
    """Pairs of which the second may still run when the first ends, or starts less than the window later."""
    first = np.searchsorted(starts, ends - longest)
    counts = np.searchsorted(starts, ends + window, side="right") - first
    ones = np.repeat(np.arange(len(starts)), counts)
    offsets = np.cumsum(counts) - counts - first
    return ones, np.arange(len(ones)) - np.repeat(offsets, counts)


def _by_first(count: int, ones: Ints, others: list[Other]) -> list[list[Other]]:
    """What belongs to each number, when `ones` is in order."""
    ends = np.searchsorted(ones, np.arange(count + 1)).tolist()
    return [others[start:end] for start, end in pairwise(ends)]
