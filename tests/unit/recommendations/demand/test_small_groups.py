"""Groups under five are hidden: alone, beside another figure, and between two measurements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.recommendations.demand.small_groups import changed, may_follow, shown, shown_share, shown_value

NUMBERS = st.integers(0, 20_000)


@pytest.mark.parametrize(
    ("people", "number"),
    [(0, None), (1, None), (4, None), (5, 5), (9, 5), (10, 10), (14, 10), (9_999, 9_995)],
)
def test_a_number_of_people_is_shown_in_fives(people, number):
    assert shown(people) == number


@given(NUMBERS, NUMBERS)
def test_two_figures_differ_by_nothing_or_by_a_group(one, other):
    between = abs((shown(one) or 0) - (shown(other) or 0))
    assert between == 0 or between >= 5


@given(NUMBERS, st.integers(1, 4))
def test_what_is_left_of_a_whole_is_no_small_group(whole, few):
    """Who compares everybody with all but a few sees no difference, or one of five."""
    left = (shown(whole) or 0) - (shown(max(0, whole - few)) or 0)
    assert left in (0, 5)


@pytest.mark.parametrize(
    ("share", "people", "part"),
    [
        (0, 5, None),
        (4 / 5, 5, None),
        (1, 5, 1),
        (6 / 7, 7, 5 / 7),
        (0.9, 10, 0.5),
        (0.83, 310, 255 / 310),
        (0.016, 310, None),
    ],
)
def test_a_share_is_in_steps_of_five_people(share, people, part):
    assert shown_share(share, people) == part


@pytest.mark.parametrize(
    ("points", "people", "value"),
    [(12_345.6, 5, 12_000), (987.6, 40, 980), (54, 7, 54), (9.9, 7, 9), (0.4, 7, None), (12_345.6, 4, None)],
)
def test_a_value_has_two_digits_and_a_group_behind_it(points, people, value):
    assert shown_value(points, people) == value


def test_who_came_went_or_changed_is_counted_once():
    before = {"ana": "1/0", "ben": "1/0", "eva": "2/0"}
    now = {"ana": "1/0", "ben": "2/0", "zoe": "1/0"}
    assert changed(before, now) == 3


def test_a_measurement_follows_another_with_a_group_between_them_or_nobody():
    before = {f"person {number}": "1/0" for number in range(10)}
    assert may_follow(before, before)
    for few in range(1, 5):
        newcomers = {f"newcomer {number}": "1/0" for number in range(few)}
        assert not may_follow(before, before | newcomers)
        assert not may_follow(before | newcomers, before)
    assert may_follow(before, before | {f"newcomer {number}": "1/0" for number in range(5)})
