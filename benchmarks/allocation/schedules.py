"""Schedules on disk, and which of their rooms are large."""

import gzip
import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from services.recommendations.domain.session import Session


class NoSchedule(Exception):
    """The file cannot be read as one."""


def read(path: Path) -> list[Session]:
    """The sessions of a `.jsonl.gz` with `id`, `title`, `text`, `room`, `start` and `end` on each line.

    Some schedules hold sessions that end before they start: these are left out.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines if line.strip()]
        sessions = [_session(row) for row in rows if _instant(row["start"]) < _instant(row["end"])]
    except (OSError, EOFError, ValueError, KeyError, TypeError) as broken:
        raise NoSchedule(f"{path}: {type(broken).__name__}: {broken}") from broken
    if not sessions:
        raise NoSchedule(f"{path} holds no session")
    return sessions


def repeated(sessions: list[Session], many: int) -> list[Session]:
    """So many sessions: the whole schedule again on later days, as often as it takes."""
    first, last = min(each.start for each in sessions), max(each.end for each in sessions)
    length = timedelta(days=(last - first).days + 1)
    return [
        replace(each, guid=f"{each.guid}-{again}", start=each.start + again * length, end=each.end + again * length)
        for again in range(-(-many // len(sessions)))
        for each in sessions
    ][:many]


def large_rooms(sessions: list[Session]) -> set[str]:
    """The half of the rooms that most sessions are in: files do not tell how large rooms are."""
    used = Counter(session.room for session in sessions)
    rooms = sorted(used, key=lambda room: (-used[room], room))
    return set(rooms[: (len(rooms) + 1) // 2])


def capacities(sessions: list[Session], large: int, small: int) -> dict[str, int]:
    """Seats by session."""
    rooms = large_rooms(sessions)
    return {session.guid: large if session.room in rooms else small for session in sessions}


def _session(found: dict[str, str | None]) -> Session:
    start, end = (_instant(str(found[name])) for name in ("start", "end"))
    return Session(
        guid=str(found["id"]),
        title=found.get("title") or "",
        abstract=found.get("text") or "",
        start=start,
        end=end,
        room=str(found.get("room") or ""),
        language=found.get("lang") or "en",
    )


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
