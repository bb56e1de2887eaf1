"""The best day, by following beginnings that may still become it.

A beginning is a path up to some session. Of two that stand at the same place, one that is worth no more, has used no
less, has been without a break no shorter and serves no other goal is dropped; so is one that even the outlook cannot
bring to what is asked for.
"""

from collections.abc import Sequence
from typing import NamedTuple

from services.recommendations.domain.optimum.beginning import NONE, Beginning, Visit, keep
from services.recommendations.domain.optimum.limits import Limits
from services.recommendations.domain.optimum.outlook import NOTHING, Outlook, Steps
from services.recommendations.domain.optimum.price import SLACK
from services.recommendations.domain.optimum.ways import Ways

Look = tuple[float, Sequence[Steps]]
"""A price, and what can be gained at it."""
NO_LIMIT = 2**60
SIDES = ("on_start", "on_end")


class Asked(NamedTuple):
    """What a day must be to be of interest: worth that much, and serve one of these goals if there are any."""

    worth: int
    goals: int = 0
    wanted: Sequence[Outlook] = ()
    """The outlooks for days that serve one."""


class Search:
    """Goes through one day."""

    def __init__(self, ways: Ways, limits: Limits, looks: Sequence[Outlook], asked: Asked) -> None:
        self.ways, self.asked = ways, asked
        # The most telling first.
        self.looks = {side: [(each.price, getattr(each, side)) for each in reversed(looks)] for side in SIDES}
        self.wanted = {side: [(each.price, getattr(each, side)) for each in reversed(asked.wanted)] for side in SIDES}
        self.most = NO_LIMIT if limits.most is None else limits.most
        self.stretch = NO_LIMIT if limits.stretch is None else limits.stretch
        self.pause = limits.pause
        # What is not limited must not make a difference between beginnings.
        self.counts, self.paced = limits.most is not None, limits.stretch is not None
        self.entered: list[list[Beginning]] = [[] for _ in ways.starts]
        self.left: list[list[Beginning]] = [[] for _ in ways.starts]
        self.resting: list[Beginning] = [NONE]
        """Those who have been out of sessions for so long that they can be anywhere."""
        self.promise = 0.0
        """What the most promising of them and the rest of its minutes are worth."""

    def days(self) -> dict[int, Beginning]:
        """The best for each set of the goals asked for that can be served, by that set."""
        by_end = sorted(range(len(self.left)), key=lambda one: (self.ways.ends[one], one))
        rested, price = 0, self.looks["on_start"][0][0]
        self.promise = price * self.most
        for time, starts, one in self.ways.moments:
            if not starts:
                self._leave(one, time)
                continue
            while rested < len(by_end) and self.ways.ends[by_end[rested]] + self.ways.window <= time:
                for left in self.left[by_end[rested]]:
                    keep(self.resting, (left[0], left[1], 0, left[3], left, None))
                    self.promise = max(self.promise, left[0] + price * (self.most - left[1]))
                rested += 1
            self._enter(one, time)
        return self._best()

    def _best(self) -> dict[int, Beginning]:
        best: dict[int, Beginning] = {} if self.asked.goals else {0: NONE}
        for day in (day for days in self.left for day in days):
            if day[3] not in best or day[0] > best[day[3]][0]:
                best[day[3]] = day
        return {goals: day for goals, day in best.items() if day[0] >= self.asked.worth}

    def _enter(self, one: int, start: int) -> None:
        """Complete those who are there at the start, and let some leave early for another one."""
        ways, entered = self.ways, self.entered[one]
        self._begin(one, start)
        goals = ways.goals[one] & self.asked.goals
        for other, part, stay in ways.left_for[one] if entered else ():
            end = start + stay
            visit = Visit(one, start, end, part)
            for before in entered:
                if self._lasts(before[2], start, end):
                    used = before[1] + stay if self.counts else 0
                    day = (before[0] + part, used, before[2], before[3] | goals, before[4], visit)
                    self._go_on(day, end, other)

    def _begin(self, one: int, start: int) -> None:
        """Let in those who have rested. They all have the same outlook here, so it is asked for once."""
        _, steps = self.looks["on_start"][0]
        if self.promise + steps[one][-1][1] < self.asked.worth - SLACK:
            return
        since = start if self.paced else 0
        needed = self._needed(self.looks["on_start"], one, since)
        wanted = self._needed(self.wanted["on_start"], one, since) if self.asked.goals else needed
        entered, most = self.entered[one], self.most
        for worth, used, _, goals, before, _ in self.resting:
            for price, least in needed if goals else wanted:
                if worth + price * (most - used) < least:
                    break
            else:
                keep(entered, (worth, used, since, goals, before, None))

    def _needed(self, looks: Sequence[Look], one: int, since: int) -> list[tuple[float, float]]:
        """At each price, what a beginning and its rest at that price must come to, to be of interest there."""
        until = since + self.stretch
        gains = (
            (price, next((gain for opens, gain, _ in reversed(steps[one]) if opens <= until), NOTHING))
            for price, steps in looks
        )
        return [(price, self.asked.worth - SLACK - gain) for price, gain in gains]

    def _leave(self, one: int, end: int) -> None:
        """Complete those who are there until the end, and let them go on to what is near."""
        ways, left = self.ways, self.left[one]
        start, goals = ways.starts[one], ways.goals[one] & self.asked.goals
        visit = Visit(one, start, end, ways.points[one])
        for before in self.entered[one]:
            if self._lasts(before[2], start, end):
                worth, used = before[0] + visit.worth, before[1] + end - start if self.counts else 0
                self._consider(left, "on_end", one, (worth, used, before[2], before[3] | goals, before[4], visit))
        if not left:
            return
        for other in ways.after[one]:
            for day in left:
                self._go_on(day, end, other)
        for other, part, stay in ways.late_to[one]:
            self._join_late(left, end, other, part, stay)

    def _go_on(self, day: Beginning, end: int, other: int) -> None:
        start = self.ways.starts[other]
        since = start if self.paced and start - end >= self.pause else day[2]
        self._consider(self.entered[other], "on_start", other, (day[0], day[1], since, day[3], day, None))

    def _join_late(self, days: Sequence[Beginning], left: int, other: int, part: int, stay: int) -> None:
        end, goals = self.ways.ends[other], self.ways.goals[other] & self.asked.goals
        arrival = end - stay
        visit = Visit(other, arrival, end, part)
        rested = self.paced and arrival - left >= self.pause
        for before in days:
            since = arrival if rested else before[2]
            if self._lasts(since, arrival, end):
                used = before[1] + stay if self.counts else 0
                day = (before[0] + part, used, since, before[3] | goals, before, visit)
                self._consider(self.left[other], "on_end", other, day)

    def _lasts(self, since: int, start: int, end: int) -> bool:
        """Whether the stretch is no longer than it may be; a session by itself may last."""
        return end - since <= self.stretch or since == start

    def _consider(self, found: list[Beginning], side: str, one: int, new: Beginning) -> None:
        """Keep a beginning at a session if it may become a day that is asked for."""
        rest = self.most - new[1]
        if rest < 0:
            return
        missing = self.asked.worth - new[0] - SLACK
        until = new[2] + self.stretch
        for price, steps in (self.wanted if self.asked.goals and not new[3] else self.looks)[side]:
            wanted = missing - price * rest if price else missing
            for open_until, gain, _ in reversed(steps[one]):
                if open_until <= until:
                    if gain < wanted:
                        return
                    break
            else:
                return
        keep(found, new)
