"""From a session to an event of a schedule: what is kept of other systems where it still says the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from services.recommendations.programme_files import persons
from services.recommendations.programme_files.events import LINES, OUR_FIELDS, title_of
from services.recommendations.programme_files.found import Whole
from services.recommendations.programme_files.generated import number_of, slug_of, url_of
from services.recommendations.programme_files.ids import as_uuid
from services.recommendations.programme_files.languages import language_of
from services.recommendations.programme_files.layout import room_name
from services.recommendations.programme_files.links import absolute, links_of, web_address
from services.recommendations.programme_files.published import Published
from services.recommendations.programme_files.rooms import capacities
from services.recommendations.programme_files.texts import long, short
from services.recommendations.programme_files.times import length_of, minutes_of


@dataclass(frozen=True, slots=True)
class Written:
    """An event under the names of schedule.json, where any of it may be more than a format takes."""

    made: Mapping[str, Any]
    """Of the session alone."""
    kept: Mapping[str, Any]
    """What a file said, where the session still says the same."""
    own: Mapping[str, Any]
    """What is ours, and no part of any schedule."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a session does not know itself."""

    conference: str
    zone: ZoneInfo
    public_url: str
    capacities: Mapping[str, int]
    """Of rooms, by name, where the schedule tells of them."""
    base_url: str
    """What addresses without a host are relative to; empty where nobody said."""

    @classmethod
    def of(cls, published: Published) -> "Surroundings":
        """Of all sessions of a programme."""
        head, said = published.frame.get("head", {}), published.frame.get("conference", {})
        return cls(
            published.conference.slug,
            ZoneInfo(published.conference.zone),
            published.public_url,
            capacities(said.get("rooms")),
            str(head.get("base_url") or head.get("url") or said.get("url") or ""),
        )


def written(whole: Whole, around: Surroundings) -> Written:
    """The event of a session."""
    session, extra = whole.session, whole.extra
    start = session.start.astimezone(around.zone)
    number = extra["id"] if is_number(extra.get("id")) else number_of(session.guid)
    made = {
        "guid": as_uuid(session.guid),
        "id": number,
        "date": start.isoformat(timespec="seconds"),
        "start": f"{start:%H:%M}",
        "duration": length_of(session.minutes),
        "room": room_name(whole),
        "slug": slug_of(around.conference, number_of(session.guid), session.title),
        "url": session.url or url_of(around.public_url, around.conference, session.guid),
        "title": session.title,
        "subtitle": session.subtitle or "",
        "track": session.track or "",
        "type": session.type or "",
        "language": session.language,
        "abstract": session.abstract,
        "description": session.description,
        "persons": persons.named(session.speakers),
        "links": [link.model_dump(exclude_none=True) for link in session.links],
        "do_not_record": False,
        "attachments": absolute(extra.get("attachments"), around.base_url),
    }
    kept = {key: value for key, value in extra.items() if _holds(key, value, whole)}
    return Written(made, kept, _ours(whole, around))


def is_number(value: Any) -> bool:
    """Whether this is a number schedules number their events by."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _ours(whole: Whole, around: Surroundings) -> dict[str, Any]:
    session = whole.session
    said = session.model_dump(mode="json", include=set(OUR_FIELDS), exclude_none=True)
    ours = {key: value for key, value in said.items() if value}
    # What the room would say otherwise.
    if session.capacity is None and session.room in around.capacities:
        ours["capacity"] = None
    return ours


def _holds(key: str, raw: Any, whole: Whole) -> bool:
    """Whether what a file said once is still what the session says; of what sessions have no field for it is."""
    session = whole.session
    match key:
        case "title":
            return bool(title_of({**session.model_dump(include={"subtitle", "type"}), "title": raw}) == session.title)
        case "language":
            return language_of(raw) in (None, session.language)
        case "abstract" | "description":
            return bool(long(raw) == getattr(session, key))
        case "duration" | "end":
            return key == "duration" and minutes_of(raw) == session.minutes
        case "persons":
            return persons.speakers(raw) == session.speakers
        case "links":
            return links_of(raw) == session.links
        case "url":
            return web_address(raw) == session.url
        case "date" | "start":
            return False
        case "room":
            return not isinstance(raw, str) and short(raw, 80) == session.room
    return key not in LINES or short(raw, LINES[key]) == str(getattr(session, key) or "")
