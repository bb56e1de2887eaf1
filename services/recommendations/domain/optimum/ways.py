"""Which sessions of a day can follow which.

A session that ends too late for the next one may be left early, just in time for its start, or the next one joined
late, straight from its end, if somebody goes to sessions in part. More than half of a session must remain, so that
nobody is in the same one twice, and what is left is worth its share. One that is joined late is stayed in to its end.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from services.recommendations.domain.optimum.limits import Candidate, Limits

Cut = tuple[int, int, int]
"""The other session, what the part is worth and how many seconds it lasts."""
Ints = NDArray[np.int64]
Other = TypeVar("Other")


class Ways(NamedTuple):
    """Sessions of one day in order of start, and the ways between them, by their numbers in that order."""

    candidates: Sequence[Candidate]
    starts: Sequence[int]
    ends: Sequence[int]
    lengths: Sequence[int]
    points: Sequence[int]
    goals: Sequence[int]
    moments: Sequence[int]
    """Starts and ends in order of time, ends first: the number where it ends, and the number below 0 as `~` has it
    where it starts."""
    window: int
    """Whoever ends so many seconds before another starts can follow it from any room, with a break in between."""
    after: Sequence[Sequence[int]]
    """Those that can follow with less than the window between."""
    left_for: Sequence[Sequence[Cut]]
    """Those for which it can be left early."""
    late_to: Sequence[Sequence[Cut]]
    """Those that can be joined late after it."""


def ways_between(candidates: Sequence[Candidate], walking: Ints, limits: Limits) -> Ways:
    """All ways between these sessions."""
    ordered = sorted(candidates, key=lambda each: (each.start, each.end, each.position))
    count = len(ordered)
    numbers = np.array([(each.start, each.end, each.points, each.room, each.cut) for each in ordered], np.int64)
    starts, ends, points, rooms, cut = numbers.reshape(count, 5).T
    lengths = ends - starts
    window = max(int(walking.max(initial=0)), limits.pause if limits.stretch is not None else 0)
    ones, others = _near(starts, ends, int(lengths.max(initial=0)), window)
    apart = starts[others] - ends[ones]
    walk = walking[rooms[ones], rooms[others]]
    between = apart - walk
    follows = (between >= 0) & (apart < window)
    left_for: list[list[Cut]] = [[] for _ in ordered]
    late_to = left_for
    if limits.in_part:
        least = np.where(cut, lengths // 2, lengths)

        def cuts(which: Ints, kept: Ints) -> list[list[Cut]]:
            """What remains of the one that is cut, where more than half of it does."""
            where = np.flatnonzero((between < 0) & (kept > least[which]))
            which, kept = which[where], kept[where]
            worth = points[which] * kept // lengths[which]
            remaining = list(zip(others[where].tolist(), worth.tolist(), kept.tolist(), strict=True))
            return _by_first(count, ones[where], remaining)

        left_for = cuts(ones, starts[others] - walk - starts[ones])
        late_to = cuts(others, lengths[others] + between)
    return Ways(
        ordered,
        starts.tolist(),
        ends.tolist(),
        lengths.tolist(),
        points.tolist(),
        [each.goals for each in ordered],
        moments(starts, ends),
        window,
        _by_first(count, ones[follows], others[follows].tolist()),
        left_for,
        late_to,
    )


def moments(starts: Ints, ends: Ints) -> list[int]:
    """What `Ways` calls so."""
    count = len(starts)
    order = np.argsort(np.concatenate((2 * ends, 2 * starts + 1)), kind="stable")
    found: list[int] = np.where(order < count, order, count - 1 - order).tolist()
    return found


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
