"""The hour that comes twice when clocks go back: an import knows its times again, and tells the one from the other."""

import json
from datetime import date
from typing import Any

import pytest

from tests.unit.recommendations.programme_files.importing import CONFERENCE, imported, published
from tests.unit.recommendations.programme_files.test_round_trips import WRITERS


@pytest.mark.parametrize("write", WRITERS)
def test_the_hour_that_comes_twice_is_the_same_hour_again(write) -> None:
    days = {"starts_on": date(2026, 11, 1), "ends_on": date(2026, 11, 1), "zone": "America/Detroit"}
    conference = CONFERENCE.model_copy(update=days)
    moments = [f"2026-11-01T01:30:00{offset}" for offset in ("-04:00", "-05:00")]
    night: list[dict[str, Any]] = [
        {"guid": guid, "title": guid, "start": start, "minutes": 30, "room": "Hall"}
        for guid, start in zip(("first", "second"), moments, strict=True)
    ]
    stored, _ = imported(json.dumps({"sessions": night}).encode(), conference=conference)

    for _ in range(3):
        stored, changed = imported(write(published(stored, conference)), stored, conference)
        assert not changed
    assert [session.start.isoformat() for session in stored.sessions] == moments


def test_a_session_that_is_an_hour_later_in_that_night_is_changed() -> None:
    session = {"guid": "first", "title": "first", "minutes": 30, "room": "Hall"}
    stored, _ = imported(json.dumps({"sessions": [{**session, "start": "2026-10-25T02:30:00+02:00"}]}).encode())

    later = "guid,title,start,minutes,room\nfirst,first,2026-10-25 02:30:00+01:00,30,Hall"
    [(_, changes)] = imported(later.encode(), stored)[1].changed

    told = [(change.field, change.old, change.new) for change in changes]
    assert told == [("start", "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00")]
