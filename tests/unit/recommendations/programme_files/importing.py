"""Programmes in memory: what is imported lies over what was there, as the service has it."""

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from services.recommendations.differences import Differences, differences
from services.recommendations.ports import Stored
from services.recommendations.programme_files.found import Whole
from services.recommendations.programme_files.frames import over
from services.recommendations.programme_files.layout import same_frame
from services.recommendations.programme_files.published import Published
from services.recommendations.programme_files.reading import read_programme
from shared.contracts.registration import Conference

CONFERENCE = Conference(
    slug="harbour-2026",
    name="Harbour Days",
    starts_on=date(2026, 10, 24),
    ends_on=date(2026, 10, 26),
    zone="Europe/Berlin",
    place="The pier",
    capacity=100,
)
NOTHING = Stored(0, (), {})
PUBLISHED_AT = datetime(2026, 10, 1, 12, tzinfo=UTC)
SHARED = Path(__file__).parents[5] / "shared"
"""Where schemas and public programmes lie, where they do."""


def imported(
    content: bytes, stored: Stored = NOTHING, conference: Conference = CONFERENCE
) -> tuple[Stored, Differences]:
    """What is there after it, and what that changed."""
    found = read_programme(content, conference.slug, conference.zone)
    assert not found.faults, found.faults
    changed = differences(stored, [entry.wanted for entry in found.entries])
    frame = over(found.frame, stored.frame, conference)
    now = Stored(
        stored.version + 1,
        tuple(whole.session for whole in changed.programme),
        {},
        extras={whole.session.guid: whole.extra for whole in changed.programme},
        frame=stored.frame if same_frame(frame, stored.frame, conference, stored.version, changed.programme) else frame,
    )
    return now, changed


def published(stored: Stored, conference: Conference = CONFERENCE, cancelled=()) -> Published:
    """The same as writers have it."""
    sessions = [Whole(session, stored.extras[session.guid]) for session in stored.sessions]
    url = "https://recommendations.example.org"
    return Published(conference, stored.version, PUBLISHED_AT, sessions, cancelled, stored.frame, url)


def converted(name: str) -> tuple[bytes, Conference]:
    """A public programme as a schedule.json, with its conference."""
    path = SHARED / "data" / "schedules" / f"{name}.jsonl.gz"
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    with gzip.open(path, "rt") as lines:
        rows = [json.loads(line) for line in lines]
    days: dict[str, dict[str, list[Any]]] = {}
    for row in rows:
        event = {
            "id": int(row["id"]) + 1,
            "date": row["start"],
            "end": row["end"],
            "room": str(row["room"]),
            "title": row["title"],
            "abstract": row["text"],
            "track": row.get("track"),
            "type": row.get("type"),
            "language": row.get("lang"),
        }
        days.setdefault(row["start"][:10], {}).setdefault(str(row["room"]), []).append(event)
    told = [{"date": day, "rooms": rooms} for day, rooms in sorted(days.items())]
    zone = "Europe/Berlin" if "33c3" in name else "UTC"
    conference = {"title": name, "time_zone_name": zone, "days": told}
    first, last = (date.fromisoformat(day) for day in (min(days), max(days)))
    about = CONFERENCE.model_copy(update={"starts_on": first, "ends_on": last, "zone": zone})
    return json.dumps({"schedule": {"version": "1", "conference": conference}}).encode(), about
