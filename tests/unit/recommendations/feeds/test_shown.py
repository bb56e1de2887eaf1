"""A feed shows the day, and for a while what left it."""

from datetime import UTC, datetime, timedelta

from services.recommendations.feeds.shown import Shown, shown_next

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)


def shown(guid: str, hour: int = 9, **changes) -> Shown:
    said = {"title": guid, "room": "Hall", "minutes": 30, "why": "", **changes}
    return Shown(guid, start=datetime(2026, 10, 28, hour, tzinfo=UTC), **said)


def test_the_day_in_order_of_time() -> None:
    assert [one.guid for one in shown_next([], [shown("b", 10), shown("a", 10), shown("c", 9)], NOW)] == ["c", "a", "b"]


def test_what_leaves_it_stays_marked_since_then() -> None:
    first = shown_next([shown("a"), shown("b", 10)], [shown("b", 10)], NOW)
    later = shown_next(first, [shown("b", 10)], NOW + timedelta(days=29))

    assert [(one.guid, one.left_at) for one in first] == [("a", NOW), ("b", None)]
    assert later == first


def test_after_a_month_it_is_gone() -> None:
    left = shown_next([shown("a")], [], NOW)

    assert shown_next(left, [], NOW + timedelta(days=30)) == ()


def test_what_comes_back_is_there_again_as_it_is_now() -> None:
    left = shown_next([shown("a")], [], NOW)

    (back,) = shown_next(left, [shown("a", room="Tent")], NOW + timedelta(hours=1))

    assert (back.room, back.left_at) == ("Tent", None)
