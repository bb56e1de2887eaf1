"""The best agenda over all days of the conference."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from services.recommendations.domain.optimum.beginning import visits
from services.recommendations.domain.optimum.day import Day
from services.recommendations.domain.optimum.goals import EachGoal, served, union
from services.recommendations.domain.optimum.limits import Candidate, Limits
from services.recommendations.domain.timetable import Timetable


class Stay(NamedTuple):
    """Being in a session, by its position in the timetable, from one instant to another, and what that is worth."""

    position: int
    start: int
    end: int
    worth: int


class Best(NamedTuple):
    """The agenda, in order of time, and which of the goals that each ask for a session have none, as bits."""

    stays: tuple[Stay, ...]
    unmet: int


def best_agenda(
    timetable: Timetable, candidates: Sequence[Candidate], limits: Limits, goals: Sequence[int] = ()
) -> Best:
    """The agenda that is worth the most and keeps to the limits.

    `goals` are those that each ask for at least one session, as bits, the one that matters most first. What must be in
    goes before them, and they go before all else.
    """

    def day_of(candidate: Candidate) -> int:
        return timetable.days[candidate.position]

    in_order = sorted(candidates, key=lambda each: (day_of(each), each.position))
    days = [Day(list(group), timetable.walks.seconds, limits) for _, group in groupby(in_order, key=day_of)]
    chosen = EachGoal(days, goals).chosen() if goals else [day.best for day in days]
    stays = [Stay(each.candidate.position, each.start, each.end, each.worth) for day in chosen for each in visits(day)]
    return Best(tuple(stays), union(goals) & ~served(chosen))
