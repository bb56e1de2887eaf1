from datetime import UTC, datetime, timedelta

from services.recommendations.days.alterations import alterations, the_same, untouched
from shared.contracts.recommendations import AgendaItem, Session, Slot

TEN = datetime(2026, 10, 28, 14, tzinfo=UTC)


def item(guid: str, room: str = "Room A", later: int = 0, minutes: int = 60, why: str = "because") -> AgendaItem:
    start = TEN + timedelta(minutes=later)
    return AgendaItem(guid=guid, title=guid.title(), room=room, start=start, minutes=minutes, why=why)


def takes_place(guid: str, room: str = "Room A", later: int = 0, minutes: int = 60) -> Session:
    start = TEN + timedelta(minutes=later)
    return Session(version=1, guid=guid, title=guid.title(), room=room, start=start, minutes=minutes)


def test_a_slot_before_and_now_for_each_that_is_not_what_it_was():
    told = [item("stays"), item("moves", later=60), item("goes", later=120), item("dropped", later=180)]
    now = [item("stays"), item("moves", room="Room B", later=60), item("comes", later=240)]

    programme = [
        takes_place("stays"),
        takes_place("moves", room="Room B", later=60),
        takes_place("dropped", later=180),
        takes_place("comes", later=240),
    ]
    found = alterations(told, now, {session.guid: session for session in programme})

    assert [(one.guid, one.title, one.cancelled) for one in found] == [
        ("moves", "Moves", False),
        ("goes", "Goes", True),
        ("dropped", "Dropped", False),
        ("comes", "Comes", False),
    ]
    moves, goes, _, comes = found
    at_eleven = TEN + timedelta(minutes=60)
    assert moves.before == Slot(room="Room A", start=at_eleven, minutes=60)
    assert moves.now == Slot(room="Room B", start=at_eleven, minutes=60)
    assert goes.now is comes.before is None
    assert [one.by_programme for one in found] == [True, True, False, False]


def test_a_session_that_moved_out_of_the_day_is_elsewhere():
    told = [item("moved"), item("left-early", minutes=40)]
    programme = {"moved": takes_place("moved", "Room B", 5), "left-early": takes_place("left-early")}
    left_early, moved = alterations(told, [], programme)
    assert (left_early.elsewhere, left_early.by_programme) == (None, False)
    assert moved.elsewhere == Slot(room="Room B", start=TEN + timedelta(minutes=5), minutes=60)
    assert moved.by_programme


def test_a_day_in_other_words_is_the_same():
    assert the_same([item("a", why="one reason")], [item("a", why="another")])
    assert not the_same([item("a")], [item("a", minutes=45)])
    assert not the_same([item("a")], [])
    assert alterations([item("a", why="one reason")], [item("a", why="another")], {"a": takes_place("a")}) == ()


def test_untouched_is_what_is_where_and_when_they_were_told():
    told = [item("stays"), item("shorter"), item("elsewhere"), item("gone")]
    now = [item("stays", why="another"), item("shorter", minutes=45), item("elsewhere", room="Room B"), item("new")]
    assert untouched(told, now) == {"stays"}
