"""A repeat adds what the planner says it does, where there is room for it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.recommendations.demand.repeats import most_missed, repeats
from services.recommendations.demand.wanting import wanted
from services.recommendations.domain.plan import plan
from tests.unit.recommendations.builders import DETROIT, a_session, hours
from tests.unit.recommendations.demand.people import programme_of, seating_of, wanting

PACING = a_session("pacing", "09:00", title="Pacing", room="Room A")
ROBOTS = a_session("robots", "09:00", title="Robots", room="Room B")
LUNCH = a_session("lunch", "12:00", title="Lunch", room="Room A")
BEFORE = PACING.start - timedelta(hours=1)
BOTH = wanting("pacing", "robots")


def found(sessions, wishes, now=BEFORE):
    seating = seating_of(programme_of(sessions), wishes)
    return list(repeats(seating, wanted(seating.possible), DETROIT, now))


def test_who_wants_two_sessions_at_once_gets_the_other_one_later():
    programme = programme_of([PACING, ROBOTS, LUNCH])
    worth = plan(programme, BOTH).value

    repeat = found([PACING, ROBOTS, LUNCH], [BOTH] * 7)[0]

    assert (repeat.room, repeat.start, repeat.people) == ("Room B", LUNCH.start, 7)
    kept, missed = (PACING, ROBOTS) if repeat.guid == "robots" else (ROBOTS, PACING)
    again = replace(missed, guid="again", start=LUNCH.start, end=LUNCH.end, room="Room B")
    assert repeat.points == 7 * (plan(programme_of([kept, again, LUNCH]), BOTH).value - worth)


def test_nothing_is_repeated_in_the_past():
    assert found([PACING, ROBOTS, LUNCH], [BOTH] * 7, now=LUNCH.start) == []


def test_fewer_than_five_are_no_reason():
    assert found([PACING, ROBOTS, LUNCH], [BOTH] * 4) == []


def test_without_a_free_room_nothing_is_repeated():
    full = [PACING, ROBOTS, LUNCH, a_session("other-lunch", "12:00", title="Other lunch", room="Room B")]
    assert found(full, [BOTH] * 7) == []


def test_a_speaker_is_at_one_place_at_a_time():
    robots, pacing = replace(ROBOTS, speakers=("Zoe",)), replace(PACING, speakers=("Zoe's friend",))
    lunch = replace(LUNCH, speakers=("Zoe", "Zoe's friend"))
    assert found([pacing, robots, lunch], [BOTH] * 7) == []


def test_those_turned_away_have_a_second_chance_as_far_as_seats_go():
    small = replace(PACING, capacity=10)
    wishes = [wanting("pacing")] * 30

    seating = seating_of(programme_of([small, LUNCH]), wishes)
    assert [(each.position, each.people) for each in most_missed(seating, wanted(seating.possible))] == [(0, 20)]

    later = replace(a_session("break", "15:00", title="Break", room="Room B"), capacity=8)
    full = a_session("full", "15:00", title="Full", room="Room A")
    [repeat] = found([small, LUNCH, later, full], wishes)
    assert (repeat.guid, repeat.room, repeat.start, repeat.people) == ("pacing", "Room B", LUNCH.start, 8)


@pytest.mark.parametrize("ends", ["10:00", "12:30"])
def test_only_who_is_still_there_gains(ends):
    leaving = wanting("pacing", "robots", hours=[hours("09:00", ends)])
    assert found([PACING, ROBOTS, LUNCH], [leaving] * 9) == []


def test_a_repeat_ends_before_the_day_does():
    evening = a_session("short", "16:00", 20, title="Short", room="Room A")
    assert found([PACING, ROBOTS, evening], [BOTH] * 7) == []
