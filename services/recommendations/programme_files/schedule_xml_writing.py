"""schedule.xml that other programs open, as its schema has it: https://c3voc.de/schedule/schema.xsd"""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from services.recommendations.programme_files.frames import heading
from services.recommendations.programme_files.layout import LaidDay, laid_out
from services.recommendations.programme_files.published import Published
from services.recommendations.programme_files.schedule_events_writing import Surroundings
from services.recommendations.programme_files.schedule_xml_events import EventWriter
from services.recommendations.programme_files.xml_shape import CONFERENCE, colour, colours, track_slug, uuid, web
from services.recommendations.programme_files.xml_text import writable


def write_schedule_xml(published: Published) -> bytes:
    """The whole programme."""
    laid = laid_out(published.frame, published.sessions, published.conference)
    head, conference = heading(published.frame, published.conference, published.version, len(laid))
    usual = heading({}, published.conference, published.version, len(laid))[1]
    root = Element("schedule")
    SubElement(root, "generator", name="desirepath")
    if web(head.get("url")):
        SubElement(root, "url").text = head["url"]
    SubElement(root, "version").text = writable(head["version"])
    about = SubElement(root, "conference")
    _conference(about, conference, usual)
    if web(head.get("base_url")):
        SubElement(about, "base_url").text = head["base_url"]
    events = EventWriter(Surroundings.of(published))
    guids = _guids(conference.get("rooms"))
    for index, day in enumerate(laid, 1):
        _day(root, index, day, guids, events)
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _conference(about: Element, conference: Mapping[str, Any], usual: Mapping[str, Any]) -> None:
    for name, fits in CONFERENCE.items():
        said = conference.get(name) if fits(conference.get(name)) else usual.get(name)
        if said is not None:
            SubElement(about, name).text = writable(str(said))
    SubElement(about, "days").text = str(conference["daysCount"])
    if told := colours(conference.get("colors")):
        SubElement(about, "color", told)
    for track in conference.get("tracks", ()) if isinstance(conference.get("tracks"), list) else ():
        if isinstance(track, dict) and track.get("name"):
            attributes = {"color": colour, "slug": track_slug}
            fitting = {key: track[key] for key, fits in attributes.items() if fits(track.get(key))}
            SubElement(about, "track", {"name": writable(str(track["name"])), **fitting})


def _guids(rooms: Any) -> dict[str, str]:
    known = (room for room in (rooms if isinstance(rooms, list) else []) if isinstance(room, dict))
    return {str(room.get("name")): room["guid"] for room in known if uuid(room.get("guid"))}


def _day(root: Element, index: int, day: LaidDay, guids: Mapping[str, str], events: EventWriter) -> None:
    element = SubElement(
        root,
        "day",
        index=str(index),
        date=day.date.isoformat(),
        start=day.start.isoformat(timespec="seconds"),
        end=day.end.isoformat(timespec="seconds"),
    )
    for name, there in day.rooms.items():
        room = SubElement(element, "room", {"name": writable(name)} | ({"guid": guids[name]} if name in guids else {}))
        for whole in there:
            events.write(room, whole)
