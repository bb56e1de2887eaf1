"""Only the sessions and ways that a day worth so much can have.

What can have been gained up to a session and what can be gained from there on, at a price, make the most that any day
with that session can come to. Where this is less than what is asked of a day, the session is left out, and so is each
way between two. What remains of hundreds of sessions is mostly a dozen, and contains every day that is worth as much:
variable fixing by Lagrangian bounds (Beasley, An algorithm for the resource constrained shortest path problem, 1989).
"""

# ruff: noqa: PLR1730 - calls of max in the innermost loops take longer than all that is compared
from collections.abc import Sequence
from math import inf
from operator import add

import numpy as np

from services.recommendations.domain.optimum.ways import Cut, Ways, moments

SLACK = 0.01
"""More than sums of fractions are off by; points are whole."""


class BothSides:
    """A day's ways, and what can be gained before and after each session at a price."""

    def __init__(self, ways: Ways, price: float) -> None:
        self.ways, self.price = ways, price
        self.from_start, self.from_end, self.gain = onward(ways, price)
        self.to_start, self.to_end = _before(ways, price)
        self.through = [
            max(one, other)
            for one, other in zip(
                map(add, self.to_start, self.from_start), map(add, self.to_end, self.from_end), strict=True
            )
        ]
        """What a day with each session can gain."""

    def loss(self, count: int) -> float:
        """How much less than the best a day may gain for only so many sessions to be in question."""
        return self.gain - sorted(self.through)[-count - 1] if count < len(self.through) else self.gain

    def gain_serving(self, goal: int) -> float:
        """What a day can gain that serves it; nothing is as little as what it gains if none does."""
        return max(
            (gain for gain, each in zip(self.through, self.ways.goals, strict=True) if each & goal), default=-inf
        )

    def narrowed(self, least: float) -> Ways:
        """The ways that days which gain as much at that price can take."""
        ways, price, least = self.ways, self.price, least - SLACK
        from_start, from_end, to_start, to_end = self.from_start, self.from_end, self.to_start, self.to_end
        kept = [one for one, gain in enumerate(self.through) if gain >= least]
        number = {one: new for new, one in enumerate(kept)}

        def cuts(of: Sequence[Sequence[Cut]], to: Sequence[float], onward: Sequence[float]) -> list[list[Cut]]:
            return [
                [
                    (number[other], part, stay)
                    for other, part, stay in of[one]
                    if to[one] + part - price * stay + onward[other] >= least
                ]
                for one in kept
            ]

        starts, ends = [ways.starts[one] for one in kept], [ways.ends[one] for one in kept]
        return Ways(
            [ways.candidates[one] for one in kept],
            starts,
            ends,
            [ways.lengths[one] for one in kept],
            [ways.points[one] for one in kept],
            [ways.goals[one] for one in kept],
            moments(np.array(starts, np.int64), np.array(ends, np.int64)),
            ways.window,
            [[number[other] for other in ways.after[one] if to_end[one] + from_start[other] >= least] for one in kept],
            cuts(ways.left_for, to_start, from_start),
            cuts(ways.late_to, to_end, from_end),
        )


def onward(ways: Ways, price: float) -> tuple[list[float], list[float], float]:
    """What can be gained from each start and each end on, and on the whole day."""
    starts, window, after, left_for, late_to = ways.starts, ways.window, ways.after, ways.left_for, ways.late_to
    count = len(starts)
    own = [points - price * length for points, length in zip(ways.points, ways.lengths, strict=True)]
    starting, ending = [0.0] * count, [0.0] * count
    best, later = 0.0, count - 1
    for moment in reversed(ways.moments):
        if moment < 0:
            one = ~moment
            gain = own[one] + ending[one]
            for other, part, stay in left_for[one]:
                gained = part - price * stay + starting[other]
                if gained > gain:
                    gain = gained
            starting[one] = gain
            continue
        settled = ways.ends[moment] + window
        while later >= 0 and starts[later] >= settled:
            if starting[later] > best:
                best = starting[later]
            later -= 1
        gain = best
        for other in after[moment]:
            if starting[other] > gain:
                gain = starting[other]
        for other, part, stay in late_to[moment]:
            gained = part - price * stay + ending[other]
            if gained > gain:
                gain = gained
        ending[moment] = gain
    return starting, ending, max(best, max(starting, default=0.0))


def _before(ways: Ways, price: float) -> tuple[list[float], list[float]]:
    """What can have been gained when each starts, and when each ends, with it."""
    ends, window, after, left_for, late_to = ways.ends, ways.window, ways.after, ways.left_for, ways.late_to
    own = [points - price * length for points, length in zip(ways.points, ways.lengths, strict=True)]
    starting, ending = [0.0] * len(own), [float("-inf")] * len(own)
    by_end = [moment for moment in ways.moments if moment >= 0]
    best, earlier = 0.0, 0
    for moment in ways.moments:
        if moment >= 0:
            gained = ending[moment]
            for other in after[moment]:
                if gained > starting[other]:
                    starting[other] = gained
            for other, part, stay in late_to[moment]:
                gain = gained + part - price * stay
                if gain > ending[other]:
                    ending[other] = gain
            continue
        one = ~moment
        settled = ways.starts[one] - window
        while ends[by_end[earlier]] <= settled:
            if ending[by_end[earlier]] > best:
                best = ending[by_end[earlier]]
            earlier += 1
        gained = starting[one]
        if best > gained:
            starting[one] = gained = best
        for other, part, stay in left_for[one]:
            gain = gained + part - price * stay
            if gain > starting[other]:
                starting[other] = gain
        if gained + own[one] > ending[one]:
            ending[one] = gained + own[one]
    return starting, ending
