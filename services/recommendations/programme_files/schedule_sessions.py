"""From a schedule to sessions: its days and rooms in order, guids that come twice, and what it says of itself."""

from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from services.recommendations.programme_files.event_reading import Reading, Surroundings
from services.recommendations.programme_files.events import read_event
from services.recommendations.programme_files.found import About, Entry, Found, Remark
from services.recommendations.programme_files.frames import frame_of
from services.recommendations.programme_files.languages import main_language
from services.recommendations.programme_files.rooms import capacities
from services.recommendations.programme_files.schedule import Day, Event, Room, Schedule
from services.recommendations.programme_files.texts import short
from services.recommendations.programme_files.times import DAWN, date_of
from services.recommendations.programme_files.twice import each_once


def found_in(schedule: Schedule, conference: str, zone: str) -> Found:
    """Everything in it. `zone`: of times where the schedule does not say."""
    known = _zone(schedule)
    clock = ZoneInfo(known or zone)
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
    notes: list[Remark] = []
    for day, room, event in _events(schedule):
        reading = Reading(event, day, room.name, around)
        entry = read_event(reading, own if isinstance(own, dict) else {})
        entries += [entry] if entry else []
        faults += reading.faults
        notes += reading.notes
    entries, again = each_once(entries)
    return Found(
        entries=entries,
        faults=faults,
        notes=[*notes, *again],
        about=_about(schedule, entries, known, clock),
        frame=frame_of(schedule),
    )


def _events(schedule: Schedule) -> Iterator[tuple[Day, Room, Event]]:
    return ((day, room, event) for day in schedule.days for room in day.rooms for event in room.events)


def _zone(schedule: Schedule) -> str | None:
    name = schedule.conference.get("time_zone_name")
    try:
        return ZoneInfo(name).key if name else None
    except (KeyError, ValueError, OSError, TypeError):
        return None


def _about(schedule: Schedule, entries: list[Entry], zone: str | None, clock: ZoneInfo) -> About:
    days = {day.date for day in schedule.days if day.date} or {
        day for name in ("start", "end") if (day := date_of(schedule.conference.get(name)))
    }
    days |= {found for entry in entries if (found := _conference_day(entry, clock)) is not None}
    title = short(schedule.conference.get("title"), 160) or None
    return About(title, min(days, default=None), max(days, default=None), zone)


def _conference_day(entry: Entry, clock: ZoneInfo) -> date | None:
    """The day it belongs to: what begins in the small hours is of the evening before."""
    try:
        start = entry.session.start.astimezone(clock)
    except OverflowError:
        return None
    return start.date() - timedelta(days=start.time() < DAWN)
