"""At least one session for each goal, over all days of the conference.

Most best days serve every goal by themselves. Where one is missing, it is thought of each day what it could be worth at
most if it served it, and the days that seem best together are found. Where they are worth less than was thought, others
may be better. Where not all goals can be served, as many as can be are, and among so many those that matter most.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, reduce
from itertools import combinations
from operator import or_

from services.recommendations.domain.optimum.beginning import Beginning, visits
from services.recommendations.domain.optimum.day import Day
from services.recommendations.domain.optimum.limits import MUST

Choice = tuple[int, tuple[int, ...]]
"""What days are worth together, and the goals that each is to serve."""


class EachGoal:
    """Chooses the days. `goals` holds those to be served, as bits, the one that matters most first."""

    def __init__(self, days: Sequence[Day], goals: Sequence[int]) -> None:
        self._days, self._goals = days, goals
        self._found: list[dict[int, Beginning | None]] = [{0: day.best} for day in days]
        # Never at the price of a session that must be in.
        self._musts = [day.best[0] - day.best[0] % MUST for day in days]

    def chosen(self) -> list[Beginning]:
        """The best days that serve as many of the goals as can be."""
        best = [day.best for day in self._days]
        asked = 0
        while missing := self._all & ~served(best) & ~asked:
            asked |= missing
            best = self._serving(asked)
        return best

    @cached_property
    def _all(self) -> int:
        """What can be served at all, by itself."""
        return union(self._goals) & union(each for day in self._days for each in day.ways.goals)

    def _serving(self, asked: int) -> list[Beginning]:
        """The best days that serve as many of these goals as can be."""
        those = self._each(asked)
        if found := self._together(those):
            return found
        self._rule_out(those)
        for count in range(len(those) - 1, 0, -1):
            for goals in combinations(those, count):
                if found := self._together(goals):
                    return found
        return [day.best for day in self._days]

    def _rule_out(self, goals: Sequence[int]) -> None:
        """Know of each day which of these goals it cannot serve together."""
        for day, found, musts in zip(self._days, self._found, self._musts, strict=True):
            for bits, at_most in enumerate(day.with_goals(goals, musts)):
                if at_most < musts:
                    found[union(goal for bit, goal in enumerate(goals) if bits >> bit & 1)] = None

    def _together(self, goals: Sequence[int]) -> list[Beginning] | None:
        """The best days that serve all of these goals."""
        while choice := self._most_promising(goals):
            unknown = [(number, each) for number, each in enumerate(choice[1]) if each not in self._found[number]]
            if not unknown:
                days = [found[each] for found, each in zip(self._found, choice[1], strict=True)]
                return [day for day in days if day is not None]
            for number, each in unknown:
                self._found[number][each] = self._days[number].serving(self._each(each), self._musts[number])
        return None

    def _most_promising(self, goals: Sequence[int]) -> Choice | None:
        """What each day is to serve so that they may be worth the most."""
        choices: dict[int, Choice] = {0: (0, ())}
        every = union(goals)
        for number in range(len(self._days)):
            longer: dict[int, Choice] = {}
            for covered, (worth, chosen) in choices.items():
                for more in _parts(every & ~covered):
                    at_most = self._at_most(number, more)
                    known = longer.get(covered | more)
                    if at_most is not None and (known is None or worth + at_most > known[0]):
                        longer[covered | more] = (worth + at_most, (*chosen, more))
            choices = longer
        return choices.get(every)

    def _at_most(self, number: int, goals: int) -> int | None:
        """What that day can be worth at most if it serves these goals, or None if it cannot."""
        if goals in self._found[number]:
            found = self._found[number][goals]
            return None if found is None else found[0]
        return self._days[number].serving_at_most(self._each(goals))

    def _each(self, goals: int) -> list[int]:
        return [each for each in self._goals if each & goals]


def _parts(goals: int) -> Iterator[int]:
    """Each set of some of these, from none on."""
    part = 0
    yield part
    while part != goals:
        part = (part - goals) & goals
        yield part


def served(chosen: Iterable[Beginning]) -> int:
    """The goals that are served."""
    return union(each.candidate.goals for day in chosen for each in visits(day))


def union(goals: Iterable[int]) -> int:
    """All of them."""
    return reduce(or_, goals, 0)
