"""A day that has begun: what is over or under way stays, and the rest of it is planned from there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.optimum.agenda import Stay
from services.recommendations.domain.plan import WEIGHTS, Agenda, AgendaItem, in_order, item_of, plan, planning_for
from services.recommendations.domain.preferences import Preferences
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.session import Session
from services.recommendations.domain.weights import Weights
from services.recommendations.domain.wishes import Wishes

Hours = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Begun:
    """What of an agenda is not to be planned any more, in order of time."""

    items: tuple[AgendaItem, ...] = ()
    since: datetime | None = None
    """From when on there is something to plan; None while nothing has begun."""
    closed: tuple[Hours, ...] = ()
    """When they are gone for good, from one instant to another."""

    @classmethod
    def of(
        cls,
        programme: Programme,
        items: Iterable[AgendaItem],
        since: datetime | None,
        joined: Collection[str] = (),
        closed: tuple[Hours, ...] = (),
    ) -> "Begun":
        """What began before that, and what they are on their way to."""
        if since is None:
            return cls()
        sessions = programme.sessions
        there = [
            item
            for item in items
            if item.guid in sessions and (sessions[item.guid].start < since or item.guid in joined)
        ]
        return cls(in_order(there, sessions), since, closed)


NOT_BEGUN = Begun()


def plan_on(
    programme: Programme,
    wishes: Wishes,
    preferences: Preferences,
    circumstances: Circumstances,
    begun: Begun,
    weights: Weights = WEIGHTS,
) -> Agenda:
    """The best day that begins as it has begun."""
    if begun.since is None:
        return plan(programme, wishes, preferences, circumstances, weights)
    rest = plan(programme, wishes, *remaining(programme, preferences, circumstances, begun), weights)
    planning = planning_for(programme, wishes, preferences, Circumstances(), weights)
    there = (item if item.why else item_of(planning, stay_of(item, programme)) for item in begun.items)
    return replace(rest, items=in_order((*there, *rest.items), programme.sessions))


def remaining(
    programme: Programme, preferences: Preferences, circumstances: Circumstances, begun: Begun
) -> tuple[Preferences, Circumstances]:
    """What is set, and what is so, for the rest of the day."""
    if begun.since is None:
        return preferences, circumstances
    guids = {item.guid for item in begun.items}
    # What has begun needs no pin any more.
    pins = {guid: pin for guid, pin in preferences.pins.items() if guid not in guids}
    out = {session.guid for session in programme.timetable.sessions if _cannot_follow(session, begun, programme)}
    now = replace(circumstances, missed=circumstances.missed | out | guids, since=begun.since)
    return replace(preferences, pins=pins), now


def stay_of(item: AgendaItem, programme: Programme) -> Stay:
    """Being there as the agenda has it."""
    position = next(at for at, each in enumerate(programme.timetable.sessions) if each.guid == item.guid)
    session = programme.timetable.sessions[position]
    arrive, leave = item.hours(session.start, session.end)
    return Stay(position, round(arrive.timestamp()), round(leave.timestamp()), 0)


def _cannot_follow(session: Session, begun: Begun, programme: Programme) -> bool:
    """Whether it cannot be reached from what has begun, or is when they are gone."""
    if any(session.start < closes and session.end > opens for opens, closes in begun.closed):
        return True
    for item in begun.items:
        one = programme.sessions[item.guid]
        starts, ends = item.hours(one.start, one.end)
        walk = programme.timetable.walks.between(one.room, session.room)
        if session.start < ends + walk and starts < session.end:
            return True
    return False
