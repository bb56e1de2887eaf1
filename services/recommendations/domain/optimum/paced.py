"""The outlook where a stretch without a break has a longest length."""

from services.recommendations.domain.optimum.outlook import ALWAYS, NOTHING, Outlook, Step, Steps, Wanted
from services.recommendations.domain.optimum.ways import Ways


def paced(ways: Ways, price: float, stretch: int, pause: int, wanted: Wanted | None = None) -> Outlook:
    """Like `outlook`, with a step for each way to use the stretch at hand."""
    return _Paced(ways, price, stretch, pause, wanted).look()


class _Paced:
    """Steps are in order of both until when the stretch must last and what is gained: who asks for more gains more."""

    def __init__(self, ways: Ways, price: float, stretch: int, pause: int, wanted: Wanted | None) -> None:
        self.ways, self.price, self.stretch, self.pause = ways, price, stretch, pause
        count = len(ways.starts)
        self.on_start: list[Steps] = [()] * count
        self.on_end: list[Steps] = [()] * count
        # Whoever has served a wanted goal looks on from there as if none were wanted.
        base = wanted.base if wanted else None
        goals = wanted.goals if wanted else 0
        self.from_start = [base.on_start if base and each & goals else self.on_start for each in ways.goals]
        self.from_end = [base.on_end if base and each & goals else self.on_end for each in ways.goals]
        self.best: Step = (ALWAYS, NOTHING if wanted else 0.0, 0)
        self.later = count - 1

    def look(self) -> Outlook:
        for time, starts, one in reversed(self.ways.moments):
            if starts:
                self.on_start[one] = self._from_start(one)
            else:
                self._settle(time + self.ways.window)
                self.on_end[one] = self._from_end(one)
        self._settle(0)
        return Outlook(self.price, self.on_start, self.on_end, self.best[1], self.best[2], paced=True)

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
        steps = [(until, after + gain, spent + length) for until, after, spent in self.from_end[one][one]]
        if steps and steps[0][0] == ALWAYS:
            steps[0] = (min(ways.ends[one], longest), *steps[0][1:])
        cuts = ways.left_for[one]
        if not cuts:
            return steps
        served = self.from_start[one]
        for other, part, stay in cuts:
            gain = part - price * stay
            if ways.starts[other] - start - stay >= self.pause:
                _, after, spent = self._rested(served[other], ways.starts[other])
                steps.append((min(start + stay, longest), after + gain, spent + stay))
            else:
                steps += [(until, after + gain, spent + stay) for until, after, spent in served[other]]
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
            onward, gain = self.from_end[other][other], part - price * stay
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
