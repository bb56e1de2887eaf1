"""The list of what is worth most, by hand: an hour that names a goal is worth 800 points, a shorter one less."""

from dataclasses import replace
from datetime import time

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.obstacles import KeptOut, Obstacle
from services.recommendations.domain.preferences import Pin, Preferences
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.question import Question
from services.recommendations.domain.shortlist import Listed, listing, shortlist
from services.recommendations.domain.wishes import Goal, Wishes

from .builders import DETROIT, a_session, hours

PACE = Wishes((Goal("pacing"),))
PROGRAMME = Programme.of(
    [
        a_session("short", "09:00", 50, title="Pacing"),
        a_session("long", "09:00", 60, title="Pacing"),
        a_session("late", "17:00", 30, title="Pacing"),
        a_session("other", "11:00", 60, title="Welding"),
    ],
    DETROIT,
)


def listed(question: Question, most: int = 10) -> tuple[Listed, ...]:
    return shortlist(listing(question.planning(PROGRAMME)), question.answer(PROGRAMME), most)


def test_the_best_first_and_nothing_that_is_worth_nothing() -> None:
    found = listed(Question(PACE))
    # 800, 800 x (5/6) ^ .7 and 800 x .5 ^ .7.
    assert [(each.item.guid, each.item.value) for each in found] == [("long", 800), ("short", 704), ("late", 492)]
    assert found[0].item.why == "For your goal “pacing”: it speaks of “pacing”."
    assert found[0].words == ("pacing",)


def test_what_keeps_one_out_of_the_day() -> None:
    found = listed(Question(PACE, Preferences(latest=time(12)), Circumstances(seen=frozenset({"other"}))))
    assert [each.kept_out for each in found] == [
        None,
        KeptOut("short", Obstacle.COLLIDES, "long"),
        KeptOut("late", Obstacle.HOURS),
    ]
    full = listed(Question(PACE, circumstances=Circumstances(full=frozenset({"long"}))))
    assert [each.kept_out for each in full] == [KeptOut("long", Obstacle.FULL), None, None]


def test_what_would_make_one_drop_out() -> None:
    first, second = listed(Question(PACE), most=2)
    # "late" waits with 492: 309 of 800 are more than 38 %, 213 of 704 more than 30 %.
    assert (first.less, second.less) == (39, 31)
    assert [each.less for each in listed(Question(PACE))] == [None, None, None]


def test_without_goals_it_is_a_list_for_anybody() -> None:
    found = listed(Question(Wishes()))
    assert [each.item.guid for each in found] == ["long", "other", "short", "late"]
    assert found[0].item.why.startswith("You have no goals yet;")


def test_hours_that_leave_nothing_of_their_goals_leave_the_list_to_them() -> None:
    around_eleven = Question(replace(PACE, available=(hours("10:30", "12:30"),)))
    assert [item.guid for item in around_eleven.answer(PROGRAMME).items] == ["other"]
    found = listed(around_eleven)
    assert [each.item.guid for each in found] == ["long", "short", "late"]
    assert {each.kept_out.obstacle for each in found if each.kept_out} == {Obstacle.HOURS}
    assert found[0].item.why == "For your goal “pacing”: it speaks of “pacing”."


def test_goals_that_nothing_serves_leave_a_list_for_anybody() -> None:
    question = Question(Wishes((Goal("quarks"),)))
    assert listing(question.planning(PROGRAMME)).general
    assert [each.item.guid for each in listed(question)] == ["long", "other", "short", "late"]


def test_what_is_not_for_them_is_not_listed() -> None:
    found = listed(Question(PACE, Preferences(pins={"long": Pin.NOT})))
    assert [each.item.guid for each in found] == ["short", "late"]


def test_a_programme_without_sessions() -> None:
    empty, question = Programme.of([], DETROIT), Question(PACE)
    assert shortlist(question.planning(empty), question.answer(empty), 10) == ()
