"""What was added to v1 of an event: what was there before reads as it did, and says the same."""

import json
from pathlib import Path

from shared.contracts.recommendations import AgendaMoved, Change, SessionChanged
from shared.contracts.registration import ParticipantCancelled

EXAMPLE = Path(__file__).parents[2] / "shared" / "contracts" / "examples" / "session.changed.v1.json"
CHANGES = [{"field": "room", "old": "Room B", "new": "Library"}, {"field": "capacity", "new": 90}, {"field": "logo"}]


def changed(**changes) -> SessionChanged:
    document = json.loads(EXAMPLE.read_text())
    document["data"] |= changes
    return SessionChanged.parse(json.dumps(document).encode())


def test_an_event_from_before_has_none_and_is_written_without() -> None:
    assert changed().data.changes == ()
    assert b"changes" not in changed().encode()


def test_changes_travel_with_what_was_and_what_is() -> None:
    written = changed(changes=CHANGES).encode()

    assert json.loads(written)["data"]["changes"] == CHANGES
    assert changed(changes=CHANGES).data.changes[0] == Change(field="room", old="Room B", new="Library")


def test_what_sessions_can_hold_now_is_left_out_where_there_is_nothing() -> None:
    said = {
        "subtitle": "In an hour",
        "track": "Pace",
        "type": "talk",
        "url": "https://a.example",
        "description": "More.",
    }
    links = [{"url": "https://b.example"}]

    data = json.loads(changed(**said, links=links).encode())["data"]

    assert {name: data[name] for name in said} == said
    assert data["links"] == links
    assert not set(said) & set(json.loads(changed().encode())["data"])


def test_who_takes_part_no_more_had_signed_up_unless_it_is_said() -> None:
    text = EXAMPLE.with_name("participant.cancelled.v1.json").read_text()
    before = ParticipantCancelled.parse(text.encode())
    assert not before.data.only_interested
    assert b"only_interested" not in before.encode()

    said = json.loads(text)
    said["data"]["only_interested"] = True
    assert json.loads(ParticipantCancelled.parse(json.dumps(said).encode()).encode())["data"] == said["data"]


def test_a_move_from_before_says_nothing_of_when_they_are_there() -> None:
    document = json.loads(EXAMPLE.with_name("agenda.moved.v1.json").read_text())
    assert b"arrive" not in AgendaMoved.parse(json.dumps(document).encode()).encode()

    document["data"]["arrive"] = "2026-10-28T14:25:00Z"
    written = AgendaMoved.parse(json.dumps(document).encode()).encode()
    assert json.loads(written)["data"]["arrive"] == "2026-10-28T14:25:00Z"
