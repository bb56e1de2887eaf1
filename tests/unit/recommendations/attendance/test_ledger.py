"""Hours of credit, reckoned by hand."""

from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.recommendations.attendance.credit_rules import Break, CreditRules, Rounded, Rounding
from services.recommendations.attendance.leaving import leaving
from services.recommendations.attendance.ledger import ledger
from services.recommendations.attendance.presence import MissingCheckOut, Stay, stays
from tests.unit.recommendations.attendance.scans import EVENING, PROGRAMME, at, came, left
from tests.unit.recommendations.attendance.test_presence import RULES, SCANS
from tests.unit.recommendations.builders import DETROIT

TAGS = {"lunch": ("Lunch",), "pacing": ("pacing",)}


def stay(guid: str, start: str, end: str, day: int = 0, *, open: bool = False) -> Stay:
    return Stay(guid, at(start, day), at(end, day), open)


def hours(*of: Stay, **rules) -> str:
    return str(ledger(of, TAGS, DETROIT, CreditRules(**rules)).hours)


@pytest.mark.parametrize(
    ("end", "expected"),
    [("09:14", "0.00"), ("09:14:59", "0.00"), ("09:15", "0.25"), ("09:29", "0.25"), ("10:00", "1.00")],
)
def test_quarter_hours_rounded_down(end, expected):
    assert hours(stay("pacing", "09:00", end)) == expected


def test_what_is_rounded():
    # 25 and 20 minutes on the first day, 20 on the second: 65 in all.
    spent = [
        stay("pacing", "09:00", "09:25"),
        stay("grading", "09:30", "09:50"),
        stay("choice", "11:00", "11:20", day=1),
    ]

    assert hours(*spent) == "1.00"
    assert hours(*spent, rounded=Rounded.DAY) == "1.00"
    assert hours(*spent, rounded=Rounded.SESSION) == "0.75"
    assert hours(*spent, rounding=Rounding.NEAREST) == "1.00"
    assert hours(*spent, rounding=Rounding.UP) == "1.25"
    assert hours(*spent, rounding=Rounding.NEAREST, rounded=Rounded.SESSION) == "1.00"
    assert hours(*spent, rounding=Rounding.UP, rounded=Rounded.SESSION) == "1.50"
    assert hours(*spent, unit_minutes=30) == "1.00"
    assert hours(*spent, unit_minutes=50) == "0.83"


def test_two_stays_in_one_session_are_one_session():
    spent = [stay("pacing", "09:00", "09:10"), stay("pacing", "09:20", "09:30")]

    assert hours(*spent, rounded=Rounded.SESSION) == "0.25"
    assert hours(*spent, least_minutes=20) == "0.25"
    assert hours(*spent, least_minutes=21) == "0.00"


def test_breaks_are_left_out():
    lunch = Break(time(9, 30), time(9, 45))
    again = Break(time(9, 40), time(9, 50))

    assert hours(stay("lunch", "12:00", "13:00")) == "0.00"
    assert hours(stay("pacing", "09:00", "10:00"), breaks=(lunch,)) == "0.75"
    assert hours(stay("pacing", "09:00", "10:05"), breaks=(lunch, again)) == "0.75"
    assert hours(stay("pacing", "09:00", "09:30"), breaks=(lunch,)) == "0.50"
    assert hours(stay("pacing", "09:00", "10:00"), left_out=frozenset(("pacing",))) == "0.00"
    reasons = ledger([stay("lunch", "12:00", "13:00")], TAGS, DETROIT, CreditRules()).lines
    assert [(one.guid, one.reason, one.minutes) for one in reasons] == [("lunch", "left_out", 0)]


def test_a_break_counts_across_midnight():
    night = Stay("party", at("23:30"), at("01:00", day=1))

    assert hours(night) == "1.50"
    assert hours(night, breaks=(Break(time(0, 0), time(0, 30)),)) == "1.00"


def test_the_most_a_day_gives():
    spent = [stay("pacing", "08:00", "14:10"), stay("choice", "08:00", "10:10", day=1)]

    assert hours(*spent) == "8.25"
    assert hours(*spent, most_hours_a_day=5) == "7.00"
    assert hours(*spent, most_hours_a_day=5, rounded=Rounded.SESSION) == "7.00"
    assert hours(*spent, most_hours_a_day=2.1, rounding=Rounding.UP, rounded=Rounded.DAY) == "4.00"


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit_minutes": 0},
        {"least_minutes": -1},
        {"most_hours_a_day": 0},
        {"breaks": (Break(time(9), time(9)),)},
    ],
)
def test_rules_nothing_can_be_counted_by(wrong):
    with pytest.raises(ValueError, match="must"):
        CreditRules(**wrong)


def left_now(now: str, *before: Stay, **rules):
    inside = [*before, stay("pacing", "09:00", now, open=True)]
    return leaving(inside, PROGRAMME, TAGS, DETROIT, CreditRules(**rules))


def test_what_leaving_now_costs():
    early, late, last = left_now("09:10"), left_now("09:46"), left_now("09:59:59")

    assert early and late and last  # noqa: PT018 - for mypy
    assert (early.now, early.staying, early.cost) == (Decimal("0.00"), Decimal("1.00"), Decimal("1.00"))
    assert (late.now, late.staying, late.cost) == (Decimal("0.75"), Decimal("1.00"), Decimal("0.25"))
    assert (last.cost, last.ends) == (Decimal("0.25"), at("10:00"))
    # Ten minutes from before make the last five worth nothing.
    before = left_now("09:55", stay("choice", "08:00", "08:10"))
    assert before
    assert (before.now, before.cost) == (Decimal("1.00"), Decimal("0.00"))
    assert leaving([stay("pacing", "09:00", "09:30")], PROGRAMME, TAGS, DETROIT, CreditRules()) is None
    assert leaving([], PROGRAMME, TAGS, DETROIT, CreditRules()) is None


def test_a_session_without_credit_costs_nothing():
    free = left_now("09:10", left_out=frozenset(("pacing",)))

    assert free
    assert free.cost == Decimal("0.00")


def test_from_scans_to_hours():
    day = [came("pacing", "08:55"), left("pacing", "09:40"), came("grading", "09:42"), came("choice", "11:05")]

    def earned(**rules) -> str:
        found = stays(day, PROGRAMME, EVENING, no_check_out=rules.get("no_check_out", MissingCheckOut.UNTIL_END))
        return hours(*found, **rules)

    # 40 + 48 + 55 minutes are 143.
    assert earned() == "2.25"
    assert earned(no_check_out=MissingCheckOut.NOTHING) == "0.50"
    # Of grading it is known that they went on to another one.
    assert earned(no_check_out=MissingCheckOut.UNTIL_NEXT) == "1.25"


@given(SCANS, st.randoms(use_true_random=False), RULES)
def test_any_order_and_repetition_of_scans_gives_the_same_ledger(scans, chance, rules):
    mixed = [*scans, *scans[: len(scans) // 2]]
    chance.shuffle(mixed)

    def of(told):
        return ledger(stays(told, PROGRAMME, EVENING, **rules), TAGS, DETROIT, CreditRules(**rules))

    assert of(mixed) == of(scans)


MINUTES = st.lists(st.tuples(st.integers(0, 59), st.integers(1, 90)), max_size=5)


@given(MINUTES, st.sampled_from(Rounded))
def test_rounded_down_is_never_more_than_was_spent(spent, rounded):
    them = [
        Stay(f"session-{hour}", at(f"{8 + hour:02}:{minute:02}"), at(f"{8 + hour:02}:59"))
        for hour, (minute, _) in enumerate(spent)
        if minute < 59
    ]
    found = ledger(them, {}, DETROIT, CreditRules(rounded=rounded))

    assert found.units * 15 * 60 <= sum(one.seconds for one in them)
    assert found.units * 15 > found.minutes - 15 * max(1, len(them))


@given(st.integers(0, 59), st.integers(0, 59))
def test_staying_longer_never_gives_less(one, other):
    first, second = sorted((one, other))

    def units(minute: int) -> int:
        return ledger([stay("pacing", "09:00", f"09:{minute:02}")], TAGS, DETROIT, CreditRules()).units

    assert units(first) <= units(second)
