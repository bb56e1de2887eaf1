from datetime import time, timedelta

import pytest

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.plan import plan
from services.recommendations.domain.preferences import Pin, Preferences, Sliders
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.weights import Weights
from services.recommendations.domain.wishes import Goal, Spectrum, Wishes

from .builders import DETROIT, MIDNIGHT, a_session, hours

PROGRAMME = Programme.of(
    [
        a_session("pace", "09:00", title="Pacing"),
        a_session("step", "09:00", title="Welding", ingredients={"technology": 2}),
        a_session("late", "16:00", title="Pacing again"),
    ],
    DETROIT,
)
WISHES = Wishes((Goal("pacing"),), Spectrum(technology=1))


def day(preferences: Preferences, circumstances: Circumstances | None = None, wishes: Wishes = WISHES) -> list[str]:
    return [item.guid for item in plan(PROGRAMME, wishes, preferences, circumstances or Circumstances()).items]


def test_what_is_not_set_changes_nothing() -> None:
    assert plan(PROGRAMME, WISHES, Preferences(), Circumstances()) == plan(PROGRAMME, WISHES)
    assert day(Preferences()) == ["pace", "late"]


def test_sliders_multiply_what_they_stand_for() -> None:
    slid = Weights().slid(Sliders(goals=1, areas=4, steps=3, lengths=0))
    assert (slid.goal, slid.closest, slid.area, slid.length) == (0.3, 0.1, 0.4, 0.0)
    assert slid.step == pytest.approx(0.3)
    assert Weights().slid(Sliders()) == Weights()


def test_a_slider_can_turn_the_day_round() -> None:
    assert day(Preferences(Sliders(goals=0, steps=4))) == ["step"]


@pytest.mark.parametrize(
    ("preferences", "expected"),
    [
        (Preferences(pins={"pace": Pin.NOT}), ["step", "late"]),
        (Preferences(earliest=time(9, 1)), ["late"]),
        (Preferences(latest=time(16, 59)), ["pace"]),
        (Preferences(earliest=time(10), latest=time(12)), []),
    ],
)
def test_limits_and_pins_are_kept(preferences: Preferences, expected: list[str]) -> None:
    assert day(preferences) == expected


def test_limits_cut_the_hours_given_at_signup() -> None:
    wishes = Wishes(WISHES.goals, available=(hours("08:00", "12:00"), hours("15:00", "18:00")))
    assert day(Preferences(latest=time(14)), wishes=wishes) == ["pace"]


@pytest.mark.parametrize(
    "circumstances",
    [
        Circumstances(full=frozenset({"pace"})),
        Circumstances(seen=frozenset({"pace"})),
        Circumstances(missed=frozenset({"pace"})),
    ],
)
def test_what_cannot_be_had_gives_way(circumstances: Circumstances) -> None:
    assert day(Preferences(), circumstances) == ["step", "late"]


def test_what_has_begun_is_not_planned() -> None:
    assert day(Preferences(), Circumstances(since=MIDNIGHT + timedelta(hours=9, minutes=1))) == ["late"]


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"pause": 0}, "pause"),
        ({"longest_stretch": 0}, "longest_stretch"),
        ({"most_minutes": -5}, "most_minutes"),
        ({"earliest": time(12), "latest": time(12)}, "latest must be after earliest"),
    ],
)
def test_limits_that_leave_nothing_are_refused(wrong: dict, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Preferences(**wrong)


def test_a_slider_stays_on_its_scale() -> None:
    with pytest.raises(ValueError, match="steps must lie between 0 and 4"):
        Sliders(steps=5)
