"""When two scans are one, and when there can be none."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from services.recommendations.attendance.scan import Mistimed, Way, keyed_id, mistimed, scan_id, second
from tests.unit.recommendations.attendance.scans import ANA, EVENING, at


def test_the_same_second_is_the_same_scan_on_any_device():
    moment = datetime(2026, 10, 28, 14, 1, 7, tzinfo=UTC)
    in_detroit = moment.astimezone(timezone(timedelta(hours=-4))).replace(microsecond=999_999)

    first = scan_id(ANA, "day", "pacing", Way.IN, moment)

    assert first == scan_id(ANA, "day", "pacing", Way.IN, second(in_detroit))
    others = {
        scan_id(ANA, "day", "pacing", Way.OUT, moment),
        scan_id(ANA, "day", "grading", Way.IN, moment),
        scan_id(ANA, "another-day", "pacing", Way.IN, moment),
        scan_id(ANA.replace("8", "9"), "day", "pacing", Way.IN, moment),
        scan_id(ANA, "day", "pacing", Way.IN, moment + timedelta(seconds=1)),
        keyed_id(ANA, "day", "1"),
        keyed_id(ANA, "day", "2"),
        keyed_id(ANA, "another-day", "1"),
    }
    assert first not in others
    assert len(others) == 8


@pytest.mark.parametrize(
    ("way", "clock", "now", "expected"),
    [
        ("in", "07:59", EVENING, Mistimed.EARLY),
        ("in", "08:00", EVENING, None),
        ("in", "10:00", EVENING, None),
        ("in", "10:01", EVENING, Mistimed.LATE),
        ("out", "12:00", EVENING, None),
        ("out", "12:01", EVENING, Mistimed.LATE),
        ("out", "07:59", EVENING, Mistimed.EARLY),
        ("in", "09:02", at("09:00"), None),
        ("in", "09:03", at("09:00"), Mistimed.AHEAD),
    ],
)
def test_times_of_a_session_from_nine_to_ten(way, clock, now, expected):
    assert mistimed(Way(way), at(clock), at("09:00"), at("10:00"), now) == expected
