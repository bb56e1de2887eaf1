"""What most planners do: the best session first, then the next best that still fits."""

from collections import defaultdict
from collections.abc import Sequence

from services.recommendations.domain.optimum.limits import Candidate, Limits
from services.recommendations.domain.timetable import Timetable


def greedy(timetable: Timetable, candidates: Sequence[Candidate], limits: Limits, goals: Sequence[int]) -> int:
    """What the day it finds is worth; first one session for each goal, if that is asked for."""
    best = sorted(candidates, key=lambda each: (-each.points, each.position))
    chosen: dict[int, list[Candidate]] = defaultdict(list)
    for goal in goals:
        _take(timetable, chosen, next(iter([each for each in best if each.goals & goal]), None), limits)
    for each in best:
        _take(timetable, chosen, each, limits)
    return sum(each.points for day in chosen.values() for each in day)


def _take(timetable: Timetable, chosen: dict[int, list[Candidate]], one: Candidate | None, limits: Limits) -> None:
    if one is None:
        return
    day = chosen[timetable.days[one.position]]
    if all(each is not one and timetable.apart(each.position, one.position) for each in day):
        longer = sorted([*day, one], key=lambda each: each.start)
        if _keeps(longer, limits):
            day[:] = longer


def _keeps(day: Sequence[Candidate], limits: Limits) -> bool:
    if limits.most is not None and sum(each.end - each.start for each in day) > limits.most:
        return False
    since, ended = 0, -limits.pause
    for each in day if limits.stretch is not None else ():
        since = each.start if each.start - ended >= limits.pause else since
        if since != each.start and each.end - since > (limits.stretch or 0):
            return False
        ended = each.end
    return True
