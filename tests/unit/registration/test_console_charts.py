"""Charts of the console: what a bar stands for, and where it is."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.registration.console.charts import LINE_WIDTH, Unit, signups_over_time
from services.registration.console.wording import LONGEST, patterns, search_text
from shared.charts import segments, share

NOON = datetime(2026, 10, 20, 16, 0, tzinfo=UTC)  # noon in Detroit
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def chart(quarters, until=NOON, zone="America/Detroit", capacity=1000):
    return signups_over_time(quarters, zone, until, capacity, line_height=100, bar_height=50)


def bars(found):
    return [(bar.start.isoformat(timespec="minutes"), bar.number, bar.total) for bar in found.bars if bar.number]


def test_of_no_signup_there_is_no_chart():
    assert chart({}) is None


def test_one_signup_is_one_of_twelve_hours():
    found = chart({NOON - 10 * timedelta(minutes=1): 1})
    assert found.unit is Unit.HOUR
    assert len(found.bars) == 12
    assert bars(found) == [("2026-10-20T11:00-04:00", 1, 1)]
    assert found.bars[-1].start.hour == 12
    assert [tick.number for tick in found.line_ticks] == [0, 1]


def test_after_two_days_a_bar_is_a_day_of_the_conferences_clock():
    late = datetime(2026, 10, 18, 3, 45, tzinfo=UTC)  # 11:45 pm in Detroit, on the 17th
    found = chart({late: 2, late + HOUR: 3, NOON: 4})
    assert found.unit is Unit.DAY
    assert bars(found) == [
        ("2026-10-17T00:00-04:00", 2, 2),
        ("2026-10-18T00:00-04:00", 3, 5),
        ("2026-10-20T00:00-04:00", 4, 9),
    ]


def test_the_day_on_which_clocks_change_is_one_bar():
    first = datetime(2026, 10, 30, 16, 0, tzinfo=UTC)
    found = chart({first + DAY * at: 1 for at in range(6)}, until=first + DAY * 5)
    assert [number for _, number, _ in bars(found)] == [1] * 6
    assert [start[8:16] for start, _, _ in bars(found)] == [
        *("30T00:00", "31T00:00", "01T00:00", "02T00:00", "03T00:00", "04T00:00")
    ]


def test_after_four_months_a_bar_is_a_week_from_its_monday():
    found = chart({NOON - DAY * 130: 1, NOON: 1})
    assert found.unit is Unit.WEEK
    assert {bar.start.weekday() for bar in found.bars} == {0}
    assert bars(found)[-1][0] == "2026-10-19T00:00-04:00"


def test_a_zone_with_half_an_hour_has_its_own_hours():
    found = chart({NOON: 1, NOON + timedelta(minutes=30): 1}, until=NOON + HOUR, zone="Asia/Kolkata")
    assert bars(found) == [("2026-10-20T21:00+05:30", 1, 1), ("2026-10-20T22:00+05:30", 1, 2)]


def test_nobody_is_lost_where_clocks_change_by_half_an_hour():
    change = datetime(2026, 10, 3, 15, 30, tzinfo=UTC)
    quarters = {change + timedelta(minutes=15 * at): 1 for at in range(-40, 40)}
    found = chart(quarters, until=change, zone="Australia/Lord_Howe")
    assert found.unit is Unit.HOUR
    assert found.bars[-1].total == 80


def test_the_line_of_all_places_is_there_when_half_of_them_are_wanted():
    assert chart({NOON: 49}, capacity=100).capacity is None
    assert chart({NOON: 50}, capacity=100).capacity == 0.0
    assert chart({NOON: 200}, capacity=100).capacity == 50.0


@given(
    st.dictionaries(st.integers(0, 20_000), st.integers(1, 500), min_size=1, max_size=60),
    st.sampled_from(["America/Detroit", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]),
)
def test_everybody_is_in_one_bar_and_every_bar_is_on_the_chart(ages, zone):
    quarters = {NOON - timedelta(minutes=15 * age): number for age, number in ages.items()}
    found = chart(quarters, zone=zone)
    assert sum(bar.number for bar in found.bars) == found.bars[-1].total == sum(ages.values())
    assert 12 <= len(found.bars) <= 125
    for bar in found.bars:
        assert 0 <= bar.x < bar.middle < bar.x + bar.width <= 100
        assert 0 <= bar.y <= bar.y + bar.height <= 50.11
    points = found.line[1:].replace("L", " ").split()
    assert all(0 <= float(x) <= LINE_WIDTH for x in points[::2])
    assert all(0 <= float(y) <= 100 for y in points[1::2])
    assert 2 <= len(found.line_ticks) <= 6
    assert found.line_ticks[-1].number >= found.bars[-1].total


def test_parts_of_a_bar_fill_it():
    found = segments({"a": 1, "b": 0, "c": 3})
    assert [(part.name, part.x, part.width) for part in found] == [("a", 0.0, 25.0), ("c", 25.0, 75.0)]
    assert [part.width for part in segments({"a": 1}, 4)] == [25.0]
    assert segments({"a": 9}, 4)[0].width == 100.0, "more places are taken than there are"
    assert segments({}) == []
    assert (share(1, 4), share(1, 0)) == (25.0, 0.0)


def test_what_is_typed_into_the_search_field():
    assert search_text("  Ana\t\n Ruiz\x00 ") == "Ana Ruiz"
    assert len(search_text("x" * 5000)) == LONGEST
    assert patterns("") == []
    assert patterns(".*") == [r"\.\*"]
    assert len(patterns("one two three four five six seven")) == 6
