"""The best of one day of the conference."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from services.recommendations.domain.optimum.beginning import Beginning
from services.recommendations.domain.optimum.limits import MUST, Candidate, Limits
from services.recommendations.domain.optimum.outlook import Outlook, Wanted, outlook
from services.recommendations.domain.optimum.paced import paced
from services.recommendations.domain.optimum.price import ROUNDS, SLACK, Bounds, bounds
from services.recommendations.domain.optimum.search import Asked, Search
from services.recommendations.domain.optimum.ways import Ints, Ways

NEAR = 200
"""The best day is looked for within one 200th of what it could be at most, then further off."""
FURTHER = 1.5
"""To look a little further off costs less than to look too far."""
MOST_TELLING = 3
"""So many outlooks are looked at; more say little."""
SMALL = 100
"""A day of so many sessions is looked through with its breaks at once."""


class Day:
    """One day, ready to be asked."""

    def __init__(self, candidates: Sequence[Candidate], walking: Ints, limits: Limits) -> None:
        self.limits, self._walking = limits, walking
        self.ways = Ways(candidates, walking, limits)
        self._looks: list[Outlook] = []
        self._wanted: dict[int, Outlook] = {}

    @cached_property
    def best(self) -> Beginning:
        """The best day there is."""
        for bound in self._bounds():
            self._looks = [*self._looks, *bound.looks][-MOST_TELLING:]
            if found := self._between(bound):
                return found
        raise AssertionError("a day that was met cannot be missed")

    def _between(self, bound: Bounds) -> Beginning | None:
        """The best day, if it is worth as little as that or more."""
        asked, further = bound.at_most, max(1, bound.at_most // NEAR)
        while True:
            asked = max(bound.at_least, asked - further)
            found = Search(self.ways, self.limits, self._looks, Asked(asked)).days()
            if found or asked == bound.at_least:
                return found.get(0)
            further = round(further * FURTHER) + 1

    def serving(self, goals: int, worth: int) -> dict[int, Beginning]:
        """The best day for each set of these goals it can serve and still be worth as much, by that set."""
        if self.serving_at_most(goals) < worth:
            return {}
        return Search(self.ways, self.limits, self._looks, Asked(worth, goals, [self._wanted[goals]])).days()

    def serving_at_most(self, goals: int) -> float:
        """What no day that serves one of these goals can be worth more than."""
        assert self.best
        if goals not in self._wanted:
            self._wanted[goals] = self._look(self._looks[-1], Wanted(goals, self._looks[-1]))
        wanted = self._wanted[goals]
        return wanted.gain + wanted.price * (self.limits.most or 0) + SLACK

    def bare(self, goals: int) -> "Day":
        """The same day with nothing but what must be in and what serves these goals, all of it worth the least."""
        # Where sessions are left early for others, those may be what makes room.
        candidates = [
            each.bare()
            for each in self.ways.candidates
            if self.limits.in_part or each.points >= MUST or each.goals & goals
        ]
        return Day(candidates, self._walking, self.limits)

    def _bounds(self) -> Iterator[Bounds]:
        free = bounds(lambda price: outlook(self.ways, price), self.limits.most)
        if self.limits.stretch is None:
            yield free
            return
        # A day with few minutes has its breaks by itself: at their price, breaks are often no matter any more.
        price = free.looks[-1].price
        if price and len(self.ways.starts) > SMALL:
            yield Bounds(free.looks, free.at_most, free.at_most - free.at_most // NEAR)
        yield bounds(self._paced, self.limits.most, price, 1 if price else ROUNDS)

    def _paced(self, price: float) -> Outlook:
        assert self.limits.stretch is not None
        return paced(self.ways, price, self.limits.stretch, self.limits.pause)

    def _look(self, like: Outlook, wanted: Wanted) -> Outlook:
        if like.paced and self.limits.stretch is not None:
            return paced(self.ways, like.price, self.limits.stretch, self.limits.pause, wanted)
        return outlook(self.ways, like.price, wanted)
