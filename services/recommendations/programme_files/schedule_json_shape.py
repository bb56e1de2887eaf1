"""What schedule.json may hold where, as its schema has it: https://c3voc.de/schedule/schema.json"""

import re
from collections.abc import Callable, Mapping
from typing import Any

Fits = Callable[[Any], bool]

_SLUG = re.compile(r"[a-z0-9_-]+[a-z0-9]")
_KINDS = ("slides", "paper", "web", "blog", "article", "media", "related", "activitypub")
_ROOM_KINDS = ("lecturehall", "stage", "workshop", "outside", "online", "project", "bbb", "hangar", "other")
_RECORDING = (
    "record_by_default",
    "not_recorded_by_default",
    "recording_forbidden",
    "recording_not_possible",
    "unknown",
)


def text(value: Any) -> bool:
    """Any text."""
    return isinstance(value, str)


def matches(pattern: str) -> Fits:
    """A text that is wholly like this."""
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def _text_or_none(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _flag(value: Any) -> bool:
    return value is None or isinstance(value, bool)


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


address = matches(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]+")
"""A URI that is whole."""


def _reference(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and set(value) <= {"url", "title", "type"}
        and address(value.get("url"))
        and text(value.get("title", ""))
        and value.get("type", "web") in _KINDS
    )


def _references(value: Any) -> bool:
    return isinstance(value, list) and all(map(_reference, value))


def _person(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and text(value.get("name"))
        and "public_name" not in value
        and ("id" not in value or _number(value["id"]))
        and all(text(value[key]) for key in ("guid",) if key in value)
        and ("url" not in value or address(value["url"]))
        and ("code" not in value or matches("[A-Z0-9]+")(value["code"]))
        and all(_text_or_none(value.get(key)) for key in ("avatar", "biography"))
        and _references(value.get("links", []))
    )


def _persons(value: Any) -> bool:
    return isinstance(value, list) and all(map(_person, value))


def _room(value: Any) -> bool:
    if not isinstance(value, dict) or not text(value.get("name")) or not text(value.get("guid")):
        return False
    known = {"name", "slug", "type", "guid", "stream_id", "description", "capacity", "url", "features", "assembly"}
    others = [key for key in value if key not in known]
    capacity = value.get("capacity")
    features = value.get("features", {})
    return (
        all(key.startswith("description_") and _text_or_none(value[key]) for key in others)
        and ("slug" not in value or (text(value["slug"]) and _SLUG.fullmatch(value["slug"]) is not None))
        and value.get("type", "other") in _ROOM_KINDS
        and _text_or_none(value.get("stream_id"))
        and isinstance(value.get("description"), str | dict | None)
        and (capacity is None or (isinstance(capacity, int | float) and not isinstance(capacity, bool)))
        and ("url" not in value or address(value["url"]))
        and isinstance(features, dict)
        and features.get("recording", "unknown") in _RECORDING
        and "assembly" not in value
    )


def _track(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and text(value.get("name", ""))
        and text(value.get("color", ""))
        and ("slug" not in value or (text(value["slug"]) and _SLUG.fullmatch(value["slug"]) is not None))
    )


def _all(one: Fits) -> Fits:
    return lambda value: isinstance(value, list) and all(map(one, value))


EVENT: Mapping[str, Fits] = {
    "guid": text,
    "code": matches("[A-Z0-9]+"),
    "id": lambda value: _number(value) and value >= 1,
    "logo": _text_or_none,
    "date": text,
    "start": text,
    "duration": matches("[0-9]+:[0-9]{2}"),
    "room": text,
    "slug": matches("[a-z0-9_-]+[a-z0-9]"),
    "url": address,
    "title": text,
    "subtitle": _text_or_none,
    "track": _text_or_none,
    "type": text,
    "language": _text_or_none,
    "abstract": _text_or_none,
    "description": _text_or_none,
    "recording_license": text,
    "do_not_record": _flag,
    "do_not_stream": lambda value: _flag(value) or text(value),
    "persons": _persons,
    "links": _references,
    "feedback_url": address,
    "origin_url": address,
    "attachments": _references,
}
CONFERENCE: Mapping[str, Fits] = {
    "acronym": matches(r"[a-z0-9_-][a-z0-9_]{3,}(?:-2[0-9]{3}-[a-z]+)?"),
    "title": text,
    "description": text,
    "start": text,
    "end": text,
    "daysCount": _number,
    "timeslot_duration": text,
    "time_zone_name": matches(r"[A-Z][a-z]+/[A-Z][a-z]+.*|UTC"),
    "logo": text,
    "colors": lambda value: isinstance(value, dict) and all(map(text, value.values())),
    "keywords": _all(text),
    "url": address,
    "tracks": _all(_track),
    "rooms": _all(_room),
    "meta": lambda value: isinstance(value, dict),
}
HEAD: Mapping[str, Fits] = {"version": text, "base_url": address}
