"""How far it is between rooms: what a file may say of it, and what becomes of that."""

import json
from datetime import date
from typing import Any

from services.recommendations.domain.walks import MeasuredWalk
from services.recommendations.programme_files.found import Found, Framed
from services.recommendations.programme_files.frames import over
from services.recommendations.programme_files.reading import read_programme
from services.recommendations.programme_files.room_walks import changed_walks, walks_of
from shared.contracts.registration import Conference

CONFERENCE = Conference(
    slug="a-day",
    name="A day",
    starts_on=date(2026, 10, 28),
    ends_on=date(2026, 10, 28),
    zone="America/Detroit",
    place="Here",
    capacity=9,
)
SESSION = {"title": "A", "start": "2026-10-28T09:00", "minutes": 30}
SESSIONS = [{**SESSION, "guid": "a", "room": "Hall"}, {**SESSION, "guid": "b", "room": "Gym"}]
TOML = """\
conference = "a-day"

[[sessions]]
guid = "a"
title = "A"
start = 2026-10-28T09:00:00
minutes = 30
room = "Hall"

[[walks]]
from = "Hall"
to = "Gym"
minutes = -3
"""


def walk(one: str, other: str, minutes: int) -> dict[str, Any]:
    return {"from": one, "to": other, "minutes": minutes}


def read(walks: Any) -> Found:
    return read_programme(json.dumps({"sessions": SESSIONS, "walks": walks}).encode(), "a-day", "America/Detroit")


def test_what_is_measured_is_kept_and_the_rest_stays() -> None:
    before = {"head": {"version": "3"}, "walks": [walk("Hall", "Lab", 9)]}

    said = over(read([walk("Hall", "Gym", 12)]).frame, before, CONFERENCE)
    assert said == {"head": {"version": "3"}, "walks": [walk("Hall", "Gym", 12)]}
    assert walks_of(said) == (MeasuredWalk("Hall", "Gym", 12),)
    assert changed_walks(before, said) == {frozenset(("Hall", "Gym")), frozenset(("Hall", "Lab"))}
    assert over(read([]).frame, before, CONFERENCE) == {"head": {"version": "3"}}
    assert over(Framed({"head": {}}), before, CONFERENCE) == {"head": {}, "walks": [walk("Hall", "Lab", 9)]}
    assert changed_walks(before, before) == frozenset()


def test_the_same_walk_the_other_way_round_is_no_change() -> None:
    before = {"walks": [walk("Gym", "Hall", 9)]}

    assert over(read([walk("Hall", "Gym", 9)]).frame, before, CONFERENCE) == before
    assert changed_walks(before, {"walks": [walk("Hall", "Gym", 8)]}) == {frozenset(("Hall", "Gym"))}


def test_the_room_of_a_session_with_another_fault_is_one() -> None:
    sessions = [SESSIONS[0], {**SESSIONS[1], "title": ""}]
    content = json.dumps({"sessions": sessions, "walks": [walk("Hall", "Gym", 5)]}).encode()

    assert [fault.field for fault in read_programme(content, "a-day", "America/Detroit").faults] == [
        "sessions[1].title"
    ]


def test_what_is_wrong_is_told_with_its_place() -> None:
    def told(*walks: Any) -> list[tuple[str, str]]:
        return [(fault.field, fault.detail) for fault in read(list(walks)).faults]

    assert told(walk("Hall", "Grm", 5)) == [("walks[0].to", "is no room of a session: Grm")]
    assert told(walk("Hall", "Gym", 5), walk("Gym", "Hall", 6)) == [("walks[1].to", "is the walk of walks[0] again")]
    assert told(walk("Gym", "Gym", 5)) == [("walks[0].to", "is where the walk begins")]
    assert told(walk("Hall", "Gym", 121)) == [("walks[0].minutes", "is more than 120: write 120 or less")]
    assert told("far") == [("walks[0]", "is no object with fields of its own")]
    assert [fault.field for fault in read("far").faults] == ["walks"]
    told_of_toml = [(fault.line, fault.field) for fault in read_programme(TOML.encode(), "a-day", None).faults]
    assert told_of_toml == [(13, "walks[0].minutes")]
