"""Which sessions to hold a second time, when and where, and what that adds to everybody's days.

For each session that many have to miss, every time is tried at which a session begins and a room is free. A repeat adds
to somebody's day what their best day with it is worth more than the day they have; they go to one of the two, as their
own time allows. Its room holds those to whom it adds most.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from services.recommendations.demand.rooms import Rooms
from services.recommendations.demand.seating import Seating
from services.recommendations.demand.small_groups import FEWEST
from services.recommendations.domain.timetable import Timetable
from services.recommendations.seats.days import Marks, Numbers, best_days

TRIED = 12
"""Sessions, those missed by most people first."""
COPY = "a repeat, which has no guid"


class Repeat(NamedTuple):
    """A session held once more."""

    guid: str
    room: str
    start: datetime
    people: int
    """To whom it adds something and for whom there is a seat."""
    points: float
    """What it adds to the days of those."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A session, and who has to miss it: they want it, and it is not in their day or has no seat for them."""

    position: int
    people: int


def repeats(seating: Seating, wants: Marks, zone: ZoneInfo, now: datetime) -> Iterator[Repeat]:
    """The best repeat of each session that at least five people gain from, among the times that are still to come."""
    for missed in most_missed(seating, wants)[:TRIED]:
        found = [
            _tried(seating, missed.position, start, room, zone)
            for start, room in _times(seating, missed.position, zone, now)
        ]
        best = max(found, key=lambda each: each.points, default=None)
        if best and best.people >= FEWEST:
            yield best


def most_missed(seating: Seating, wants: Marks) -> list[Missed]:
    """Sessions by how many people have to miss them."""
    found = []
    for position in range(len(wants)):
        missing = int((wants[position] & ~seating.days.chosen[position]).sum())
        missing += len(seating.turned_away(position).who)
        found.append(Missed(position, missing))
    return sorted((each for each in found if each.people >= FEWEST), key=lambda each: (-each.people, each.position))


def _times(seating: Seating, position: int, zone: ZoneInfo, now: datetime) -> Iterator[tuple[datetime, str]]:
    """When it could be held again, and where: not while itself or another session of its speakers is on."""
    sessions = seating.everybody.timetable.sessions
    session, rooms = sessions[position], Rooms(sessions)
    busy = [one for one in sessions if one is session or not set(one.speakers).isdisjoint(session.speakers)]
    for start in sorted({one.start for one in sessions if one.start > now}):
        end = start + timedelta(minutes=session.minutes)
        room = rooms.best_free(start, end)
        away = any(one.start < end and start < one.end for one in busy)
        if room and not away and end <= rooms.close(start.astimezone(zone).date(), zone):
            yield start, room


def _tried(seating: Seating, position: int, start: datetime, room: str, zone: ZoneInfo) -> Repeat:
    everybody = seating.everybody
    session = everybody.timetable.sessions[position]
    copy = replace(session, guid=COPY, start=start, end=start + timedelta(minutes=session.minutes), room=room)
    timetable = Timetable.of((*everybody.timetable.sessions, copy), zone)
    at = next(index for index, one in enumerate(timetable.sessions) if one.guid == COPY)
    who = np.flatnonzero((everybody.worth[position] > 0) & everybody.there(timetable.hours[at]))
    possible = _instead(seating, position, at, who)
    gains = best_days(timetable, possible).totals - _now(seating, position)[who]
    seats = Rooms(everybody.timetable.sessions).holds(room)
    gains = np.sort(gains[gains > 0])[::-1][:seats]
    return Repeat(session.guid, room, start, len(gains), float(gains.sum()))


def _instead(seating: Seating, position: int, at: int, who: np.ndarray) -> Numbers:
    """What sessions are worth to these people where the copy at row `at` is in the place of the session."""
    own = seating.everybody.worth[position, who]
    possible = seating.possible[:, who]
    possible[position] = 0
    return np.insert(possible, at, own, axis=0)


def _now(seating: Seating, position: int) -> Numbers:
    """What everybody's day is worth, for those who get no seat in the session without it."""
    now = seating.days.totals.copy()
    away = seating.turned_away(position)
    now[away.who] -= away.points
    return now
