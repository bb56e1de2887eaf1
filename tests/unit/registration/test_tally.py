"""How often is too often: windows in slots."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registration.guarding.tally import Rule, counts_until, recent, slot_at, wait_for_room

HOURLY = Rule("mails", 3, 3600)


def test_slots_are_tenths_of_a_window() -> None:
    assert [slot_at(HOURLY, now) for now in (0, 359.9, 360, 3600)] == [0, 0, 1, 10]
    assert counts_until(HOURLY, 0) == 3960, "the whole slot has left a window of an hour then"


def test_there_is_room_until_the_allowance_is_used() -> None:
    assert wait_for_room(HOURLY, {}, 1000) == 0
    assert wait_for_room(HOURLY, {2: 2}, 1000) == 0
    assert wait_for_room(HOURLY, {2: 3}, 1000) == 3680  # the slot from 720 to 1080 leaves at 4680


def test_the_wait_ends_when_enough_was_forgotten() -> None:
    counts = {0: 1, 4: 2, 9: 1}
    assert wait_for_room(HOURLY, counts, 3600) == 1800  # two must go: the second one is of the slot that ends at 1800
    assert wait_for_room(HOURLY, counts, 5399.5) == 1
    assert wait_for_room(HOURLY, counts, 5400) == 0


def test_what_is_long_ago_does_not_count() -> None:
    assert recent(HOURLY, {0: 5, 1: 1}, 3960) == {1: 1}
    assert wait_for_room(HOURLY, {0: 5}, 3960) == 0


rules = st.builds(Rule, st.just("any"), st.integers(1, 5), st.integers(10, 100))
attempts = st.lists(st.integers(0, 30_000).map(lambda tenths: tenths / 10), max_size=60).map(sorted)


def admitted(rule: Rule, moments: list[float]) -> list[float]:
    """Which of these attempts the rule lets through."""
    counts: dict[int, int] = {}
    through = []
    for now in moments:
        if wait_for_room(rule, counts, now) == 0:
            counts[slot_at(rule, now)] = counts.get(slot_at(rule, now), 0) + 1
            through.append(now)
    return through


@given(rules, attempts)
def test_no_window_holds_more_than_is_allowed(rule: Rule, moments: list[float]) -> None:
    through = admitted(rule, moments)
    for now in through:
        assert sum(now - rule.seconds < other <= now for other in through) <= rule.allowed


@given(rules, attempts, st.integers(0, 30_000))
def test_whoever_waits_as_long_as_told_gets_through(rule: Rule, moments: list[float], tenths: int) -> None:
    counts: dict[int, int] = {}
    for moment in admitted(rule, moments):
        counts[slot_at(rule, moment)] = counts.get(slot_at(rule, moment), 0) + 1
    now = max([tenths / 10, *moments])
    wait = wait_for_room(rule, counts, now)
    assert 0 <= wait <= rule.seconds * 1.1 + 1
    assert wait_for_room(rule, counts, now + wait) == 0


@pytest.mark.parametrize("allowed", [1, 2, 300])
def test_a_burst_is_exactly_the_allowance(allowed: int) -> None:
    assert len(admitted(Rule("any", allowed, 600), [5.0] * (allowed + 10))) == allowed
