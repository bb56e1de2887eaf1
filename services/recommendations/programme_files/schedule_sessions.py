"""From a schedule to sessions: its days and rooms in order, guids that come twice, and what it says of itself."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from services.recommendations.programme_files.abouts import days_of
from services.recommendations.programme_files.clocks import clock_of, lasting_zone, moments_in
from services.recommendations.programme_files.event_reading import Reading, Surroundings
from services.recommendations.programme_files.events import read_event
from services.recommendations.programme_files.found import About, Entry, Found, Remark
from services.recommendations.programme_files.frames import frame_of
from services.recommendations.programme_files.languages import main_language
from services.recommendations.programme_files.rooms import capacities
from services.recommendations.programme_files.schedule import Day, Event, Room, Schedule
from services.recommendations.programme_files.texts import short
from services.recommendations.programme_files.times import date_of
from services.recommendations.programme_files.twice import each_once


def found_in(schedule: Schedule, conference: str, zone: str | None) -> Found:
    """Everything in it. `zone`: of times where the schedule does not say; None where nobody knows."""
    named = _zone(schedule)
    told = [] if named else moments_in(schedule)
    taken = None if named or zone else lasting_zone(told)
    known = named or zone or taken
    clock = ZoneInfo(known or "UTC")
    around = Surroundings(
        conference=conference,
        zone=clock,
        language=main_language(event.said.get("language") for _, _, event in _events(schedule)),
        capacities=capacities(schedule.conference.get("rooms")),
        says=schedule.says,
    )
    own = schedule.own.get("sessions")
    entries: list[Entry] = []
    faults = [*schedule.faults]
    notes = [_taken(taken, told)] if taken else []
    clocks = {id(day): clock if named else clock_of(day, told, clock) for day in schedule.days}
    for day, room, event in _events(schedule):
        reading = Reading(event, day, room.name, replace(around, zone=clocks[id(day)]))
        entry = read_event(reading, own if isinstance(own, dict) else {})
        entries += [entry] if entry else []
        faults += reading.faults
        notes += reading.notes
    entries, again = each_once(entries)
    return Found(
        entries=entries,
        faults=faults,
        notes=[*notes, *again],
        about=_about(schedule, entries, named or taken, clock if known else None),
        frame=frame_of(schedule),
    )


def _taken(zone: str, told: Sequence[datetime]) -> Remark:
    return Remark("time_zone_name", f"is missing; it is {zone}, as all its times end in {told[0].isoformat()[-6:]}")


def _events(schedule: Schedule) -> Iterator[tuple[Day, Room, Event]]:
    return ((day, room, event) for day in schedule.days for room in day.rooms for event in room.events)


def _zone(schedule: Schedule) -> str | None:
    name = schedule.conference.get("time_zone_name")
    try:
        return ZoneInfo(name).key if name else None
    except (KeyError, ValueError, OSError, TypeError):
        return None


def _about(schedule: Schedule, entries: list[Entry], zone: str | None, clock: tzinfo | None) -> About:
    days = {day.date for day in schedule.days if day.date} or {
        day for name in ("start", "end") if (day := date_of(schedule.conference.get(name)))
    }
    days |= days_of(entries, clock)
    title = short(schedule.conference.get("title"), 160) or None
    return About(title, min(days, default=None), max(days, default=None), zone)
