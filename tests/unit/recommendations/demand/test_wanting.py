"""What somebody wants, and which sessions they have to choose between."""

import numpy as np

from services.recommendations.demand.wanting import apart, clashes, wanted
from tests.unit.recommendations.builders import a_session
from tests.unit.recommendations.demand.people import programme_of


def test_a_session_is_wanted_that_is_worth_half_of_the_best():
    worth = np.array([[100.0, 0, 49], [50, 0, 100], [49, 0, 0]])
    assert wanted(worth).tolist() == [[True, False, False], [True, False, True], [False, False, False]]


def test_sessions_are_apart_that_overlap_or_leave_no_time_to_walk():
    sessions = [
        a_session("a", "09:00", 60, room="Room A"),
        a_session("b", "09:30", 60, room="Room B"),
        a_session("c", "10:00", 30, room="Room A"),
        a_session("d", "10:00", 30, room="Room C"),
        a_session("e", "10:40", 30, room="Room D"),
    ]
    programme = programme_of(sessions)
    guids = [session.guid for session in programme.timetable.sessions]
    pairs = {(guids[one], guids[other]) for one, other in apart(programme.timetable)}
    # From a to c nobody has to move; from a to d it is five minutes; b ends ten minutes before e begins.
    assert pairs == {("a", "b"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d")}


def test_how_many_want_both():
    programme = programme_of([a_session("a"), a_session("b", room="Room B"), a_session("c", "14:00")])
    wants = np.array([[True, True, False], [True, True, True], [True, True, True]])
    assert clashes(programme.timetable, wants) == [(0, 1, 2)]
