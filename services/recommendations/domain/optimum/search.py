"""The best day, by following the most promising beginning first.

A beginning is a path up to some session: to its start or to its end. Of two that stand at the same place, one that is
worth no more, has used no less, has been without a break no shorter and serves no other goal is dropped. The outlook
says what each can come to at most. Whoever goes on with the one that can come to most has the best day when one is at
its end and nothing else can come to more: A* (Hart, Nilsson and Raphael, 1968).
"""

from bisect import bisect_left
from collections.abc import Sequence
from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np

from services.recommendations.domain.optimum.beginning import NONE, Beginning, keep
from services.recommendations.domain.optimum.limits import Limits
from services.recommendations.domain.optimum.outlook import Outlook
from services.recommendations.domain.optimum.ways import Ways

NO_LIMIT = 2**60
Place = int
"""The start of a session is twice its number, the end of it one more. The end of the day is below 0."""
DONE: Place = -1


class Asked(NamedTuple):
    """What a day must be to be of interest."""

    worth: int
    serves: Sequence[int]
    """The goals that matter and each session serves, as bits."""
    goals: int
    """Those that must be served."""


class Search:
    """Goes through one day."""

    def __init__(self, ways: Ways, limits: Limits, ahead: Outlook, asked: Asked) -> None:
        self.ways, self.ahead, self.asked = ways, ahead, asked
        self.most = NO_LIMIT if limits.most is None else limits.most
        self.stretch = NO_LIMIT if limits.stretch is None else limits.stretch
        self.pause = limits.pause
        # What is not limited must not make a difference between beginnings.
        self.counts, self.paced = limits.most is not None, limits.stretch is not None
        self.kept: list[list[Beginning]] = [[] for _ in range(2 * len(ways.starts))]
        self.open: list[tuple[int, int, Place, Beginning]] = []
        """What a beginning can come to, below 0, and its place; of those that can come to as much the latest first."""
        self.serial = 0

    def best(self) -> Beginning | None:
        """The best day that is what is asked for, if there is one."""
        self._end(NONE)
        self._rest(NONE, 0)
        while self.open:
            _, _, place, day = heappop(self.open)
            if place == DONE:
                return day
            if day not in self.kept[place]:
                continue
            if place & 1:
                self._end(day)
                self._go_on(place >> 1, day)
            else:
                self._stay(place >> 1, day)
        return None

    def _end(self, day: Beginning) -> None:
        if day[0] >= self.asked.worth and day[3] == self.asked.goals:
            self._open(day[0], DONE, day)

    def _stay(self, one: int, day: Beginning) -> None:
        """From its start, to its end or until it is left early for another."""
        ways = self.ways
        worth, used, since, goals, before, _ = day
        goals |= self.asked.serves[one]
        candidate, start, end, points = ways.candidates[one], ways.starts[one], ways.ends[one], ways.points[one]
        # A session by itself may last.
        longest = NO_LIMIT if since == start else since + self.stretch
        for other, part, stay in reversed(ways.left_for[one]):
            leave = start + stay
            if leave <= longest:
                visit = candidate, start, leave, part
                self._enter(other, leave, (worth + part, used + stay, since, goals, before, visit))
        if end <= longest:
            visit = candidate, start, end, points
            self._consider(2 * one + 1, (worth + points, used + end - start, since, goals, before, visit))

    def _go_on(self, one: int, day: Beginning) -> None:
        """From its end, to what can follow it."""
        ways, end = self.ways, self.ways.ends[one]
        self._rest(day, end + ways.window)
        for other in reversed(ways.after[one]):
            self._enter(other, end, day)
        for other, part, stay in reversed(ways.late_to[one]):
            worth, used, since, goals, _, _ = day
            leave = ways.ends[other]
            arrive = leave - stay
            if self.paced and arrive - end >= self.pause:
                since = arrive
            elif leave - since > self.stretch:
                continue
            visit = ways.candidates[other], arrive, leave, part
            goals |= self.asked.serves[other]
            self._consider(2 * other + 1, (worth + part, used + stay, since, goals, day, visit))

    def _rest(self, day: Beginning, until: int) -> None:
        """Go on to what starts after a break."""
        worth, used, since, goals, _, _ = day
        first = bisect_left(self.ways.starts, until)
        gains = self.ahead.on_start[first:, self.asked.goals & ~goals, -1, self.ahead.hours.of(self.most - used)]
        for other in (first + np.flatnonzero(gains >= self.asked.worth - worth)).tolist()[::-1]:
            since = self.ways.starts[other] if self.paced else 0
            self._consider(2 * other, (worth, used, since, goals, day, None))

    def _enter(self, one: int, end: int, day: Beginning) -> None:
        start = self.ways.starts[one]
        since = start if self.paced and start - end >= self.pause else day[2]
        self._consider(2 * one, (day[0], day[1], since, day[3], day, None))

    def _consider(self, place: Place, new: Beginning) -> None:
        """Keep a beginning if it may become a day that is asked for."""
        if new[1] > self.most:
            return
        bound = self._bound(place, new)
        if bound >= self.asked.worth:
            if not self.counts:
                new = (new[0], 0, *new[2:])
            kept = self.kept[place]
            if not kept:
                kept.append(new)
            elif not keep(kept, new):
                return
            self._open(bound, place, new)

    def _bound(self, place: Place, new: Beginning) -> int:
        """What it can come to at most."""
        worth, used, since, goals, _, _ = new
        gains, times = (self.ahead.on_end, self.ways.ends) if place & 1 else (self.ahead.on_start, self.ways.starts)
        one = place >> 1
        lasts = self.ahead.stretch.of(max(since + self.stretch - times[one], 0))
        gain: int = gains.item(one, self.asked.goals & ~goals, lasts, self.ahead.hours.of(self.most - used))
        return worth + gain

    def _open(self, bound: int, place: Place, day: Beginning) -> None:
        self.serial -= 1
        heappush(self.open, (-bound, self.serial, place, day))
