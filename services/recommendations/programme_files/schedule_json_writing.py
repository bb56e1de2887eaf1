"""schedule.json that other programs open: valid, and with what it has no place for in a part of our own."""

import json
from collections.abc import Mapping
from typing import Any

from services.recommendations.programme_files.found import Whole
from services.recommendations.programme_files.frames import heading
from services.recommendations.programme_files.ids import as_uuid
from services.recommendations.programme_files.layout import LaidDay, laid_out
from services.recommendations.programme_files.published import Published
from services.recommendations.programme_files.schedule import OWN
from services.recommendations.programme_files.schedule_events_writing import Surroundings, written
from services.recommendations.programme_files.schedule_json_shape import CONFERENCE, EVENT, HEAD, Fits

SCHEMA = "https://c3voc.de/schedule/schema.json"


def write_schedule_json(published: Published) -> bytes:
    """The whole programme."""
    laid = laid_out(published.frame, published.sessions, published.conference)
    usual = heading({}, published.conference, published.version, len(laid))
    head, conference = heading(published.frame, published.conference, published.version, len(laid))
    around = Surroundings.of(published)
    top, others = _parted(usual[0], head, HEAD)
    about, own_about = _parted(usual[1], conference, CONFERENCE)
    own: dict[str, Any] = {}
    days = [_day(index, day, around, own) for index, day in enumerate(laid, 1)]
    schedule = {**others, **top, "conference": {**about, "days": days}}
    if parts := {name: part for name, part in (("conference", own_about), ("sessions", own)) if part}:
        schedule[OWN] = parts
    document = {"$schema": SCHEMA, "generator": {"name": "desirepath"}, "schedule": schedule}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _day(index: int, day: LaidDay, around: Surroundings, own: dict[str, Any]) -> dict[str, Any]:
    return {
        "index": index,
        "date": day.date.isoformat(),
        "day_start": day.start.isoformat(timespec="seconds"),
        "day_end": day.end.isoformat(timespec="seconds"),
        "rooms": {name: [_event(one, around, own) for one in there] for name, there in day.rooms.items()},
    }


def _event(whole: Whole, around: Surroundings, own: dict[str, Any]) -> dict[str, Any]:
    """The event. What it has no place for is added to `own`."""
    all_of_it = written(whole, around)
    event, rest = _parted(all_of_it.made, all_of_it.kept, EVENT)
    if ours := {**all_of_it.own, **rest}:
        own[as_uuid(whole.session.guid)] = ours
    return event


def _parted(made: Mapping[str, Any], kept: Mapping[str, Any], shape: Mapping[str, Fits]) -> tuple[dict[str, Any], ...]:
    """What fits, with what was made in the place of what does not; and that which does not."""
    fits = {key: value for key, value in kept.items() if key in shape and shape[key](value)}
    rest = {key: value for key, value in kept.items() if key not in fits and made.get(key) != value}
    return {**{key: value for key, value in made.items() if shape[key](value)}, **fits}, rest
