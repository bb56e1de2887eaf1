from datetime import datetime

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.joinable import Day, Here, joinable
from services.recommendations.domain.moves import Deed, Move, moved, standing
from services.recommendations.domain.plan import AgendaItem
from services.recommendations.domain.preferences import Pin, Preferences
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.remains import Begun, plan_on
from services.recommendations.domain.wishes import Goal, Wishes

from .builders import DETROIT, a_session

PACE = Wishes((Goal("pacing", "instruction"),))
PROGRAMME = Programme.of(
    [
        a_session("welcome", "09:00", 30, title="Welcome", room="Hall"),
        a_session("lecture", "10:00", 60, title="A long lecture", room="Hall"),
        a_session("pacing", "10:00", 60, title="Pacing", area="instruction", room="Room B"),
        a_session("stations", "10:30", 60, title="Pacing by stations", area="instruction", room="Room C"),
        a_session("later", "13:00", 60, title="Pacing, later", area="instruction", room="Room B"),
        a_session("evening", "17:00", 60, title="Pacing, evening", area="instruction", room="Room B"),
    ],
    DETROIT,
)


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-10-28T{clock}:00-04:00")


def item(guid: str, arrive: datetime | None = None, leave: datetime | None = None) -> AgendaItem:
    return AgendaItem(guid, 100, 0, "because", arrive, leave)


PLANNED = (item("welcome"), item("lecture"), item("later"))


def a_day(*moves: Move, items: tuple[AgendaItem, ...] = PLANNED, **preferences: object) -> Day:
    return Day(PROGRAMME, PACE, Preferences(**preferences), Circumstances(), items, moves)  # type: ignore[arg-type]


def hours(items: tuple[AgendaItem, ...]) -> list[tuple[str, str, str]]:
    return [(one.guid, clock(one.arrive), clock(one.leave)) for one in items]


def clock(instant: datetime | None) -> str:
    return instant.astimezone(DETROIT).strftime("%H:%M") if instant else ""


JOINS = Move(Deed.JOIN, at("10:20"), "pacing", origin="lecture")


def test_joining_from_a_session_keeps_the_part_they_were_there_and_arrives_after_the_walk():
    after = moved(PLANNED, [JOINS], PROGRAMME)
    assert hours(after) == [
        ("welcome", "", ""),
        ("lecture", "", "10:20"),
        ("pacing", "10:25", ""),
        ("later", "", ""),
    ]
    assert moved(after, [JOINS], PROGRAMME) == after


def test_who_knows_when_they_are_there_is_there_then():
    from_elsewhere = Move(Deed.JOIN, at("10:20"), "pacing", arrive=at("10:32"))
    assert hours(moved(PLANNED, [from_elsewhere], PROGRAMME))[1] == ("pacing", "10:32", "")


def test_a_session_goes_on_until_they_have_to_walk_to_one_that_begins_later():
    soon = Move(Deed.JOIN, at("10:15"), "stations", origin="lecture", arrive=at("10:30"))
    after = moved(PLANNED, [soon], PROGRAMME)
    assert hours(after) == [("welcome", "", ""), ("lecture", "", "10:25"), ("stations", "", ""), ("later", "", "")]
    assert moved(after, [soon], PROGRAMME) == after
    # Who goes somewhere else at once leaves at once, and does not go there.
    changed_their_mind = Move(Deed.JOIN, at("10:20"), "pacing", origin="lecture", arrive=at("10:25"))
    assert hours(moved(after, [changed_their_mind], PROGRAMME)) == [
        ("welcome", "", ""),
        ("lecture", "", "10:20"),
        ("pacing", "10:25", ""),
        ("later", "", ""),
    ]


def test_what_was_in_the_day_before_is_there_for_the_same_reason():
    items = (item("lecture"), AgendaItem("stations", 900, 0, "because of its tables"))
    after = moved(items, [Move(Deed.JOIN, at("10:40"), "stations", origin="lecture", arrive=at("10:45"))], PROGRAMME)
    assert after[1] == AgendaItem("stations", 675, 0, "because of its tables", arrive=at("10:45"))


def test_nobody_comes_back_into_what_is_full_for_them():
    assert moved(PLANNED, [JOINS], PROGRAMME, full={"pacing"}) == PLANNED
    leaves, stays = Move(Deed.LEAVE, at("10:20")), Move(Deed.STAY, at("10:25"))
    left = moved(PLANNED, [leaves, stays], PROGRAMME, full={"lecture"})
    assert hours(left) == [("welcome", "", ""), ("lecture", "", "10:20")]


def test_a_day_is_in_order_of_time_though_something_was_joined_in_between():
    soon = Move(Deed.JOIN, at("10:15"), "stations", origin="lecture", arrive=at("10:30"))
    stands = standing([soon, Move(Deed.JOIN, at("10:15"), "evening")], DETROIT)
    begun = Begun.of(PROGRAMME, (item("lecture"), item("evening")), at("10:15"), stands.joined)
    day = plan_on(PROGRAMME, PACE, Preferences(), Circumstances(), begun)
    assert [one.guid for one in day.items] == ["lecture", "later", "evening"]


def test_where_nobody_says_they_were_there_they_were_not():
    after = moved(PLANNED, [Move(Deed.JOIN, at("10:20"), "pacing")], PROGRAMME)
    assert hours(after) == [("welcome", "", ""), ("pacing", "10:20", ""), ("later", "", "")]


def test_leaving_ends_what_is_under_way_and_takes_what_comes():
    after = moved(PLANNED, [Move(Deed.LEAVE, at("10:20"))], PROGRAMME)
    assert hours(after) == [("welcome", "", ""), ("lecture", "", "10:20")]
    day = a_day().after(Move(Deed.LEAVE, at("10:20")))
    assert hours(day.items) == [("welcome", "", ""), ("lecture", "", "10:20")]


def test_who_joins_something_after_leaving_is_back():
    leaves = Move(Deed.LEAVE, at("10:20"))
    assert standing([leaves], DETROIT).closed == ((at("10:20"), datetime.fromisoformat("2026-10-29T04:00:00-04:00")),)
    assert standing([leaves, Move(Deed.JOIN, at("12:50"), "later")], DETROIT).closed == ()


def test_who_stays_after_all_has_the_session_they_left_and_the_day_after_it():
    leaves, stays = Move(Deed.LEAVE, at("10:20"), origin="lecture"), Move(Deed.STAY, at("10:25"))
    assert standing([leaves], DETROIT).gone(at("10:25"))
    assert not standing([leaves, stays], DETROIT).gone(at("10:25"))
    left = moved(PLANNED, [leaves], PROGRAMME)
    day = a_day(leaves, items=left).after(stays)
    assert hours(day.items) == [("welcome", "", ""), ("lecture", "", ""), ("later", "", ""), ("evening", "", "")]
    over = moved(left, [Move(Deed.STAY, at("11:30"))], PROGRAMME)
    assert hours(over) == [("welcome", "", ""), ("lecture", "", "10:20")]


def test_the_rest_of_the_day_is_planned_from_a_move():
    day = a_day().after(JOINS)
    assert [one.guid for one in day.items] == ["welcome", "lecture", "pacing", "later", "evening"]
    assert day.items[2].why == "For your goal “pacing”: it speaks of “pacing”."
    assert 0 < day.items[2].value < 1000


def test_what_is_not_for_them_leaves_its_time_to_something_else():
    day = a_day(pins={"lecture": Pin.NOT}).after(Move(Deed.SKIP, at("10:05"), "lecture"))
    assert [one.guid for one in day.items] == ["welcome", "stations", "later", "evening"]


def test_what_can_be_joined_from_here():
    options = joinable(a_day(), Here(at("10:20"), "Hall", "lecture"))
    assert [(one.session.guid, clock(one.arrive), one.minutes, one.walk) for one in options] == [
        ("stations", "10:30", 60, 5),
        ("pacing", "10:25", 35, 5),
    ]
    assert options[0].gain > options[1].gain > 0


def test_twenty_minutes_are_enough_for_a_part():
    here = Here(at("10:20"), "Hall", None, until=at("10:40"))
    options = joinable(a_day(), here)
    assert [(one.session.guid, one.minutes) for one in options] == [("pacing", 15), ("stations", 10), ("lecture", 20)]
    assert options[-1].planned


def test_where_nobody_knows_where_they_are_the_longest_walk_is_allowed_for():
    options = joinable(a_day(items=()), Here(at("10:20"), until=at("10:40")))
    found = [(one.session.guid, clock(one.arrive), one.minutes, one.walk) for one in options]
    assert sorted(found) == [
        ("lecture", "10:25", 15, None),
        ("pacing", "10:25", 15, None),
        ("stations", "10:30", 10, None),
    ]


def test_nothing_to_join_when_nothing_is_on():
    assert joinable(a_day(), Here(at("11:45"))) == []
