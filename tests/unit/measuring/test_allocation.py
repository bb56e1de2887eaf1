"""The measurement of allocating itself, on a schedule small enough to work out by hand."""

import gzip
import json
from datetime import UTC
from pathlib import Path

import numpy as np
import pytest

from benchmarks.allocation import schedules
from benchmarks.allocation.__main__ import main
from benchmarks.allocation.baselines import at_the_door, choosing_again
from services.recommendations.domain.timetable import Timetable
from services.recommendations.seats.demand import Demand

DAY = "2026-10-28T"
ROWS = [
    {"id": 1, "title": "Apples and pears", "text": "Orchards in spring", "room": "A", "start": "09:00", "end": "10:00"},
    {"id": 2, "title": "Rivers", "text": "Water from mountains", "room": "A", "start": "10:00", "end": "11:00"},
    {"id": 3, "title": "Stars", "text": "Light from long ago", "room": "B", "start": "10:00", "end": "11:00"},
]


@pytest.fixture
def schedule(tmp_path: Path) -> Path:
    path = tmp_path / "day.jsonl.gz"
    with gzip.open(path, "wt") as file:
        file.writelines(
            json.dumps(row | {"start": f"{DAY}{row['start']}", "end": f"{DAY}{row['end']}"}) + "\n" for row in ROWS
        )
    return path


def test_rooms_that_are_used_most_are_large(schedule: Path) -> None:
    sessions = schedules.read(schedule)
    assert schedules.large_rooms(sessions) == {"A"}
    assert schedules.capacities(sessions, 7, 3) == {"1": 7, "2": 7, "3": 3}


def test_a_schedule_is_repeated_on_later_days(schedule: Path) -> None:
    sessions = schedules.repeated(schedules.read(schedule), 4)
    assert [each.guid for each in sessions] == ["1-0", "2-0", "3-0", "1-1"]
    assert (sessions[3].start - sessions[0].start).days == 1


@pytest.mark.parametrize(("seats", "expected"), [("2", (2, 1)), ("5,4", (5, 4))])
def test_everybody_allocates_and_all_is_told(
    schedule: Path, seats: str, expected: tuple, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    target = tmp_path / "figures.json"
    assert main([str(schedule), "--people", "5", "--seats", seats, "--json", str(target)]) == 0
    figures = json.loads(target.read_text())
    assert (figures["seats"]["large"], figures["seats"]["small"]) == expected
    assert set(figures["contestants"]) == {
        "ours",
        "first come at the door",
        "first come, choosing again",
        "greedy",
        "exact",
    }
    values = {name: each["value"] for name, each in figures["contestants"].items()}
    assert max(values.values()) == values["exact"] <= figures["bound"]
    assert figures["contestants"]["ours"]["spread"]["median"] > 0
    printed = capsys.readouterr().out
    assert all(name in printed for name in ("ours", "first come", "greedy", "exact", "bound", "fairness", "Stability"))


def test_whoever_comes_to_a_full_session_has_nothing_or_chooses_again(schedule: Path) -> None:
    """Three people, one seat in each of two sessions at the same hour; all of them like the first one best."""
    timetable = Timetable.of(schedules.read(schedule)[1:], UTC)
    demand = Demand.of(timetable, np.array([[300.0, 300, 300], [200, 200, 200]]), [1, 1])
    assert at_the_door(timetable, demand).tolist() == [[True, False, False], [False, False, False]]
    assert choosing_again(timetable, demand).tolist() == [[True, False, False], [False, True, False]]


def test_people_may_have_tastes_instead_of_goals(schedule: Path, tmp_path: Path) -> None:
    target = tmp_path / "figures.json"
    assert main([str(schedule), "--people", "9", "--seats", "2", "--people-from", "tastes", "--json", str(target)]) == 0
    figures = json.loads(target.read_text())
    assert (figures["people_from"], figures["wanted"]) == ("tastes", 3.0)


def test_what_is_no_schedule_is_told(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main([str(tmp_path / "nothing.jsonl.gz")]) == 2
    assert "nothing.jsonl.gz" in capsys.readouterr().err
