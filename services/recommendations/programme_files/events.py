"""From an event of a schedule to a session, and what of it sessions have no field for."""

from collections.abc import Mapping
from typing import Any

from services.recommendations.programme_files import persons
from services.recommendations.programme_files.event_reading import Reading
from services.recommendations.programme_files.event_times import length_of, start_of
from services.recommendations.programme_files.found import Entry, Wanted
from services.recommendations.programme_files.generated import drop_generated, is_generated_url
from services.recommendations.programme_files.ids import guid_of
from services.recommendations.programme_files.languages import language_of
from services.recommendations.programme_files.links import canonical, links_of, same_links, web_address
from services.recommendations.programme_files.texts import long, one_line, short, whole, worded
from shared.contracts.recommendations import Session
from shared.forms.text import prose

UNTITLED = "Untitled"
NO_ROOM = "To be announced"
OUR_FIELDS = ("area", "ingredients", "level", "capacity", "tags", "prerequisites")
"""What the format has no words for."""
_TIMES = ("date", "start", "end", "duration")
LINES = {"subtitle": 300, "track": 120, "type": 60}


def read_event(reading: Reading, own: Mapping[str, Any]) -> Entry | None:
    """The session, None with the faults in `reading`. `own`: what our part of the file says of it, by guid."""
    said, around = reading.said, reading.around
    guid = guid_of(said, around.conference)
    if (given := worded(said.get("guid")).strip()) and given != guid:
        reading.extra["original_guid"] = given
    start, minutes = start_of(reading), length_of(reading)
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
    reading.extra |= {
        name: one for name, one in said.items() if name not in fields and name not in SPOKEN_OF and _something(one)
    }
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


def _something(said: Any) -> bool:
    """Zero is a number as good as any, such as an id."""
    return bool(said) or (said == 0 and not isinstance(said, bool))


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
