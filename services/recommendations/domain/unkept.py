"""Sessions somebody said must be in their day, and why they cannot."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from services.recommendations.domain.planning import Planning
from services.recommendations.domain.preferences import Pin


class Obstacle(StrEnum):
    """What stands in the way."""

    GONE = "gone"
    """It is not in the programme any more."""
    FULL = "full"
    OVER = "over"
    """It was missed, or seen already, or has begun."""
    HOURS = "hours"
    """They are not there then."""
    COLLIDES = "collides"
    """Another session that must be in leaves no time for it."""
    LIMITS = "limits"
    """With it, a day would have more minutes in sessions, or fewer breaks, than they want."""


@dataclass(frozen=True, slots=True)
class Unkept:
    """One of them; `other` is the session it collides with, by guid."""

    guid: str
    obstacle: Obstacle
    other: str | None = None


def unkept(planning: Planning) -> Iterator[Unkept]:
    """Those that are not in the best agenda, by guid."""
    must = planning.preferences.pinned(Pin.MUST)
    if not must:
        return
    sessions = planning.programme.timetable.sessions
    kept = [stay.position for stay in planning.best.stays if sessions[stay.position].guid in must]
    for guid in sorted(must - {sessions[position].guid for position in kept}):
        yield _why_not(planning, guid, kept)


def _why_not(planning: Planning, guid: str, kept: list[int]) -> Unkept:
    timetable, circumstances = planning.programme.timetable, planning.circumstances
    if guid not in planning.programme.sessions:
        return Unkept(guid, Obstacle.GONE)
    if guid in circumstances.full:
        return Unkept(guid, Obstacle.FULL)
    session = planning.programme.sessions[guid]
    begun = circumstances.since is not None and session.start < circumstances.since
    if guid in circumstances.unavailable or begun:
        return Unkept(guid, Obstacle.OVER)
    position = next(number for number, each in enumerate(timetable.sessions) if each.guid == guid)
    if all(each.position != position for each in planning.candidates):
        return Unkept(guid, Obstacle.HOURS)
    for other in kept:
        if not timetable.apart(position, other):
            return Unkept(guid, Obstacle.COLLIDES, timetable.sessions[other].guid)
    return Unkept(guid, Obstacle.LIMITS)
