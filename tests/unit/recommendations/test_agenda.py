from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.recommendations.domain.agenda import best_day
from services.recommendations.domain.hours import joined
from services.recommendations.domain.session import Session
from services.recommendations.domain.timetable import Timetable
from services.recommendations.domain.wishes import Window

from .builders import DETROIT, MIDNIGHT, a_session, hours


def chosen(worth: dict[str, int], sessions: Sequence[Session], *available: Window) -> list[str]:
    """The guids of the best day, when sessions are worth this much."""
    timetable = Timetable.of(sessions, DETROIT)
    points = [worth[session.guid] for session in timetable.sessions]
    return [timetable.sessions[position].guid for position in best_day(timetable, points, joined(available))]


def test_two_short_sessions_can_beat_a_long_one() -> None:
    sessions = [a_session("long", "09:00", 90), a_session("one", "09:00", 40), a_session("two", "09:45", 40)]
    assert chosen({"long": 100, "one": 60, "two": 50}, sessions) == ["one", "two"]
    assert chosen({"long": 120, "one": 60, "two": 50}, sessions) == ["long"]


@pytest.mark.parametrize(
    ("start", "room", "expected"),
    [
        ("10:00", "Room A", ["first", "second"]),
        ("10:00", "Room B", ["second"]),
        ("10:04", "Room B", ["second"]),
        ("10:05", "Room B", ["first", "second"]),
    ],
)
def test_leaves_five_minutes_to_walk_to_another_room(start: str, room: str, expected: list[str]) -> None:
    sessions = [a_session("first", "09:00", room="Room A"), a_session("second", start, room=room)]
    assert chosen({"first": 10, "second": 20}, sessions) == expected


def test_what_is_worth_nothing_stays_out() -> None:
    sessions = [a_session("a", "09:00"), a_session("b", "11:00"), a_session("c", "13:00")]
    assert chosen({"a": 0, "b": 5, "c": -5}, sessions) == ["b"]
    assert chosen({"a": 0, "b": 0, "c": 0}, sessions) == []
    assert chosen({}, []) == []


def test_stays_within_the_hours_given() -> None:
    sessions = [a_session("early", "08:30"), a_session("fits", "10:00"), a_session("late", "14:30", 61)]
    worth = {"early": 9, "fits": 1, "late": 9}
    assert chosen(worth, sessions, hours("09:00", "15:30")) == ["fits"]
    assert chosen(worth, sessions, hours("08:30", "09:30"), hours("14:00", "15:31")) == ["early", "late"]


def test_hours_that_touch_are_one_stretch() -> None:
    sessions = [a_session("noon", "11:30")]
    assert chosen({"noon": 1}, sessions, hours("12:00", "15:00"), hours("09:00", "12:00")) == ["noon"]
    assert chosen({"noon": 1}, sessions, hours("12:01", "15:00"), hours("09:00", "12:00")) == []


def test_hours_hold_on_every_day() -> None:
    sessions = [a_session("day one", "09:00"), a_session("day two", "09:00", day=1)]
    assert chosen({"day one": 1, "day two": 1}, sessions, hours("09:00", "10:00")) == ["day one", "day two"]
    assert chosen({"day one": 1, "day two": 1}, sessions, hours("09:01", "11:00")) == []


def test_a_session_past_midnight_keeps_the_next_morning_honest() -> None:
    sessions = [a_session("night", "23:00", 120), a_session("small hours", "00:30", day=1)]
    assert chosen({"night": 2, "small hours": 1}, sessions) == ["night"]
    assert chosen({"night": 2, "small hours": 1}, sessions, hours("22:00", "23:59")) == []


def test_hours_are_told_on_the_conferences_clock() -> None:
    nine_in_detroit = datetime.fromisoformat("2026-10-28T13:00+00:00")
    session = Session("a", "", "", nine_in_detroit, nine_in_detroit + timedelta(hours=1), "Room A")
    assert chosen({"a": 1}, [session], hours("09:00", "10:00")) == ["a"]
    assert chosen({"a": 1}, [session], hours("13:00", "14:00")) == []


def test_among_equals_the_smaller_guid_wins() -> None:
    assert chosen({"b": 7, "a": 7}, [a_session("b"), a_session("a")]) == ["a"]


def test_among_equals_the_day_that_ends_earlier_wins() -> None:
    sessions = [a_session("a", "09:00", 60), a_session("b", "09:00", 30)]
    assert chosen({"a": 7, "b": 7}, sessions) == ["b"]


def test_among_equal_ways_to_a_session_the_earlier_end_wins() -> None:
    sessions = [
        a_session("until the last minute", "09:00", 60, room="Room A"),
        a_session("with time to spare", "09:00", 30, room="Room B"),
        a_session("then", "10:00", 30, room="Room A"),
    ]
    worth = {"until the last minute": 5, "with time to spare": 5, "then": 10}
    assert chosen(worth, sessions) == ["with time to spare", "then"]


moments = st.integers(0, 60).map(lambda steps: 8 * 60 + 5 * steps)


@st.composite
def programmes(draw: st.DrawFn) -> list[tuple[Session, int]]:
    """Up to ten sessions of one morning, close enough to collide, and what each is worth."""
    count = draw(st.integers(0, 10))
    sessions = []
    for guid in draw(st.permutations([f"{number}" for number in range(count)])):
        start = MIDNIGHT + timedelta(minutes=draw(moments))
        end = start + timedelta(minutes=draw(st.sampled_from([5, 10, 15, 30, 60, 90])))
        session = Session(guid, "", "", start, end, draw(st.sampled_from(["Room A", "Room B"])))
        sessions.append((session, draw(st.integers(-1, 12))))
    return sessions


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """Hours of that morning."""
    start, end = sorted(draw(st.lists(moments, min_size=2, max_size=2, unique=True)))
    return Window(time(start // 60, start % 60), time(end // 60, end % 60))


def can_be_walked(day: Sequence[Session]) -> bool:
    """Whether each session leaves time to get to any later one."""
    in_order = sorted(day, key=lambda session: session.start)
    return all(
        earlier.end + timedelta(minutes=0 if earlier.room == later.room else 5) <= later.start
        for earlier, later in combinations(in_order, 2)
    )


def within(session: Session, available: tuple[Window, ...]) -> bool:
    """Whether somebody is there for every minute of the session."""
    minutes = range(round((session.end - session.start).total_seconds() / 60))
    clock = [(session.start + timedelta(minutes=minute)).time() for minute in minutes]
    return not available or all(any(window.start <= minute < window.end for window in available) for minute in clock)


@settings(max_examples=250, deadline=None)
@given(programmes(), st.lists(windows(), max_size=3).map(tuple))
def test_is_the_best_of_all_days(valued: list[tuple[Session, int]], available: tuple[Window, ...]) -> None:
    timetable = Timetable.of([session for session, _ in valued], DETROIT)
    worth = {session.guid: points for session, points in valued}
    positions = best_day(timetable, [worth[each.guid] for each in timetable.sessions], joined(available))
    day = [timetable.sessions[position] for position in positions]

    assert can_be_walked(day)
    assert day == sorted(day, key=lambda session: session.start)
    assert all(within(session, available) and worth[session.guid] > 0 for session in day)
    possible = [session for session, points in valued if points > 0 and within(session, available)]
    best = max(
        sum(worth[session.guid] for session in candidate)
        for size in range(len(possible) + 1)
        for candidate in combinations(possible, size)
        if can_be_walked(candidate)
    )
    assert sum(worth[session.guid] for session in day) == best


@settings(max_examples=50, deadline=None)
@given(programmes())
def test_the_order_of_sessions_makes_no_difference(valued: list[tuple[Session, int]]) -> None:
    worth = {session.guid: points for session, points in valued}
    sessions = [session for session, _ in valued]
    backwards = sessions[::-1]
    by_guid = sorted(sessions, key=lambda session: session.guid)
    assert chosen(worth, sessions) == chosen(worth, backwards) == chosen(worth, by_guid)
