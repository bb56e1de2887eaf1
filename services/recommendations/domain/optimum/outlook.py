"""What can still be gained from each session on, when a minute has a price instead of a limit.

No day that keeps to the limits can gain more, so this bounds what a beginning may become. With a limit on stretches,
what can be gained depends on how long the stretch at hand may still last: there is a step for each answer.
"""

from collections.abc import Sequence
from typing import NamedTuple

from services.recommendations.domain.optimum.ways import Ways

Step = tuple[int, float, int]
"""(until, gain, seconds): if the stretch at hand may last until then, that much can be gained in so many seconds."""
Steps = Sequence[Step]
ALWAYS = -1
"""Earlier than any instant: open whatever came before."""
NOTHING = float("-inf")


class Outlook(NamedTuple):
    """What can be gained, by number of session: `on_start` from its start on and with it, `on_end` after its end.

    `gain` and `seconds` are those of the best day of all.
    """

    price: float
    on_start: Sequence[Steps]
    on_end: Sequence[Steps]
    gain: float
    seconds: int
    paced: bool = False
    """Whether stretches are kept to."""


class Wanted(NamedTuple):
    """Only days count that serve one of these goals; `base` is the outlook for all days at the same price."""

    goals: int
    base: Outlook


def outlook(ways: Ways, price: float, wanted: Wanted | None = None) -> Outlook:
    """The outlook where stretches may be of any length."""
    count = len(ways.starts)
    starting, ending = [0.0] * count, [0.0] * count
    spent_starting, spent_ending = [0] * count, [0] * count
    serves = [wanted is None or bool(goals & wanted.goals) for goals in ways.goals]
    base = wanted.base if wanted else None
    best, spent = (NOTHING, 0) if wanted else (0.0, 0)
    later = count - 1
    for time, starts, one in reversed(ways.moments):
        if starts:
            served = base if base and serves[one] else None
            length = ways.lengths[one]
            _, after, used = served.on_end[one][-1] if served else (0, ending[one], spent_ending[one])
            gain, seconds = ways.points[one] - price * length + after, length + used
            for other, part, stay in ways.left_for[one]:
                _, after, used = served.on_start[other][-1] if served else (0, starting[other], spent_starting[other])
                if part - price * stay + after > gain:
                    gain, seconds = part - price * stay + after, stay + used
            starting[one], spent_starting[one] = gain, seconds
            continue
        settled = time + ways.window
        while later >= 0 and ways.starts[later] >= settled:
            if starting[later] > best:
                best, spent = starting[later], spent_starting[later]
            later -= 1
        gain, seconds = best, spent
        for other in ways.after[one]:
            if starting[other] > gain:
                gain, seconds = starting[other], spent_starting[other]
        for other, part, stay in ways.late_to[one]:
            served = base if base and serves[other] else None
            _, after, used = served.on_end[other][-1] if served else (0, ending[other], spent_ending[other])
            if part - price * stay + after > gain:
                gain, seconds = part - price * stay + after, stay + used
        ending[one], spent_ending[one] = gain, seconds
    for one in range(later + 1):
        if starting[one] > best:
            best, spent = starting[one], spent_starting[one]
    return Outlook(price, _plain(starting, spent_starting), _plain(ending, spent_ending), best, spent)


def _plain(gains: Sequence[float], seconds: Sequence[int]) -> list[Steps]:
    return [((ALWAYS, gain, spent),) for gain, spent in zip(gains, seconds, strict=True)]
