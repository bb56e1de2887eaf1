"""Rooms are swapped where that seats more people than it turns away."""

from dataclasses import replace

from services.recommendations.demand.room_swaps import room_swaps
from services.recommendations.domain.plan import plan
from tests.unit.recommendations.builders import MIDNIGHT, a_session
from tests.unit.recommendations.demand.people import programme_of, seating_of, wanting

PACING = replace(a_session("pacing", title="Pacing", room="Small"), capacity=10)
ROBOTS = replace(a_session("robots", title="Robots", room="Large"), capacity=50)


def swaps(sessions, wishes):
    return room_swaps(seating_of(programme_of(sessions), wishes), MIDNIGHT)


def test_the_larger_room_goes_to_the_session_more_would_come_to():
    wishes = [wanting("pacing")] * 30 + [wanting("robots")] * 6
    worth = plan(programme_of([PACING, ROBOTS]), wanting("pacing")).value

    assert swaps([PACING, ROBOTS], wishes) == [("pacing", "robots", 20, 20 * worth)]


def test_not_where_more_would_lose_their_seat():
    wishes = [wanting("pacing")] * 30 + [wanting("robots")] * 45
    assert swaps([PACING, ROBOTS], wishes) == []


def test_not_where_the_room_is_taken_at_that_time():
    earlier = replace(PACING, start=PACING.start.replace(hour=8), end=PACING.end.replace(hour=9, minute=30))
    blocks = replace(a_session("blocks", "08:00", 60, title="Blocks", room="Large"), capacity=50)
    assert swaps([earlier, blocks, ROBOTS], [wanting("pacing")] * 30) == []


def test_a_session_is_in_one_swap():
    grading = replace(a_session("grading", title="Grading", room="Tiny"), capacity=5)
    wishes = [wanting("pacing")] * 30 + [wanting("grading")] * 20
    assert [swap[:2] for swap in swaps([PACING, grading, ROBOTS], wishes)] == [("pacing", "robots")]


def test_fewer_than_five_more_are_no_reason():
    assert swaps([PACING, ROBOTS], [wanting("pacing")] * 14) == []
