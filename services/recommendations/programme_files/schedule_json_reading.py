"""schedule.json, as pretalx, frab and others write it."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from services.recommendations.programme_files.found import Remark
from services.recommendations.programme_files.json_reading import Path, lines_of
from services.recommendations.programme_files.places import Place
from services.recommendations.programme_files.schedule import OWN, Day, Event, Room, Schedule
from services.recommendations.programme_files.times import date_of
from services.recommendations.programme_files.xml_text import tellable


def is_schedule(document: Any) -> bool:
    """Whether this is one, with its root or without."""
    return isinstance(document, dict) and ("schedule" in document or "days" in (document.get("conference") or ()))


def read_schedule(document: Mapping[str, Any], text: str) -> Schedule:
    """The schedule. `text`: the JSON it was read from."""
    lines = cache(lambda: lines_of(text))
    root: Path = ("schedule",) if "schedule" in document else ()
    schedule = tellable(document["schedule"] if root else document)
    if not isinstance(schedule, dict):
        return _nothing(Place(root, lines), "is no object")
    conference = schedule.get("conference")
    place = Place((*root, "conference"), lines)
    if not isinstance(conference, dict):
        return _nothing(place, "is missing or no object")
    days = conference.get("days", schedule.get("days"))
    if not isinstance(days, list):
        return _nothing(place, "has no list of days")
    days_path: Path = (*place.path, "days") if "days" in conference else (*root, "days")
    faults: list[Remark] = []
    read = [_day(day, Place((*days_path, number), lines), faults) for number, day in enumerate(days)]
    own = schedule.get(OWN)
    return Schedule(
        head={key: value for key, value in schedule.items() if key not in ("conference", "days", OWN)},
        conference={key: value for key, value in conference.items() if key != "days"},
        days=[day for day in read if day],
        own=own if isinstance(own, dict) else {},
        faults=faults,
    )


def _nothing(place: Place, detail: str) -> Schedule:
    return Schedule({}, {}, (), faults=(place.remark("", detail),))


def _day(said: Any, place: Place, faults: list[Remark]) -> Day | None:
    if not isinstance(said, dict):
        faults.append(place.remark("", "is no object"))
        return None
    return Day(
        date=date_of(said.get("date")) or date_of(said.get("day_start")),
        start=str(said.get("day_start") or ""),
        end=str(said.get("day_end") or ""),
        rooms=list(_rooms(said.get("rooms"), Place((*place.path, "rooms"), place.lines), faults)),
    )


def _rooms(said: Any, place: Place, faults: list[Remark]) -> Iterator[Room]:
    """By name, or a list of rooms with names."""
    if isinstance(said, dict):
        for name, events in said.items():
            yield Room(name, _events(events, Place((*place.path, name), place.lines), faults))
    elif isinstance(said, list):
        for number, room in enumerate(said):
            there = Place((*place.path, number), place.lines)
            if isinstance(room, dict):
                events = _events(room.get("events"), Place((*there.path, "events"), place.lines), faults)
                yield Room(str(room.get("name") or ""), events)
            else:
                faults.append(there.remark("", "is no object"))
    elif said is not None:
        faults.append(place.remark("", "is no object"))


def _events(said: Any, place: Place, faults: list[Remark]) -> list[Event]:
    if said is not None and not isinstance(said, list):
        faults.append(place.remark("", "is no list"))
        return []
    events = []
    for number, event in enumerate(said or ()):
        there = Place((*place.path, number), place.lines)
        if isinstance(event, dict):
            events.append(Event(event, there))
        else:
            faults.append(there.remark("", "is no object"))
    return events
