"""At least one session for each goal, over all days of the conference.

Most best days serve every goal by themselves. Where one is missing, each day is asked what it costs to serve it, and
the cheapest way is taken. Where not all can be served, as many as can be are, and among so many those that matter
most.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property, reduce
from math import floor, inf
from operator import or_

from services.recommendations.domain.optimum.beginning import NONE, Beginning, visits
from services.recommendations.domain.optimum.day import Day
from services.recommendations.domain.optimum.limits import MUST

FIRST_LOSS = 200
"""Serving all goals is thought to cost no more than a 200th of what the best days are worth beyond what it must."""
FURTHER = 2
Chosen = tuple[int, tuple[Beginning, ...]]
"""What days are worth together, and the days."""
NO_DAYS: dict[int, Chosen] = {0: (0, ())}


class EachGoal:
    """Chooses the days. `goals` holds those to be served, as bits, the one that matters most first."""

    def __init__(self, days: Sequence[Day], goals: Sequence[int]) -> None:
        self._days, self._goals = days, goals

    def chosen(self) -> list[Beginning]:
        """The best days that serve as many of the goals as can be."""
        best = [day.best for day in self._days]
        asked = 0
        while missing := self._all & ~served(self._days, best) & ~asked:
            asked |= missing
            best = self._serving(asked)
        return best

    @cached_property
    def _all(self) -> int:
        """What can be served at all, by itself."""
        return union(self._goals) & union(each for day in self._days for each in day.ways.goals)

    def _serving(self, asked: int) -> list[Beginning]:
        worth = sum(day.best[0] % MUST for day in self._days)
        loss = self._least_loss(asked) + max(1, worth // FIRST_LOSS)
        while True:
            found = self._combined(asked, loss)
            # Whoever serves all and loses no more than was looked for has lost as little as can be.
            if asked in found or loss > worth:
                break
            loss *= FURTHER
            if loss > worth // FURTHER:
                asked = self._possible(asked)
                loss = loss if asked else worth + 1
        return list(max(found.items(), key=lambda each: (self._rank(each[0]), each[1][0]))[1][1])

    def _least_loss(self, asked: int) -> int:
        """What serving any one of these goals costs at least, wherever that is."""
        losses = [day.best[0] - day.serving_at_most(asked) for day in self._days]
        return max(0, floor(min(each for each in losses))) if min(losses) < inf else 0

    def _combined(self, asked: int, loss: int) -> dict[int, Chosen]:
        """The best days for each set of goals asked for, none losing more than that."""
        options = []
        for day in self._days:
            # Never at the price of a session that must be in.
            least = max(day.best[0] - day.best[0] % MUST, day.best[0] - loss)
            options.append(day.serving(asked, least) | {0: day.best})
        return _together(options)

    def _possible(self, asked: int) -> int:
        """The goals that can be served beside each other, however little else there is: as many as can be."""
        options = []
        for day in self._days:
            musts = day.best[0] - day.best[0] % MUST
            options.append({0: NONE} | day.bare(asked).serving(asked, musts))
        return max(_together(options), key=self._rank)

    def _rank(self, goals: int) -> tuple[int, list[bool]]:
        return goals.bit_count(), [bool(goals & each) for each in self._goals]


def served(days: Sequence[Day], chosen: Sequence[Beginning]) -> int:
    """The goals that are served."""
    return union(day.ways.goals[each.number] for day, one in zip(days, chosen, strict=True) for each in visits(one))


def union(goals: Iterable[int]) -> int:
    """All of them."""
    return reduce(or_, goals, 0)


def _together(options: Iterable[dict[int, Beginning]]) -> dict[int, Chosen]:
    chosen = NO_DAYS
    for of_day in options:
        longer: dict[int, Chosen] = {}
        for goals, (worth, days) in chosen.items():
            for more, day in of_day.items():
                known = longer.get(goals | more)
                if known is None or worth + day[0] > known[0]:
                    longer[goals | more] = (worth + day[0], (*days, day))
        chosen = longer
    return chosen
