"""Which sessions to swap the rooms of, so that the larger one holds the one that more would come to.

What a swap adds is what the days of those lose who get no seat now and would have one then, less what those lose who
would have none any more; seats go to whoever loses most. The ways between rooms are taken as they are.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from services.recommendations.demand.rooms import Rooms
from services.recommendations.demand.seating import Seating
from services.recommendations.demand.small_groups import FEWEST
from services.recommendations.domain.session import Session


class Swap(NamedTuple):
    """Two sessions that change rooms, the one that needs the larger room first."""

    guid: str
    other: str
    people: int
    """How many more have a seat."""
    points: float
    """What that adds to everybody's days."""


def room_swaps(seating: Seating, now: datetime) -> list[Swap]:
    """The best swaps of sessions that have not begun, each session in one at most, those that add most first."""
    found = sorted(_possible(seating, now), key=lambda each: (-each.points, each.guid, each.other))
    used: set[str] = set()
    chosen = []
    for swap in found:
        if used.isdisjoint(swap[:2]):
            used.update(swap[:2])
            chosen.append(swap)
    return chosen


def _possible(seating: Seating, now: datetime) -> Iterator[Swap]:
    sessions, expected = seating.everybody.timetable.sessions, seating.expected()
    rooms = Rooms(sessions)
    for position, session in enumerate(sessions):
        if session.start <= now or session.capacity is None or expected[position] - session.capacity < FEWEST:
            continue
        for other, one in enumerate(sessions):
            larger = one.start > now and one.capacity is not None and one.capacity > session.capacity
            if larger and _swappable(rooms, session, one):
                swap = _swap(seating, position, other)
                if swap.points > 0 and swap.people >= FEWEST:
                    yield swap


def _swappable(rooms: Rooms, one: Session, other: Session) -> bool:
    """Whether each would find the room of the other free."""
    both = (one.guid, other.guid)
    return (
        one.room != other.room
        and rooms.free(other.room, one.start, one.end, but=both)
        and rooms.free(one.room, other.start, other.end, but=both)
    )


def _swap(seating: Seating, position: int, other: int) -> Swap:
    sessions = seating.everybody.timetable.sessions
    small, large = sessions[position].capacity, sessions[other].capacity
    getting, losing = (seating.losses(each).points[small:large] for each in (position, other))
    people, points = len(getting) - len(losing), float(getting.sum() - losing.sum())
    return Swap(sessions[position].guid, sessions[other].guid, people, points)
