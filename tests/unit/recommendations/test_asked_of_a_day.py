"""What may be asked of a day beyond its goals, by hand."""

from datetime import datetime, time, timedelta

import pytest

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.obstacles import KeptOut, Obstacle
from services.recommendations.domain.plan import Agenda, plan
from services.recommendations.domain.preferences import Pin, Preferences
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.session import Session
from services.recommendations.domain.wishes import Goal, Wishes

from .builders import DETROIT, MIDNIGHT, a_session

PACE = Wishes((Goal("pacing"),))
NO_GOALS = Wishes()


def day(
    sessions: list[Session],
    preferences: Preferences,
    wishes: Wishes = NO_GOALS,
    circumstances: Circumstances | None = None,
) -> Agenda:
    programme = Programme.of(sessions, DETROIT)
    return plan(programme, wishes, preferences, circumstances or Circumstances())


def guids(agenda: Agenda) -> list[str]:
    return [item.guid for item in agenda.items]


def at(clock: str) -> datetime:
    return MIDNIGHT + timedelta(hours=int(clock[:2]), minutes=int(clock[3:]))


MORNING = [
    a_session("short", "09:00", 30),
    a_session("long", "09:00", 90),
    a_session("welding", "09:45", 30),
    a_session("later", "11:00", 60),
]


def test_as_usual() -> None:
    # 30 minutes are worth 148, twice that is less than the 319 of 90 minutes: .4 x 600 x hours ^ .7.
    assert guids(day(MORNING, Preferences())) == ["long", "later"]


@pytest.mark.parametrize(
    ("pins", "expected"),
    [
        ({"short": Pin.MUST}, ["short", "welding", "later"]),
        ({"welding": Pin.MUST}, ["short", "welding", "later"]),
        ({"long": Pin.NOT}, ["short", "welding", "later"]),
        # .3 x 1000 x .5 ^ .7 x 1.5 = 277 each, which together is more than 319.
        ({"short": Pin.MAYBE, "welding": Pin.MAYBE}, ["short", "welding", "later"]),
        ({"long": Pin.BACKUP}, ["short", "welding", "later"]),
        ({"short": Pin.BACKUP, "long": Pin.NOT, "welding": Pin.NOT}, ["short", "later"]),
    ],
)
def test_pins(pins: dict[str, Pin], expected: list[str]) -> None:
    assert guids(day(MORNING, Preferences(pins=pins))) == expected


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        (Pin.MUST, "You said that it must be in your day."),
        (Pin.MAYBE, "You said that you might like it."),
        (Pin.BACKUP, "You said to fall back on it where time is free."),
    ],
)
def test_a_pin_is_a_reason_where_there_is_no_other(pin: Pin, why: str) -> None:
    sessions = [a_session("pace", "09:00", title="Pacing"), a_session("other", "14:00", title="Welding")]
    agenda = day(sessions, Preferences(pins={"other": pin, "pace": pin}), PACE)
    assert [item.why for item in agenda.items] == ["For your goal “pacing”: it speaks of “pacing”.", why]


def test_musts_that_collide_are_told() -> None:
    agenda = day(MORNING, Preferences(pins={"short": Pin.MUST, "long": Pin.MUST, "welding": Pin.MUST}))
    assert guids(agenda) == ["short", "welding", "later"]
    assert agenda.unkept == (KeptOut("long", Obstacle.COLLIDES, "short"),)


@pytest.mark.parametrize(
    ("asked", "circumstances", "obstacle"),
    [
        ({}, Circumstances(full=frozenset({"later"})), Obstacle.FULL),
        ({}, Circumstances(missed=frozenset({"later"})), Obstacle.OVER),
        ({}, Circumstances(since=at("11:01")), Obstacle.OVER),
        ({"latest": time(11, 30)}, Circumstances(), Obstacle.HOURS),
        ({"most_minutes": 50}, Circumstances(), Obstacle.LIMITS),
    ],
)
def test_why_a_must_cannot_be(asked: dict, circumstances: Circumstances, obstacle: Obstacle) -> None:
    agenda = day(MORNING, Preferences(pins={"later": Pin.MUST}, **asked), circumstances=circumstances)
    assert agenda.unkept == (KeptOut("later", obstacle),)


def test_a_must_that_is_gone_is_told() -> None:
    agenda = day(MORNING, Preferences(pins={"was here": Pin.MUST}))
    assert agenda.unkept == (KeptOut("was here", Obstacle.GONE),)


def test_a_limit_on_hours() -> None:
    assert guids(day(MORNING, Preferences(most_minutes=90))) == ["short", "later"]
    assert guids(day(MORNING, Preferences(most_minutes=60))) == ["short", "welding"]


def test_a_limit_on_hours_holds_for_each_day() -> None:
    two_days = [*MORNING, a_session("next day", "09:00", 60, day=1)]
    assert guids(day(two_days, Preferences(most_minutes=60))) == ["short", "welding", "next day"]


def test_a_pace() -> None:
    sessions = [a_session("one", "09:00", 45), a_session("two", "09:45", 45), a_session("three", "10:40", 45)]
    assert guids(day(sessions, Preferences())) == ["one", "two", "three"]
    # The ten minutes before "three" are a break if ten minutes are one.
    assert guids(day(sessions, Preferences(longest_stretch=90, pause=10))) == ["one", "two", "three"]
    assert guids(day(sessions, Preferences(longest_stretch=90, pause=15))) == ["one", "two"]
    assert guids(day(sessions, Preferences(longest_stretch=60, pause=15))) == ["one", "three"]


def test_a_session_may_be_longer_than_a_stretch() -> None:
    sessions = [a_session("talk", "09:00", 90), a_session("at once", "10:30", 30), a_session("rested", "10:45", 30)]
    assert guids(day(sessions, Preferences(longest_stretch=60, pause=15))) == ["talk", "rested"]


def test_a_session_in_part() -> None:
    sessions = [a_session("one", "09:00", 60), a_session("two", "09:50", 60)]
    assert len(day(sessions, Preferences()).items) == 1
    # Fifty minutes of an hour's 240 points are 200, whichever of the two is cut.
    agenda = day(sessions, Preferences(in_part=True))
    assert [(item.guid, item.value) for item in agenda.items] == [("one", 240), ("two", 200)]
    assert [(item.arrive, item.leave) for item in agenda.items] == [(None, None), (at("10:00"), None)]


def test_more_than_half_of_a_session_must_remain() -> None:
    sessions = [a_session("one", "09:00", 60), a_session("two", "09:30", 60)]
    assert len(day(sessions, Preferences(in_part=True)).items) == 1


def test_a_session_that_their_hours_cut() -> None:
    sessions = [a_session("one", "09:00", 60)]
    agenda = day(sessions, Preferences(in_part=True, earliest=time(9, 15)))
    assert [(item.value, item.arrive, item.leave) for item in agenda.items] == [(180, at("09:15"), None)]
    assert day(sessions, Preferences(in_part=True, earliest=time(9, 30))).items == ()


def test_a_session_that_has_begun_can_be_joined() -> None:
    sessions = [a_session("running", "09:00", 60, room="Room B")]
    now = Circumstances(since=at("09:10"), room="Room B")
    assert day(sessions, Preferences(), circumstances=now).items == ()
    [item] = day(sessions, Preferences(in_part=True), circumstances=now).items
    assert (item.value, item.arrive) == (200, at("09:10"))


def test_who_is_elsewhere_has_to_walk_first() -> None:
    sessions = [a_session("here", "09:00", 30, room="Room A"), a_session("there", "09:00", 60, room="Room B")]
    agenda = day(sessions, Preferences(), circumstances=Circumstances(since=at("08:58"), room="Room A"))
    assert guids(agenda) == ["here"]


GOALS = Wishes((Goal("pacing"), Goal("portfolios")))
RIVALS = [
    a_session("pace", "09:00", 90, title="Pacing"),
    a_session("portfolio", "09:00", 20, title="Portfolios"),
    a_session("pace again", "11:00", 90, title="More pacing"),
]


def test_each_goal_can_ask_for_a_session() -> None:
    assert guids(day(RIVALS, Preferences(), GOALS)) == ["pace", "pace again"]
    agenda = day(RIVALS, Preferences(each_goal=True), GOALS)
    assert (guids(agenda), agenda.unmet) == (["portfolio", "pace again"], ())


def test_goals_that_cannot_have_one_are_told() -> None:
    wishes = Wishes((*GOALS.goals, Goal("beekeeping")))
    assert day(RIVALS, Preferences(each_goal=True), wishes).unmet == (2,)


@pytest.mark.parametrize(("priorities", "expected", "unmet"), [((2, 1), ["portfolio"], 0), ((1, 2), ["pace"], 1)])
def test_goals_that_collide_go_by_how_much_they_matter(priorities: tuple[int, int], expected: list, unmet: int) -> None:
    wishes = Wishes((Goal("pacing", priority=priorities[0]), Goal("portfolios", priority=priorities[1])))
    agenda = day(RIVALS[:2], Preferences(each_goal=True), wishes)
    assert (guids(agenda), agenda.unmet) == (expected, (unmet,))


def test_what_they_hold_stays_where_little_is_gained() -> None:
    sessions = [a_session("held", "09:00", 58), a_session("other", "09:00", 60)]
    assert guids(day(sessions, Preferences())) == ["other"]
    agenda = day(sessions, Preferences(), circumstances=Circumstances(kept=frozenset({"held"})))
    assert [(item.guid, item.value) for item in agenda.items] == [("held", 234)]
    # What the programme left alone gives way only to what is worth twice as much.
    untouched = Circumstances(kept=frozenset({"held"}), untouched=frozenset({"held"}))
    for minutes, expected in ((25, "held"), (20, "other")):
        more = [a_session("held", "09:00", minutes), a_session("other", "09:00", 60)]
        assert guids(day(more, Preferences(), circumstances=untouched)) == [expected]
    much = [a_session("held", "09:00", 30), a_session("other", "09:00", 60)]
    assert guids(day(much, Preferences(), circumstances=Circumstances(kept=frozenset({"held"})))) == ["other"]
