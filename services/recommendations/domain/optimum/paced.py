"""What can still be gained from each session on where stretches without a break have a longest length.

A minute in sessions has a price here instead of a limit. No day that keeps to the limits can gain more, so this bounds
what a beginning may become. What can be gained depends on how long the stretch at hand may still last: there is a step
for each answer.
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


class Paced(NamedTuple):
    """What can be gained, by number of session: `on_start` from its start on and with it, `on_end` after its end.

    `gain` and `seconds` are those of the best day of all.
    """

    price: float
    on_start: Sequence[Steps]
    on_end: Sequence[Steps]
    gain: float
    seconds: int


def paced(ways: Ways, price: float, stretch: int, pause: int) -> Paced:
    """The outlook at a price."""
    return _Looking(ways, price, stretch, pause).look()


class _Looking:
    """Steps are in order of both until when the stretch must last and what is gained: who asks for more gains more."""

    def __init__(self, ways: Ways, price: float, stretch: int, pause: int) -> None:
        self.ways, self.price, self.stretch, self.pause = ways, price, stretch, pause
        count = len(ways.starts)
        self.on_start: list[Steps] = [()] * count
        self.on_end: list[Steps] = [()] * count
        self.best: Step = (ALWAYS, 0.0, 0)
        self.later = count - 1

    def look(self) -> Paced:
        for moment in reversed(self.ways.moments):
            if moment < 0:
                self.on_start[~moment] = self._from_start(~moment)
            else:
                self._settle(self.ways.ends[moment] + self.ways.window)
                self.on_end[moment] = self._from_end(moment)
        self._settle(0)
        return Paced(self.price, self.on_start, self.on_end, self.best[1], self.best[2])

    def _settle(self, then: int) -> None:
        """Take in what starts so late that a break fits before it."""
        starts = self.ways.starts
        while self.later >= 0 and starts[self.later] >= then:
            rested = self._rested(self.on_start[self.later], starts[self.later])
            if rested[1] > self.best[1]:
                self.best = rested
            self.later -= 1

    def _from_start(self, one: int) -> Steps:
        ways, price = self.ways, self.price
        start, length = ways.starts[one], ways.lengths[one]
        longest = start + self.stretch
        gain = ways.points[one] - price * length
        steps = [(until, after + gain, spent + length) for until, after, spent in self.on_end[one]]
        if steps and steps[0][0] == ALWAYS:
            steps[0] = (min(ways.ends[one], longest), *steps[0][1:])
        cuts = ways.left_for[one]
        if not cuts:
            return steps
        for other, part, stay in cuts:
            gain = part - price * stay
            if ways.starts[other] - start - stay >= self.pause:
                _, after, spent = self._rested(self.on_start[other], ways.starts[other])
                steps.append((min(start + stay, longest), after + gain, spent + stay))
            else:
                steps += [(until, after + gain, spent + stay) for until, after, spent in self.on_start[other]]
        return _sharp(steps)

    def _from_end(self, one: int) -> Steps:
        ways, price, pause = self.ways, self.price, self.pause
        end, least = ways.ends[one], self.best[1]
        steps = [self.best]
        for other in ways.after[one]:
            onward = self.on_start[other]
            if not onward or onward[-1][1] <= least:
                continue
            if ways.starts[other] - end >= pause:
                steps.append(self._rested(onward, ways.starts[other]))
            else:
                steps += [step for step in onward if step[1] > least]
        for other, part, stay in ways.late_to[one]:
            onward, gain = self.on_end[other], part - price * stay
            if not onward or onward[-1][1] + gain <= least:
                continue
            late = [(until, after + gain, spent + stay) for until, after, spent in onward if after + gain > least]
            arrival = ways.ends[other] - stay
            if late[0][0] == ALWAYS:
                late[0] = (min(ways.ends[other], arrival + self.stretch), *late[0][1:])
            if arrival - end >= pause:
                late = [self._rested(late, arrival)]
            steps += late
        return _sharp(steps) if len(steps) > 1 else steps

    def _rested(self, steps: Steps, start: int) -> Step:
        """The best step of a stretch that begins then."""
        longest = start + self.stretch
        for until, gain, spent in reversed(steps):
            if until <= longest:
                return (ALWAYS, gain, spent)
        return (ALWAYS, NOTHING, 0)


def _sharp(steps: list[Step]) -> Steps:
    """Those that gain more than any that asks for less."""
    steps.sort()
    kept: list[Step] = []
    highest = NOTHING
    for step in steps:
        if step[1] > highest:
            highest = step[1]
            if kept and kept[-1][0] == step[0]:
                kept[-1] = step
            else:
                kept.append(step)
    return kept
