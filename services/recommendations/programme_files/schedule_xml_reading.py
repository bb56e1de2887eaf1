"""schedule.xml, as Pentabarf, frab, pretalx and FOSDEM write it, in the words of schedule.json."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.recommendations.programme_files.found import Remark, Unreadable
from services.recommendations.programme_files.schedule import Day, Event, Room, Schedule
from services.recommendations.programme_files.times import date_of
from services.recommendations.programme_files.xml_shape import FRAME_SAYS, SAYS
from services.recommendations.programme_files.xml_tree import Element, read_xml

_READ_OTHERWISE = ("persons", "links", "attachments", "recording")


@dataclass(frozen=True, slots=True)
class Spot:
    """An element, and what it is called for people."""

    element: Element
    name: str

    def remark(self, field: str, detail: str) -> Remark:
        """About an element in it, or all of it where that is missing."""
        inner = self.element.child(field) if field else None
        name = f"{self.name}/{field}" if field else self.name
        return Remark(name, detail, line=(inner or self.element).line)


def read_schedule_xml(content: bytes) -> Schedule:
    """The schedule. Raises Unreadable."""
    root = read_xml(content)
    if root.name != "schedule":
        raise Unreadable(Remark(root.name, "is no schedule", line=root.line))
    conference = root.child("conference")
    said = _conference(conference) if conference else {}
    head = {child.name: child.text for child in root.children if child.name in ("version", "url") and child.text}
    if base := said.pop("base_url", None):
        head["base_url"] = base
    days = [_day(day, f"schedule/day[{number}]") for number, day in enumerate(root.all("day"), 1)]
    if rooms := _rooms(root):
        said["rooms"] = rooms
    return Schedule(head, said, days, says=SAYS, frame_says=FRAME_SAYS)


def _conference(conference: Element) -> dict[str, Any]:
    said: dict[str, Any] = {}
    tracks = []
    for child in conference.children:
        if child.name == "track":
            tracks.append({"name": child.text, **child.attributes})
        elif child.name == "color":
            said["colors"] = dict(child.attributes)
        elif child.name != "days" and child.text:
            said[child.name] = child.text
    return said | ({"tracks": tracks} if tracks else {})


def _rooms(root: Element) -> list[dict[str, str]]:
    """Those of which more is known than their names."""
    known = {
        room.attributes["name"]: room.attributes["guid"]
        for day in root.all("day")
        for room in day.all("room")
        if room.attributes.get("name") and room.attributes.get("guid")
    }
    return [{"name": name, "guid": guid} for name, guid in known.items()]


def _day(day: Element, name: str) -> Day:
    said = day.attributes
    return Day(
        date=date_of(said.get("date")) or date_of(said.get("start")),
        start=said.get("start", ""),
        end=said.get("end", ""),
        rooms=[_room(room, f"{name}/room[{number}]") for number, room in enumerate(day.all("room"), 1)],
    )


def _room(room: Element, name: str) -> Room:
    events = enumerate(room.all("event"), 1)
    return Room(
        room.attributes.get("name", ""),
        [Event(_event(event), Spot(event, f"{name}/event[{number}]")) for number, event in events],
    )


def _event(event: Element) -> Mapping[str, Any]:
    said: dict[str, Any] = {key: value for key, value in event.attributes.items() if value}
    if said.get("id", "").isdecimal():
        said["id"] = int(said["id"])
    said |= {child.name: _value(child) for child in event.children if child.name not in _READ_OTHERWISE}
    said = {key: value for key, value in said.items() if value not in ("", {}, [])}
    said.setdefault("title", "")
    said["persons"] = [_person(person) for person in _listed(event, "persons", "person")]
    said["links"] = [_reference(link) for link in _listed(event, "links", "link")]
    said["attachments"] = [_reference(one) for one in _listed(event, "attachments", "attachment")]
    return said | _recording(event)


def _listed(event: Element, group: str, one: str) -> list[Element]:
    return [element for around in event.all(group) for element in around.all(one)]


def _person(person: Element) -> dict[str, Any]:
    said: dict[str, Any] = {"name": person.text, **person.attributes}
    if str(said.get("id", "")).isdecimal():
        said["id"] = int(said["id"])
    return said


def _reference(element: Element) -> dict[str, str]:
    """A link or an attachment. Some have their address for a text."""
    rest = {key: value for key, value in element.attributes.items() if key != "href" and value}
    url = element.attributes.get("href") or element.text
    return {"url": url, **({"title": element.text} if element.text not in ("", url) else {}), **rest}


def _recording(event: Element) -> dict[str, Any]:
    recording = event.child("recording")
    if recording is None:
        return {}
    said = {child.name: child.text for child in recording.children if child.text}
    told: dict[str, Any] = {"recording_license": said.pop("license", ""), "do_not_record": False}
    told["do_not_record"] = said.pop("optout", "").casefold() in ("true", "1", "yes")
    return told | {f"recording_{name}": value for name, value in said.items()}


def _value(element: Element) -> Any:
    """The text; of an element nobody knows that has others in it, those."""
    if not element.children:
        return element.text
    return {child.name: _value(child) for child in element.children}
