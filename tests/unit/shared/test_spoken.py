"""Days, clocks and lengths as people say them."""

from datetime import UTC, date, datetime, time

import pytest

from shared import spoken


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 10, 28), date(2026, 10, 28), "28 October 2026"),
        (date(2026, 10, 28), date(2026, 10, 30), "28–30 October 2026"),
        (date(2026, 10, 30), date(2026, 11, 2), "30 October – 2 November 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 December 2026 – 2 January 2027"),
    ],
)
def test_dates(first, last, said):
    assert spoken.spoken_dates(first, last) == said


@pytest.mark.parametrize(
    ("hour", "minute", "alone", "within_a_day"),
    [
        (0, 0, "midnight", "midnight"),
        (0, 5, "12:05 am", "12:05\xa0am"),
        (6, 59, "6:59 am", "6:59\xa0am"),
        (7, 0, "7 am", "7:00"),
        (8, 30, "8:30 am", "8:30"),
        (12, 0, "noon", "12:00"),
        (12, 15, "12:15 pm", "12:15"),
        (13, 5, "1:05 pm", "1:05"),
        (18, 59, "6:59 pm", "6:59"),
        (19, 0, "7 pm", "7:00\xa0pm"),
        (22, 30, "10:30 pm", "10:30\xa0pm"),
    ],
)
def test_clocks(hour, minute, alone, within_a_day):
    instant = datetime(2026, 10, 28, hour, minute, tzinfo=UTC)
    assert spoken.clock_of_day(instant) == alone
    assert spoken.clock(instant) == within_a_day


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (1, "1 minute"),
        (30, "30 minutes"),
        (60, "1 hour"),
        (75, "75 minutes"),
        (90, "1 hour 30 minutes"),
        (121, "2 hours 1 minute"),
        (180, "3 hours"),
    ],
)
def test_lengths(minutes, said):
    assert spoken.length(minutes) == said


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("America/Detroit", "Detroit time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("UTC", "UTC"),
        ("Etc/GMT+5", "GMT+5"),
    ],
)
def test_zones(zone, said):
    assert spoken.spoken_zone(zone) == said


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 10, 28), date(2026, 10, 28), "Wednesday 28 October 2026"),
        (date(2026, 10, 28), date(2026, 10, 30), "28–30 October 2026"),
        (date(2026, 10, 30), date(2026, 11, 2), "30 October – 2 November 2026"),
        (date(2026, 12, 31), date(2027, 1, 1), "31 December 2026 – 1 January 2027"),
    ],
)
def test_whole_dates_as_people_say_them(first: date, last: date, words: str) -> None:
    assert spoken.spoken_dates_in_full(first, last) == words


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("America/Detroit", "Detroit time (EDT, UTC−4)"),
        ("Asia/Kolkata", "Kolkata time (IST, UTC+5:30)"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time (UTC−3)"),
        ("UTC", "UTC"),
    ],
)
def test_zones_as_people_say_them(zone: str, words: str) -> None:
    assert spoken.spoken_zone_in_full(zone, date(2026, 10, 28)) == words


def test_times_that_stand_alone() -> None:
    alone = [spoken.clock_of_day(time.fromisoformat(each)) for each in ("08:45", "15:00", "12:00", "00:00", "12:30")]
    assert alone == ["8:45 am", "3 pm", "noon", "midnight", "12:30 pm"]


def test_names() -> None:
    assert spoken.spoken_day(date(2026, 10, 28)) == "Wednesday 28 October"
    assert spoken.city("America/New_York") == "New York"
    assert spoken.plain("progress_monitoring") == "Progress monitoring"
    assert [spoken.language(code) for code in ("es", "tlh")] == ["Spanish", "TLH"]
