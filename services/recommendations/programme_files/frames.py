"""What is kept of a schedule beside its sessions: the conference's own words, its days, rooms that stay empty."""

from collections.abc import Mapping
from typing import Any

from services.recommendations.programme_files.generated import acronym_of
from services.recommendations.programme_files.schedule import Schedule
from services.recommendations.programme_files.texts import whole
from shared.contracts.registration import Conference

Frame = Mapping[str, Any]
"""`head`, `conference` and `days`, as in the file, without what would be written anyway."""

_NOT_KEPT = ("$schema", "generator", "rooms")
SLOT = "00:05"
"""What a timetable is drawn by, where nobody said."""


def frame_of(schedule: Schedule) -> dict[str, Any]:
    """As the file has it."""
    ours = schedule.own.get("conference")
    frame: dict[str, Any] = whole(
        {
            "head": {key: value for key, value in schedule.head.items() if key not in _NOT_KEPT and value is not None},
            "conference": {**schedule.conference, **(ours if isinstance(ours, dict) else {})},
            "days": [
                {
                    "index": day.index,
                    "date": day.date.isoformat() if day.date else None,
                    "start": day.start,
                    "end": day.end,
                    "rooms": [room.name for room in day.rooms],
                }
                for day in schedule.days
            ],
        }
    )
    return frame


def usual(conference: Conference, version: int) -> dict[str, Any]:
    """The conference's part of a schedule of which nothing is kept."""
    return {
        "acronym": acronym_of(conference.slug),
        "title": conference.name,
        "start": conference.starts_on.isoformat(),
        "end": conference.ends_on.isoformat(),
        "daysCount": (conference.ends_on - conference.starts_on).days + 1,
        "timeslot_duration": SLOT,
        "time_zone_name": conference.zone,
        "version": str(version),
    }


def kept(frame: Frame, conference: Conference, version: int, before: Frame) -> dict[str, Any]:
    """A frame without what would be written anyway. `version`, `before`: of what is there now."""
    made = usual(conference, version)
    head = dict(frame.get("head", {}))
    # Our own number, unless the organiser has one that happens to be the same.
    if head.get("version") == made["version"] and "version" not in before.get("head", {}):
        del head["version"]
    said = {
        key: value
        for key, value in frame.get("conference", {}).items()
        if key != "daysCount" and value is not None and made.get(key) != value
    }
    parts = {"head": head, "conference": said, "days": list(frame.get("days", ()))}
    return {name: part for name, part in parts.items() if part}
