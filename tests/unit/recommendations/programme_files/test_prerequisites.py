"""What sessions build on: as files say it, and what is wrong or worth knowing about it."""

from datetime import UTC, datetime

from services.recommendations.programme_files.building_on import circles_among, of_others
from services.recommendations.programme_files.ids import as_uuid
from services.recommendations.programme_files.own_reading import read_toml
from shared.contracts.recommendations import Session

TOML = """
[[sessions]]
guid = "second"
title = "Pacing, the second part"
start = "2026-10-28T11:00"
minutes = 60
room = "Room A"
prerequisites = ["first"]
"""


def session(guid: str, *prerequisites: str) -> Session:
    start = datetime(2026, 10, 28, 11, tzinfo=UTC)
    return Session(version=1, guid=guid, title="A", start=start, minutes=60, room="A", prerequisites=prerequisites)


def test_a_session_may_name_those_it_builds_on() -> None:
    found = read_toml(TOML, "kent-2026", "America/Detroit")
    [entry] = found.entries
    assert entry.wanted.session.prerequisites == ("first",)


def test_it_builds_neither_on_itself_nor_round_a_circle() -> None:
    sessions = [session("a"), session("b", "b"), session("c", "a", "d"), session("d", "c")]

    told = [(1, "has the session itself in it"), (2, "go round in a circle: c → d → c")]
    assert list(circles_among(sessions)) == told


def test_one_of_an_earlier_conference_is_asked_about() -> None:
    told = list(of_others([session("a"), session("b", "a", "nope")]))

    assert told == [(1, "nope is no session of this programme; of an earlier one?")]


def test_a_guid_that_was_written_as_a_uuid_is_known_again() -> None:
    assert list(of_others([session(as_uuid("a")), session("b", "a")])) == []
