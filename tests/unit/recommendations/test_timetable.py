import pytest

from services.recommendations.domain.timetable import Timetable

from .builders import DETROIT, a_session


def test_orders_sessions_by_start_then_guid() -> None:
    timetable = Timetable.of([a_session("c", "09:00"), a_session("b", "10:00"), a_session("a", "10:00")], DETROIT)
    assert [session.guid for session in timetable.sessions] == ["c", "a", "b"]


def test_knows_what_can_come_before() -> None:
    timetable = Timetable.of(
        [
            a_session("a", "09:00", 55, room="Room B"),
            a_session("b", "09:00", 60, room="Room A"),
            a_session("c", "09:00", 60, room="Room B"),
            a_session("d", "10:00", 30, room="Room A"),
        ],
        DETROIT,
    )
    assert timetable.by_end == (0, 1, 2, 3)
    assert timetable.settled == (0, 0, 0, 1)  # five minutes are enough from a to d
    assert timetable.close == ((), (), (), (1,))  # none are needed from b to d, but c is too far


def test_hours_are_those_of_the_conference() -> None:
    from_afar = a_session("a", "22:30", 120)
    timetable = Timetable.of([from_afar], DETROIT)
    assert timetable.hours == ((22 * 3600 + 1800, 24 * 3600 + 1800),)


def test_refuses_a_guid_twice() -> None:
    with pytest.raises(ValueError, match="same guid"):
        Timetable.of([a_session("a"), a_session("a", "11:00")], DETROIT)
