"""What keeps a session out of somebody's day."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from services.recommendations.domain.planning import Planning


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
    """Another session that is in leaves no time for it."""
    LIMITS = "limits"
    """With it, a day would have more minutes in sessions, or fewer breaks, than they want."""


@dataclass(frozen=True, slots=True)
class KeptOut:
    """A session that is not in the day; `other` is the one it collides with, by guid."""

    guid: str
    obstacle: Obstacle
    other: str | None = None


def kept_out(planning: Planning, guid: str, kept: Iterable[int]) -> KeptOut:
    """Why it is not in a day that has these, by position."""
    timetable, circumstances = planning.programme.timetable, planning.circumstances
    if guid not in planning.programme.sessions:
        return KeptOut(guid, Obstacle.GONE)
    if guid in circumstances.full:
        return KeptOut(guid, Obstacle.FULL)
    session = planning.programme.sessions[guid]
    begun = circumstances.since is not None and session.start < circumstances.since
    if guid in circumstances.unavailable or begun:
        return KeptOut(guid, Obstacle.OVER)
    position = next(number for number, each in enumerate(timetable.sessions) if each.guid == guid)
    if all(each.position != position for each in planning.candidates):
        return KeptOut(guid, Obstacle.HOURS)
    for other in kept:
        if not timetable.apart(position, other):
            return KeptOut(guid, Obstacle.COLLIDES, timetable.sessions[other].guid)
    return KeptOut(guid, Obstacle.LIMITS)
