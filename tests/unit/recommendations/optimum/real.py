"""Real programmes, where their folder is at hand."""

import gzip
import json
import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from services.recommendations.domain.optimum.limits import Candidate
from services.recommendations.domain.session import Session
from services.recommendations.domain.timetable import Timetable

SCHEDULES = ("33c3_2016", "neuromatch_2020_1", "neuromatch_2020_2")
DATA = Path(os.environ.get("RANKING_DATA", Path(__file__).parents[5] / "shared" / "data"))


def timetable_of(name: str) -> Timetable:
    """One of them; the test is skipped where it is not to be had."""
    path = DATA / "schedules" / f"{name}.jsonl.gz"
    if not path.exists():
        pytest.skip(f"RANKING_DATA names no folder with the schedule {name}")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    sessions = []
    for row in rows:
        start, end = datetime.fromisoformat(row["start"]), datetime.fromisoformat(row["end"])
        if end > start:
            sessions.append(Session(row["id"], row["title"], "", start, end, str(row["room"])))
    return Timetable.of(sessions, ZoneInfo("UTC"))


def days_of(name: str) -> tuple[Timetable, list[list[Candidate]]]:
    """The programme and its sessions by day, worth nothing yet."""
    timetable = timetable_of(name)
    days: list[list[Candidate]] = [[] for _ in range(max(timetable.days) + 1)]
    for position, day in enumerate(timetable.days):
        start, end = timetable.instants[position]
        days[day].append(Candidate(position, start, end, timetable.rooms[position], 0))
    return timetable, days
