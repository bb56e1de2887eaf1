from dataclasses import replace

import pytest

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.plan import plan
from services.recommendations.domain.preferences import Pin, Preferences
from services.recommendations.domain.prerequisites import circles, unprepared
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.wishes import Goal, Wishes

from .builders import DETROIT, a_session

FIRST = a_session("first", "09:00", title="Pacing")
SECOND = replace(a_session("second", "11:00", title="Pacing"), prerequisites=("first",))
SESSIONS = {"first": FIRST, "second": SECOND}


@pytest.mark.parametrize(
    ("preferences", "circumstances"),
    [
        (Preferences(), Circumstances(seen=frozenset({"first"}))),
        (Preferences(), Circumstances(kept=frozenset({"first"}))),
        (Preferences(pins={"first": Pin.MUST}), Circumstances()),
    ],
)
def test_who_has_seen_it_or_will_is_prepared(preferences: Preferences, circumstances: Circumstances) -> None:
    assert unprepared(SESSIONS, preferences, circumstances) == frozenset()


@pytest.mark.parametrize(
    ("preferences", "circumstances"),
    [
        (Preferences(), Circumstances()),
        (Preferences(), Circumstances(kept=frozenset({"first"}), missed=frozenset({"first"}))),
        (Preferences(pins={"first": Pin.MUST}), Circumstances(full=frozenset({"first"}))),
    ],
)
def test_who_has_not_is_not(preferences: Preferences, circumstances: Circumstances) -> None:
    assert unprepared(SESSIONS, preferences, circumstances) == {"second"}


def test_what_it_builds_on_has_to_come_before() -> None:
    late = {"first": replace(FIRST, start=SECOND.end, end=SECOND.end.replace(hour=13)), "second": SECOND}
    assert unprepared(late, Preferences(pins={"first": Pin.MUST}), Circumstances()) == {"second"}


def test_what_is_no_session_of_this_programme_is_held_against_nobody() -> None:
    alone = {"second": replace(SECOND, prerequisites=("last-year",))}
    assert unprepared(alone, Preferences(), Circumstances()) == frozenset()
    both = {"first": FIRST, "second": replace(SECOND, prerequisites=("last-year", "first"))}
    assert unprepared(both, Preferences(), Circumstances()) == {"second"}


@pytest.mark.parametrize(
    ("builds_on", "found"),
    [
        ({"a": [], "b": ["a"], "c": ["a", "b"], "d": ["elsewhere"]}, []),
        ({"a": ["a"]}, [("a",)]),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, [("b", "c")]),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c", "d"]}, [("a", "b"), ("c", "d"), ("d",)]),
    ],
)
def test_circles_are_found(builds_on: dict[str, list[str]], found: list[tuple[str, ...]]) -> None:
    assert circles(builds_on) == found


def test_the_day_holds_it_against_a_session() -> None:
    rival = a_session("rival", "11:00", 45, title="Pacing")
    programme = Programme.of([FIRST, SECOND, rival], DETROIT)
    wishes = Wishes((Goal("pacing"),))
    assert [item.guid for item in plan(programme, wishes).items] == ["first", "rival"]
    seen = Circumstances(seen=frozenset({"first"}))
    assert [item.guid for item in plan(programme, wishes, circumstances=seen).items] == ["second"]
