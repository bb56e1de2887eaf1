"""What is kept of a schedule beside its sessions: the conference's own words, its days, rooms that stay empty."""

from typing import Any

from services.recommendations.programme_files.found import Frame, Framed, Says, said_over
from services.recommendations.programme_files.generated import acronym_of
from services.recommendations.programme_files.room_walks import changed_walks
from services.recommendations.programme_files.schedule import Schedule
from services.recommendations.programme_files.texts import one_line, whole
from services.recommendations.programme_files.xml_text import writable
from shared.contracts.registration import Conference

_HEAD = ("version", "url", "base_url")
_BY_NAME = ("tracks", "rooms")
_NOT_KEPT = ("$schema", "generator", "rooms")
SLOT = "00:05"
"""What a timetable is drawn by, where nobody said."""


def frame_of(schedule: Schedule) -> Framed:
    """As the file has it."""
    ours = schedule.own.get("conference")
    said = {key: value for key, value in schedule.conference.items() if key != "daysCount" and value is not None}
    frame: dict[str, Any] = whole(
        {
            "head": {key: value for key, value in schedule.head.items() if key not in _NOT_KEPT and value is not None},
            "conference": {**said, **(ours if isinstance(ours, dict) else {})},
            "days": [
                {
                    "date": day.date.isoformat() if day.date else None,
                    "start": day.start,
                    "end": day.end,
                    "rooms": list(dict.fromkeys(one_line(room.name) for room in day.rooms)),
                }
                for day in schedule.days
            ],
        }
    )
    return Framed(frame, schedule.frame_says)


def over(framed: Framed | None, before: Frame, conference: Conference) -> Frame:
    """A file's frame over the one before: what its format cannot tell of stays. None tells of nothing."""
    if framed is None:
        return before
    frame = before if framed.said is None else _told(framed.said, framed.says, before, conference)
    same = framed.walks is None or not changed_walks(before, {"walks": framed.walks})
    walks = before.get("walks") if same else framed.walks
    return {**_without_walks(frame), **({"walks": walks} if walks else {})}


def _without_walks(frame: Frame) -> Frame:
    return {key: value for key, value in frame.items() if key != "walks"}


def _told(said: Frame, says: Says | None, before: Frame, conference: Conference) -> Frame:
    if says is None:
        return said
    was, now = before.get("conference", {}), dict(said.get("conference", {}))
    usual = heading({}, conference, 0, 0)[1]
    for key, read_again in says.items():
        # Written in the place of what it could not say.
        if key in was and read_again(was[key]) is None and now.get(key) == usual.get(key):
            now.pop(key, None)
    named = {key: told for key in _BY_NAME if (told := _by_name(was.get(key), now.pop(key, None)))}
    head = {key: value for key, value in before.get("head", {}).items() if key not in _HEAD}
    return {
        "head": head | said.get("head", {}),
        "conference": {**said_over(now, was, says), **named},
        "days": said.get("days", []),
    }


def _by_name(was: Any, now: Any) -> Any:
    """What is said now of tracks and rooms over what was said before of the same ones."""
    if not now:
        return was
    known = was if isinstance(was, list) else []
    told = {_name(one): one for one in now}
    merged = [
        {**one, **told.pop(_name(one), {}), "name": one.get("name")} if isinstance(one, dict) and "name" in one else one
        for one in known
    ]
    return [*merged, *told.values()]


def _name(one: Any) -> str:
    """As attributes hold it."""
    return " ".join(writable(str(one.get("name"))).split())


def heading(frame: Frame, conference: Conference, version: int, days: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is written beside the conference, and of it: what is kept, and the rest as we know it."""
    head = {"version": str(version), **frame.get("head", {})}
    usual = {
        "acronym": acronym_of(conference.slug),
        "title": conference.name,
        "start": conference.starts_on.isoformat(),
        "end": conference.ends_on.isoformat(),
        "timeslot_duration": SLOT,
        "time_zone_name": conference.zone,
    }
    return head, {**usual, **frame.get("conference", {}), "daysCount": days}
