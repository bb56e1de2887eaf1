"""What a second in sessions is worth to somebody who has only so many.

At the right price, the best day without a limit is nearly the best day within it, and what it gains beyond the price
of the seconds it may use bounds every day within the limit (a Lagrangian bound).
"""

from services.recommendations.domain.optimum.ways import Ways


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
