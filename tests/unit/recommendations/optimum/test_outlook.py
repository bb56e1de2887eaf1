"""What can still be gained, by hand."""

import numpy as np

from services.recommendations.domain.optimum.limits import Candidate, Limits
from services.recommendations.domain.optimum.outlook import NEVER, Outlook, outlook
from services.recommendations.domain.optimum.ways import ways_between

MINUTE = 60
ONE_ROOM = np.zeros((1, 1), np.int64)
SESSIONS = [
    # Half an hour each, at 9:00, 9:30 and 10:15.
    Candidate(0, 540 * MINUTE, 570 * MINUTE, 0, 100, goals=0b01),
    Candidate(1, 570 * MINUTE, 600 * MINUTE, 0, 60, goals=0b10),
    Candidate(2, 615 * MINUTE, 645 * MINUTE, 0, 80, goals=0b10),
]


def look(limits: Limits, goals: list[int]) -> Outlook:
    serves = [sum(1 << bit for bit, goal in enumerate(goals) if each.goals & goal) for each in SESSIONS]
    return outlook(ways_between(SESSIONS, ONE_ROOM, limits), limits, serves, len(goals))


def test_by_hours_left() -> None:
    ahead = look(Limits(most=60 * MINUTE), [])
    assert ahead.hours.unit == 30 * MINUTE
    # Nothing left, half an hour, an hour.
    assert ahead.on_start[0, 0, 0].tolist() == [NEVER, 100, 180]
    assert ahead.on_end[0, 0, 0].tolist() == [0, 80, 140]
    assert ahead.most == [180]


def test_by_goals_to_be_served() -> None:
    ahead = look(Limits(most=30 * MINUTE), [0b01, 0b10])
    # None, the first, the second, both.
    assert ahead.on_start[:, :, 0, -1].T.clip(min=-1).tolist() == [[100, 60, 80], [100, -1, -1], [-1, 60, 80], [-1] * 3]
    assert ahead.most[0b10] == 80
    assert ahead.most[0b11] < 0


def test_by_how_long_the_stretch_may_last() -> None:
    ahead = look(Limits(stretch=45 * MINUTE, pause=15 * MINUTE), [])
    # After the first session the second fits into no stretch of 45 minutes. The third comes after a break.
    assert ahead.most == [180]
    after_first = ahead.on_end[0, 0, :, 0]
    assert after_first[ahead.stretch.of(15 * MINUTE)] == 80
    assert after_first[ahead.stretch.of(30 * MINUTE)] == 140


def test_a_session_by_itself_may_be_longer_than_a_stretch() -> None:
    ahead = look(Limits(stretch=20 * MINUTE, pause=15 * MINUTE), [])
    assert ahead.on_start[0, 0, :, 0].tolist() == [NEVER] * ahead.stretch.total + [180]
