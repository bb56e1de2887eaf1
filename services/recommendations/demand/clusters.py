"""Goals that want the same, as groups: one pass that opens groups, then two that let every goal choose again.

Goals are taken in one order whoever wrote them first: those that most people have, then by their text. The first opens
a group; each other joins the group it is most like, or opens one. Then each group moves to the middle of its goals, and
every goal goes to the nearest. The same goals give the same groups.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
from numpy.typing import NDArray

from services.recommendations.demand.goal_points import GoalPoints
from services.recommendations.domain.encoder import Floats

AGAIN = 2
"""How often goals choose again."""
_AT_A_TIME = 512
People = AbstractSet[int]
ALONE = -1


def clusters(goals: GoalPoints, people: Mapping[str, People]) -> list[list[int]]:
    """Groups as positions among the goals; `people` are those who have each, by text. What is like nothing is alone."""
    order = sorted(range(len(goals.texts)), key=lambda each: (-len(people[goals.texts[each]]), goals.texts[each]))
    points = goals.points[order]
    centres = _opened(points, goals.kind.alike)
    groups = _nearest(points, centres, goals.kind.alike)
    for _ in range(AGAIN):
        centres = _middles(points, groups)
        groups = _nearest(points, centres, goals.kind.alike)
    found: dict[int, list[int]] = {}
    for place, group in enumerate(groups):
        if group != ALONE:
            found.setdefault(int(group), []).append(order[place])
    return list(found.values())


def having(goals: GoalPoints, group: Sequence[int], people: Mapping[str, People]) -> set[int]:
    """Everybody who has one of the goals of a group."""
    return set().union(*(people[goals.texts[each]] for each in group))


def _opened(points: Floats, alike: float) -> Floats:
    """The goals that open a group: each is like none of those before it."""
    opened = np.empty_like(points)
    count = 0
    for start in range(0, len(points), _AT_A_TIME):
        some = points[start : start + _AT_A_TIME]
        # What opened before this block is compared at once, what the block opens itself one by one.
        known = (some @ opened[:count].T).max(axis=1, initial=-1.0)
        before = count
        for place, point in enumerate(some):
            if known[place] < alike and (opened[before:count] @ point).max(initial=-1.0) < alike:
                opened[count] = point
                count += 1
    return opened[:count]


def _nearest(points: Floats, centres: Floats, alike: float) -> NDArray[np.int64]:
    """The group each goal is most like; ALONE where that is not much."""
    found = np.full(len(points), ALONE, dtype=np.int64)
    for start in range(0, len(points), _AT_A_TIME):
        likeness = points[start : start + _AT_A_TIME] @ centres.T
        best = likeness.argmax(axis=1)
        near = likeness[np.arange(len(best)), best] >= alike
        found[start : start + _AT_A_TIME] = np.where(near, best, ALONE)
    return found


def _middles(points: Floats, groups: NDArray[np.int64]) -> Floats:
    kept = np.unique(groups[groups != ALONE])
    middles = np.array([points[groups == group].mean(axis=0) for group in kept], dtype=np.float32)
    middles = middles.reshape(len(kept), points.shape[1])
    lengths: Floats = np.maximum(np.linalg.norm(middles, axis=1, keepdims=True), np.float32(1e-6))
    return np.asarray(middles / lengths, dtype=np.float32)
