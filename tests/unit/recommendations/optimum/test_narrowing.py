"""What is left out of a day, by hand."""

import numpy as np
import pytest

from benchmarks.agenda.cases import MADE, cases, person
from services.recommendations.domain.optimum.limits import Candidate, Limits
from services.recommendations.domain.optimum.narrowing import BothSides
from services.recommendations.domain.optimum.price import likely
from services.recommendations.domain.optimum.ways import Ways, ways_between

HOUR = 3600
ONE_ROOM = np.zeros((1, 1), np.int64)


def a_day(*sessions: tuple[float, float, int], in_part: bool = False) -> Ways:
    """Sessions by hour of start and end, and what they are worth."""
    candidates = [
        Candidate(position, round(start * HOUR), round(end * HOUR), 0, points)
        for position, (start, end, points) in enumerate(sessions)
    ]
    return ways_between(candidates, ONE_ROOM, Limits(in_part=in_part))


def positions(ways: Ways) -> list[int]:
    return [each.position for each in ways.candidates]


def test_what_can_be_in_no_day_worth_as_much_is_left_out() -> None:
    sides = BothSides(a_day((9, 10, 100), (9, 10, 90), (9, 10, 10), (10, 11, 50), (10, 11, 20)), 0.0)
    assert sides.gain == 150
    # With 90 instead of 100 a day comes to 140, with 20 instead of 50 to 120, with 10 instead of 100 to 60.
    assert positions(sides.narrowed(150)) == [0, 3]
    assert positions(sides.narrowed(140)) == [0, 1, 3]
    assert positions(sides.narrowed(120)) == [0, 1, 3, 4]
    assert positions(sides.narrowed(60)) == [0, 1, 2, 3, 4]


def test_a_way_between_two_that_are_left_may_go() -> None:
    # Leaving the first after 50 minutes for the second is worth 50 + 60; from one whole hour to the next, 60 + 60.
    ways = a_day((9, 10, 60), (9 + 5 / 6, 11 - 1 / 6, 60), (10, 11, 60), in_part=True)
    assert [each[0] for each in ways.left_for[0]] == [1]
    narrowed = BothSides(ways, 0.0).narrowed(110)
    assert positions(narrowed) == [0, 1, 2]
    assert [each[0] for each in narrowed.left_for[0]] == [1]
    assert BothSides(ways, 0.0).narrowed(111).left_for == [[], []]


def test_a_price_makes_short_sessions_that_are_worth_much_go_first() -> None:
    ways = a_day((9, 11, 100), (9, 10, 80), (12, 13, 40), (14, 15, 10))
    # For two hours: 80 an hour, then 40 an hour, since the two hours for 100 collide with the first.
    assert likely(ways, 2 * HOUR) * HOUR == pytest.approx(40)
    sides = BothSides(ways, likely(ways, 2 * HOUR))
    # 80 - 40 and 40 - 40; two hours at that price added, that is 120.
    assert sides.gain == pytest.approx(40)
    assert positions(sides.narrowed(40)) == [1, 2]


def test_little_of_a_big_conference_is_left() -> None:
    timetable, limits = cases(None)[MADE].timetable, Limits(most=4 * HOUR, in_part=True)
    ways = ways_between(person(timetable, 0), timetable.walks.seconds, limits)
    sides = BothSides(ways, likely(ways, 4 * HOUR))
    a_percent_less = 0.99 * (sides.gain + sides.price * 4 * HOUR) - sides.price * 4 * HOUR
    assert len(ways.starts) == 200
    assert len(sides.narrowed(a_percent_less).starts) < 40
