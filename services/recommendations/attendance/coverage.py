"""Goal coverage: for each goal the minutes that were planned for it and those that were attended, what is missing, and
the session that would do most about it now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.recommendations.attendance.presence import Hours, Stay

SPEAKS = 0.25
"""From this score on a session speaks of a goal; below, it is a coincidence."""


@dataclass(frozen=True, slots=True)
class Next:
    """What to go to for a goal. `planned`: it is on their agenda already."""

    guid: str
    planned: bool


@dataclass(frozen=True, slots=True)
class GoalCoverage:
    """One goal, in minutes. `number` from 1."""

    number: int
    planned: int
    """In the sessions that are on the agenda for it."""
    attended: int
    """In any session that serves it, planned or not."""
    ahead: int
    """Of the planned ones, those still to come."""
    next: Next | None

    @property
    def gap(self) -> int:
        """What is missing of what was planned."""
        return max(0, self.planned - self.attended)


@dataclass(frozen=True, slots=True)
class Coverage:
    """All goals of somebody. `beside`: minutes in sessions that serve none of them."""

    goals: tuple[GoalCoverage, ...]
    beside: int


@dataclass(frozen=True, slots=True)
class Plans:
    """What coverage is worked out of."""

    agenda: Mapping[str, int | None]
    """The sessions of the agenda, each with the index of the goal it is there for."""
    sessions: Mapping[str, Hours]
    fits: Sequence[Mapping[str, float]]
    """For each goal, how well each session fits it, by guid: 1 is the best there is."""
    available: frozenset[str]
    """Sessions one can still go to: not cancelled, not full, not ruled out by themselves."""


def coverage(plans: Plans, stays: Sequence[Stay], now: datetime) -> Coverage:
    """The coverage of every goal at this moment."""
    spent: dict[int | None, int] = {}
    for stay in stays:
        goal = _serves(plans, stay.guid)
        spent[goal] = spent.get(goal, 0) + stay.seconds
    seen = {stay.guid for stay in stays}
    goals = tuple(
        GoalCoverage(
            number=goal + 1,
            planned=_minutes(plans, goal, None),
            attended=spent.get(goal, 0) // 60,
            ahead=_minutes(plans, goal, now),
            next=_next(plans, goal, seen, now),
        )
        for goal in range(len(plans.fits))
    )
    return Coverage(goals, spent.get(None, 0) // 60)


def _serves(plans: Plans, guid: str) -> int | None:
    """The goal a session serves: what it is on the agenda for, otherwise the one it fits best."""
    if (planned := plans.agenda.get(guid)) is not None:
        return planned
    scores = [(fits.get(guid, 0.0), -goal) for goal, fits in enumerate(plans.fits)]
    best, goal = max(scores, default=(0.0, 0))
    return -goal if best >= SPEAKS else None


def _minutes(plans: Plans, goal: int, since: datetime | None) -> int:
    """Planned for the goal; of what goes on at `since`, the rest."""
    total = 0.0
    for guid, planned in plans.agenda.items():
        if planned == goal and (hours := plans.sessions.get(guid)):
            start = max(hours.start, since) if since else hours.start
            total += max(0.0, (hours.end - start).total_seconds())
    return int(total // 60)


def _next(plans: Plans, goal: int, seen: set[str], now: datetime) -> Next | None:
    """The next session planned for it; without one, the session to come that fits best, rather where time is free."""
    taken = [hours for guid in plans.agenda if (hours := plans.sessions.get(guid))]
    best: tuple[tuple[float, ...], str, bool] | None = None
    for guid, hours in plans.sessions.items():
        fit, planned = plans.fits[goal].get(guid, 0.0), plans.agenda.get(guid) == goal
        if hours.start < now or guid in seen or not (planned or (fit >= SPEAKS and guid in plans.available)):
            continue
        clashes = not planned and any(hours.start < one.end and one.start < hours.end for one in taken)
        starts = hours.start.timestamp()
        order = (0.0, starts, 0.0) if planned else (1.0 + clashes, -fit, starts)
        if best is None or (order, guid) < best[:2]:
            best = (order, guid, planned)
    return Next(best[1], best[2]) if best else None
