"""Time zones as calendars define them: read back with the icalendar library, and the lines by hand."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from shared.calendar_lines import calendar, instant
from shared.calendar_zones import times, zone_lines


def test_clocks_change_at_the_hour_that_was_shown_before() -> None:
    lines = b"\n".join(zone_lines("America/Detroit", date(2026, 10, 28), date(2026, 10, 28))).decode()

    assert lines == "\n".join(
        [
            "BEGIN:VTIMEZONE",
            "TZID:America/Detroit",
            *_observed("DAYLIGHT", "20250922T200000", "-0400", "-0400", "EDT"),
            *_observed("STANDARD", "20251102T020000", "-0400", "-0500", "EST"),
            *_observed("DAYLIGHT", "20260308T020000", "-0500", "-0400", "EDT"),
            *_observed("STANDARD", "20261101T020000", "-0400", "-0500", "EST"),
            *_observed("DAYLIGHT", "20270314T020000", "-0500", "-0400", "EDT"),
            *_observed("STANDARD", "20271107T020000", "-0400", "-0500", "EST"),
            "END:VTIMEZONE",
        ]
    )


def test_where_clocks_never_change() -> None:
    lines = b"\n".join(zone_lines("Asia/Kolkata", date(2026, 10, 28), date(2026, 10, 28))).decode()

    begins = _observed("STANDARD", "20250923T053000", "+0530", "+0530", "IST")
    assert lines.splitlines() == ["BEGIN:VTIMEZONE", "TZID:Asia/Kolkata", *begins, "END:VTIMEZONE"]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Detroit", "Australia/Lord_Howe", "UTC", "Asia/Kathmandu"])
@pytest.mark.parametrize("start", ["2026-10-25T00:30", "2026-10-25T01:30", "2026-03-08T06:30", "2026-07-01T12:00"])
def test_a_reader_finds_the_same_instants(zone, start) -> None:
    begins = datetime.fromisoformat(start).replace(tzinfo=UTC)
    lines = [b"BEGIN:VEVENT", b"UID:a", instant("DTSTAMP", begins), *times(begins, 30, zone), b"END:VEVENT"]
    written = calendar("Day", zone, lines, about=zone_lines(zone, begins.date(), begins.date()))

    event: Any
    (event,) = Calendar.from_ical(written).walk("VEVENT")

    assert event["DTSTART"].dt.astimezone(UTC) == begins
    assert event["DTEND"].dt.astimezone(UTC) == begins + timedelta(minutes=30)


def _observed(kind: str, start: str, before: str, after: str, name: str) -> list[str]:
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{start}",
        f"TZOFFSETFROM:{before}",
        f"TZOFFSETTO:{after}",
        f"TZNAME:{name}",
        f"END:{kind}",
    ]
