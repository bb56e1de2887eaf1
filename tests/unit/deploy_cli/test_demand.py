"""`desirepath demand`: what is printed of an answer, and what is said where there is none."""

from typing import Any

from typer.testing import CliRunner

from deploy.cli import app
from deploy.cli.demand_tables import show
from deploy.local.ports import LOOPBACK, free_port

SESSION = {"room": "Room A", "start": "2026-10-28T13:00:00Z", "minutes": 60}
ANSWER: dict[str, Any] = {
    "conference": "a-conference",
    "hidden_below": 5,
    "measuring": None,
    "measured_at": "2026-09-20T06:30:00Z",
    "demand": {
        "programme_version": 3,
        "people": 310,
        "unmet": [{"words": ["parents", "[bold]"], "people": 35, "closest": "pacing"}],
        "sessions": [
            {
                "guid": "quiet",
                "title": "Nobody's",
                "wanted": None,
                "expected": None,
                "capacity": 9,
                "over": 0,
                **SESSION,
            },
            {
                "guid": "robots",
                "title": "Robots",
                "wanted": 40,
                "expected": None,
                "capacity": None,
                "over": 0,
                **SESSION,
            },
            {"guid": "pacing", "title": "Pacing", "wanted": 140, "expected": 85, "capacity": 60, "over": 25, **SESSION},
        ],
        "clashes": [{"one": "pacing", "other": "robots", "people": 20}],
        "repeats": [
            {"guid": "pacing", "room": "Room B", "start": "2026-10-28T15:00:00-04:00", "people": 45, "value": 52000}
        ],
        "swaps": [],
    },
}


def test_tables_say_what_to_do_first(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")

    show(ANSWER)

    printed = capsys.readouterr().out
    assert "a-conference: 310 people, programme version 3, measured 2026-09-20T06:30Z." in printed
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in printed.splitlines() if "│" in line]
    assert ["parents, [bold]", "35", "Pacing"] in rows
    assert [row for row in rows if row[0] in {"Pacing", "Robots"}][:2] == [
        ["Pacing", "140", "85", "60", "25"],
        ["Robots", "40", "under 5", "no limit", ""],
    ]
    assert ["Pacing", "Robots", "20"] in rows
    assert ["Pacing", "28 Oct 15:00", "Room B", "45", "52 h"] in rows
    assert "Rooms worth swapping: none." in printed
    assert "Nobody's" not in printed


def test_nothing_measured_says_what_to_do(capsys):
    show({**ANSWER, "demand": None})
    assert capsys.readouterr().out == "Nothing was measured yet: --measure does it.\n"


def test_a_service_that_is_not_there():
    url = f"http://{LOOPBACK}:{free_port()}"
    answer = CliRunner().invoke(app, ["demand", "a-conference", "--recommendations", url, "--token", "secret"])
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "does not answer (ConnectError). Is it running?" in answer.stderr
