"""One event of a schedule.xml."""

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from services.recommendations.programme_files import xml_shape
from services.recommendations.programme_files.found import Whole
from services.recommendations.programme_files.generated import is_generated_url, number_of
from services.recommendations.programme_files.schedule_events_writing import Surroundings, is_number, written
from services.recommendations.programme_files.xml_text import writable

_ALWAYS = ("room", "title", "type", "date", "start", "duration", "abstract", "track")
_IF_ANY = ("subtitle", "language", "description")
_ADDRESSES = ("logo", "video_download_url", "url", "feedback_url", "origin_url")


class EventWriter:
    """Writes events, and remembers what must not come twice in a file."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._taken: set[tuple[str, Any]] = set()

    def write(self, room: Element, whole: Whole) -> None:
        """Add the event of a session to its room."""
        all_of_it = written(whole, self._around)
        made, kept = all_of_it.made, all_of_it.kept
        said = {**made, **{key: value for key, value in kept.items() if key not in made or isinstance(value, str)}}
        element = SubElement(room, "event", self._names(whole, made, said))
        if not xml_shape.length(said["duration"]):
            said["duration"] = made["duration"]
        for name in _ALWAYS:
            SubElement(element, name).text = writable(str(said[name]))
        for name in _IF_ANY:
            if said[name]:
                SubElement(element, name).text = writable(str(said[name]))
        if "slug" in kept and xml_shape.slug(kept["slug"]) and self._free("slug", kept["slug"]):
            SubElement(element, "slug").text = kept["slug"]
        for name in _ADDRESSES:
            if xml_shape.web(said.get(name)) and not is_generated_url(said[name]):
                SubElement(element, name).text = writable(said[name])
        _recording(element, kept)
        _persons(element, kept.get("persons", made["persons"]))
        links = xml_shape.references("type", "service")(kept.get("links", made["links"]))
        _references(element, "links", "link", links)
        _references(element, "attachments", "attachment", xml_shape.references("type")(kept.get("attachments")))

    def _names(self, whole: Whole, made: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, str]:
        number = made["id"] if self._free("id", made["id"]) else number_of(whole.session.guid)
        names = {"id": str(number), "guid": str(made["guid"])}
        code = str(said.get("code"))
        return names | ({"code": code} if xml_shape.code(code) and self._free("code", code) else {})

    def _free(self, what: str, value: Any) -> bool:
        """Whether nobody has this yet; from now on somebody has."""
        free = (what, value) not in self._taken
        self._taken.add((what, value))
        return free


def _recording(event: Element, kept: Mapping[str, Any]) -> None:
    licence, optout = kept.get("recording_license"), kept.get("do_not_record")
    places = {name: kept.get(f"recording_{name}") for name in ("url", "link")}
    if not (licence or optout or any(places.values())):
        return
    recording = SubElement(event, "recording")
    SubElement(recording, "license").text = writable(licence) if isinstance(licence, str) else ""
    SubElement(recording, "optout").text = "true" if optout else "false"
    for name, address in places.items():
        if xml_shape.web(address):
            SubElement(recording, name).text = address


def _persons(event: Element, persons: Sequence[Mapping[str, Any]]) -> None:
    group = SubElement(event, "persons")
    for person in persons:
        told = {"id": str(person["id"])} if is_number(person.get("id")) else {}
        told |= {"guid": person["guid"]} if xml_shape.uuid(person.get("guid")) else {}
        SubElement(group, "person", told).text = writable(str(person["name"]))


def _references(event: Element, group: str, one: str, references: Sequence[Mapping[str, str]]) -> None:
    around = SubElement(event, group)
    for said in references:
        told = {key: value for key, value in said.items() if key not in ("url", "title")}
        SubElement(around, one, {"href": said["url"], **told}).text = said.get("title", "")
