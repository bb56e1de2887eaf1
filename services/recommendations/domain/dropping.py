"""What would have to change for a session to drop out of the best agenda: found by finding other best agendas."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import NamedTuple

from services.recommendations.domain.optimum.agenda import Best
from services.recommendations.domain.planning import Planning
from services.recommendations.domain.preferences import HIGHEST, Pin, Sliders
from services.recommendations.domain.wishes import Goal

LEAST_PRIORITY = 3
RIVALS = 3
"""How many of those that would come instead are tried."""


class Rival(NamedTuple):
    """Another session, by guid, and how many percent more it would have to be worth."""

    guid: str
    percent: int


class Moved(NamedTuple):
    """A slider, where it stands, and where it would have to be."""

    slider: str
    stands: int
    to: int


@dataclass(frozen=True, slots=True)
class Dropping:
    """Each way by itself would be enough; None where it would not be.

    `margin` is what the best agenda is worth beyond the best one without the session, in points, and `less` so many
    percent less the session would have to be worth. `instead` is what would come then, by guid.
    """

    margin: int
    less: int | None
    instead: tuple[str, ...]
    rival: Rival | None
    slider: Moved | None
    priority: int | None
    """How much its goal would have to matter instead, 3 the least."""
    without_goal: bool
    """If they did not have the goal at all."""
    must: bool
    """They said that it must be in their day; nothing else makes it drop out."""
    unmet: tuple[int, ...]
    """The goals that would have no session then, where each is to have one: that goes before points."""


def dropping(planning: Planning, guid: str) -> Dropping | None:
    """What would make it drop out; None if it is not in the best agenda."""
    sessions = planning.programme.timetable.sessions
    position = next((stay.position for stay in planning.best.stays if sessions[stay.position].guid == guid), None)
    if position is None:
        return None
    other = planning.best_without((position,))
    margin = _total(planning.best) - _total(other)
    must = planning.preferences.pins.get(guid) is Pin.MUST
    lost = other.unmet & ~planning.best.unmet
    decided = must or bool(lost)
    there = {stay.position for stay in planning.best.stays}
    instead = tuple(stay.position for stay in other.stays if stay.position not in there)
    goal = planning.worths[position].goal
    priority = None if decided or goal is None else _priority(planning, position, goal)
    return Dropping(
        margin=margin,
        less=None if decided else percent_beyond(margin, _worth(planning, position)),
        instead=tuple(sessions[each].guid for each in instead),
        rival=None if decided else _rival(planning, position, other, margin),
        slider=None if decided else _slider(planning, position),
        priority=priority,
        without_goal=not decided and goal is not None and priority is None and _without(planning, position, goal),
        must=must,
        unmet=tuple(number for number in range(len(planning.wishes.goals)) if lost >> number & 1),
    )


def _total(best: Best) -> int:
    return sum(stay.worth for stay in best.stays)


def _worth(planning: Planning, position: int) -> int:
    return next(stay.worth for stay in planning.best.stays if stay.position == position)


def percent_beyond(margin: int, worth: int) -> int | None:
    """The whole percent of a worth that is more than the margin; None if that is more than all of it."""
    percent = (margin + 1) * 100 // worth + ((margin + 1) * 100 % worth > 0)
    return percent if percent < 100 else None


def _rival(planning: Planning, position: int, other: Best, margin: int) -> Rival | None:
    """Of those that would come instead, the one that takes the least to bring it about by itself."""
    there = {stay.position for stay in planning.best.stays}
    stays = sorted((stay for stay in other.stays if stay.position not in there), key=lambda stay: -stay.worth)
    for stay in stays[:RIVALS]:
        percent = -(-(margin + 1) * 100 // stay.worth)
        dearer = [
            replace(each, points=each.points + -(-each.points * percent // 100))
            if each.position == stay.position
            else each
            for each in planning.candidates
        ]
        if not _in(planning.best_of(dearer), position):
            return Rival(planning.programme.timetable.sessions[stay.position].guid, percent)
    return None


def _slider(planning: Planning, position: int) -> Moved | None:
    """The shortest move of one slider that is enough."""
    stand = planning.preferences.sliders
    for slider, to in _moves(stand):
        if not _in(planning.with_sliders(replace(stand, **{slider: to})).best, position):
            return Moved(slider, getattr(stand, slider), to)
    return None


def _moves(stand: Sliders) -> Iterator[tuple[str, int]]:
    for far in range(1, HIGHEST + 1):
        for slider in fields(Sliders):
            for to in (getattr(stand, slider.name) - far, getattr(stand, slider.name) + far):
                if 0 <= to <= HIGHEST:
                    yield slider.name, to


def _priority(planning: Planning, position: int, number: int) -> int | None:
    goal = planning.wishes.goals[number]
    for priority in range((goal.priority or 2) + 1, LEAST_PRIORITY + 1):
        if not _in(_with_goal(planning, number, replace(goal, priority=priority)).best, position):
            return priority
    return None


def _without(planning: Planning, position: int, number: int) -> bool:
    return not _in(_with_goal(planning, number).best, position)


def _with_goal(planning: Planning, number: int, *instead: Goal) -> Planning:
    goals = planning.wishes.goals
    return planning.with_wishes(replace(planning.wishes, goals=(*goals[:number], *instead, *goals[number + 1 :])))


def _in(best: Best, position: int) -> bool:
    return any(stay.position == position for stay in best.stays)
