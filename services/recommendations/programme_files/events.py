"""From an event of a schedule to a session, and what of it sessions have no field for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any

from services.recommendations.programme_files import persons
from services.recommendations.programme_files.found import Entry, Remark, Says, Wanted
from services.recommendations.programme_files.generated import drop_generated, is_generated_url
from services.recommendations.programme_files.ids import guid_of
from services.recommendations.programme_files.languages import language_of
from services.recommendations.programme_files.links import canonical, links_of, same_links, web_address
from services.recommendations.programme_files.schedule import Day, Event
from services.recommendations.programme_files.texts import long, one_line, short, whole, worded
from services.recommendations.programme_files.times import clock_of, in_day, minutes_in, moment_of, seconds_of, time_of
from shared.contracts.recommendations import Session
from shared.forms.text import prose

UNTITLED = "Untitled"
NO_ROOM = "To be announced"
OUR_FIELDS = ("area", "ingredients", "level", "capacity", "tags", "prerequisites")
"""What the format has no words for."""
_TIMES = ("date", "start", "end", "duration")
LINES = {"subtitle": 300, "track": 120, "type": 60}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an event does not say itself."""

    conference: str
    zone: tzinfo
    language: str
    """Of events that do not say theirs."""
    capacities: Mapping[str, int] = field(default_factory=dict)
    """Of rooms, by name."""
    says: Says | None = None
    """Which extras the format can tell of; None for all."""


@dataclass
class Reading:
    """One event while it is read."""

    event: Event
    day: Day
    room: str
    around: Surroundings
    faults: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def said(self) -> Mapping[str, Any]:
        """What the file says of it."""
        return self.event.said

    def fault(self, name: str, detail: str) -> None:
        """Something nothing can be made of."""
        self.faults.append(self.event.position.remark(name, detail))

    def note(self, name: str, detail: str) -> None:
        """Something was made of it that the organiser should know."""
        self.notes.append(self.event.position.remark(name, detail))

    def keep(self, name: str, fitted: Any, clean: Callable[[str], str] = one_line) -> Any:
        """What a session holds of a field; the whole of it is kept beside, unless it is the same."""
        raw = self.said.get(name)
        told = clean(raw) if isinstance(raw, str) else raw
        if name in self.said and (told or "") != (fitted or ""):
            self.extra[name] = told
        return fitted


def read_event(reading: Reading, own: Mapping[str, Any]) -> Entry | None:
    """The session, None with the faults in `reading`. `own`: what our part of the file says of it, by guid."""
    said, around = reading.said, reading.around
    guid = guid_of(said, around.conference)
    if (given := worded(said.get("guid")).strip()) and given != guid:
        reading.extra["original_guid"] = given
    start, minutes = _start(reading), _minutes(reading)
    people = persons.canonical(said.get("persons"))
    if not persons.plain(people):
        reading.extra["persons"] = people
    room = _room(reading)
    ours = dict(own.get(guid, {}))
    told = {name: ours.pop(name) for name in OUR_FIELDS if name in ours}
    if "capacity" not in told and room in around.capacities:
        told["capacity"] = around.capacities[room]
    language = language_of(said.get("language")) or around.language
    fields = {
        "version": 1,
        "guid": guid,
        "title": _title(reading),
        **{name: reading.keep(name, short(said.get(name), longest)) or None for name, longest in LINES.items()},
        **{name: reading.keep(name, long(said.get(name)), prose) for name in ("abstract", "description")},
        "room": room,
        "language": reading.keep("language", language),
        "speakers": persons.speakers(people),
        "url": None if is_generated_url(said.get("url")) else reading.keep("url", web_address(said.get("url"))),
        "links": links_of(said.get("links")),
        **told,
    }
    # Nothing, said in one of many ways, is nothing to keep.
    reading.extra |= {name: one for name, one in said.items() if name not in fields and name not in SPOKEN_OF and one}
    for name in ("links", "attachments"):
        if (references := canonical(said.get(name))) and not (
            name == "links" and same_links(references, fields["links"])
        ):
            reading.extra[name] = references
    reading.extra |= ours
    drop_generated(reading.extra, around.conference, guid, fields["title"])
    if reading.faults or start is None or minutes is None:
        return None
    session = Session.model_validate({**fields, "start": start, "minutes": minutes})
    unsaid = frozenset(OUR_FIELDS) - set(told)
    return Entry(Wanted(session, whole(reading.extra), unsaid, reading.around.says), reading.event.position)


SPOKEN_OF = frozenset((*_TIMES, "persons", "attachments"))
"""Keys that are read in a way of their own."""


def title_of(said: Mapping[str, Any]) -> str:
    """What an event is called; what else it says of itself where it has no title."""
    words = (short(said.get(name), 200) for name in ("title", "subtitle", "type"))
    return next(filter(None, words), UNTITLED)


def _title(reading: Reading) -> str:
    title = title_of(reading.said)
    if short(reading.said.get("title"), 200):
        return str(reading.keep("title", title))
    raw = reading.said.get("title")
    reading.extra["title"] = one_line(raw) if isinstance(raw, str) else raw or ""
    reading.note("title", f"is empty; the session is called “{title}”")
    return title


def _room(reading: Reading) -> str:
    given = reading.said.get("room")
    room = short(given, 80) or short(reading.room, 80)
    if not room:
        reading.note("room", f"is empty; it is “{NO_ROOM}”")
        reading.extra["room"] = ""
        return NO_ROOM
    # The room it is listed in says the same: only what a session cannot hold is kept.
    said = given if short(given, 80) else reading.room
    if isinstance(said, str):
        said = one_line(said)
    if said != room:
        reading.extra["room"] = said
    return room


def _start(reading: Reading) -> datetime | None:
    said, zone = reading.said, reading.around.zone
    for name in ("date", "start"):
        text = str(said.get(name) or "").strip()
        if len(text) > len("2026-10-28"):
            try:
                return moment_of(text, zone)
            except ValueError as wrong:
                reading.fault(name, str(wrong))
                return None
    clock = str(said.get("start") or "").strip()
    if not clock:
        reading.fault("date", "is missing: when does it begin?")
        return None
    try:
        own_day = str(said.get("date") or "").strip()
        day = date.fromisoformat(own_day) if own_day else reading.day.date
        time = time_of(clock)
    except ValueError as wrong:
        reading.fault("start", str(wrong))
        return None
    if day is None:
        reading.fault("date", "is missing, and so is the date of its day")
        return None
    return datetime.combine(day, time, zone) if own_day else in_day(time, day, _begins(reading), zone)


def _begins(reading: Reading) -> datetime | None:
    try:
        return moment_of(reading.day.start, reading.around.zone)
    except ValueError:
        return None


def _minutes(reading: Reading) -> int | None:
    said = reading.said
    try:
        if said.get("duration") in (None, "") and said.get("end"):
            name = "end"
            begins = _start(Reading(reading.event, reading.day, reading.room, reading.around))
            ends = moment_of(str(said["end"]), reading.around.zone)
            seconds = round(ends.timestamp() - begins.timestamp()) if begins else 0
        else:
            name = "duration"
            seconds = seconds_of(said.get("duration"))
    except (ValueError, OverflowError) as wrong:
        reading.fault(name, str(wrong))
        return None
    minutes = minutes_in(seconds)
    if minutes * 60 != seconds:
        reading.extra["duration"] = said[name] if name == "duration" else clock_of(seconds)
        reading.note(name, f"is {said[name]}; the session lasts {minutes} min")
    return minutes
