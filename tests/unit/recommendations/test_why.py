import pytest

from services.recommendations.domain.value import Step
from services.recommendations.domain.why import shortened, why
from services.recommendations.domain.wishes import Goal

from .builders import a_session

SESSION = a_session("a", minutes=30, area="progress_monitoring")
STEP = Step("individual_pacing", 1, 2)
PACE = Goal("let my students move at their own pace", "progress_monitoring")


@pytest.mark.parametrize(
    ("words", "step", "expected"),
    [
        (("pacing",), STEP, "it speaks of “pacing”, and takes you from 1 to 2 on individual pacing."),
        (("pacing", "move"), None, "it speaks of “pacing” and “move”."),
        (("pacing", "move", "own", "students"), None, "it speaks of “pacing”, “move” and “own”."),
        ((), STEP, "it is about progress monitoring, and takes you from 1 to 2 on individual pacing."),
        ((), None, "it is about progress monitoring."),
    ],
)
def test_names_the_goal_and_the_reasons(words: tuple[str, ...], step: Step | None, expected: str) -> None:
    sentence = why(SESSION, PACE, words, step, has_goals=True)
    assert sentence == f"For your goal “let my students move at their own pace”: {expected}"


def test_a_session_may_come_close_without_a_word_in_common() -> None:
    sentence = why(SESSION, Goal("let everyone go at their speed"), (), None, has_goals=True)
    assert sentence == "For your goal “let everyone go at their speed”: it comes close in meaning."


@pytest.mark.parametrize(
    ("area", "step", "expected"),
    [
        (None, STEP, "it comes close in meaning, and takes you from 1 to 2 on individual pacing."),
        ("curriculum", STEP, "it comes close in meaning, and takes you from 1 to 2 on individual pacing."),
        ("progress_monitoring", None, "it comes close in meaning, and is about progress monitoring."),
        (
            "progress_monitoring",
            STEP,
            "it comes close in meaning, is about progress monitoring, and takes you from 1 to 2 on individual pacing.",
        ),
    ],
)
def test_meaning_is_named_beside_other_reasons(area: str | None, step: Step | None, expected: str) -> None:
    sentence = why(SESSION, Goal("pace", area), (), step, has_goals=True, close=True)
    assert sentence == f"For your goal “pace”: {expected}"


@pytest.mark.parametrize(
    ("step", "has_goals", "expected"),
    [
        (STEP, True, "Beside your goals: it takes you from 1 to 2 on individual pacing."),
        (
            None,
            True,
            "It answers none of your goals by name; it is 30 minutes on progress monitoring to start from.",
        ),
        (STEP, False, "You have no goals yet; this one takes you from 1 to 2 on individual pacing."),
        (None, False, "You have no goals yet; this one is 30 minutes on progress monitoring to start from."),
    ],
)
def test_says_so_when_no_goal_is_the_reason(step: Step | None, has_goals: bool, expected: str) -> None:
    assert why(SESSION, None, (), step, has_goals=has_goals) == expected


def test_a_session_without_an_area_makes_none_up() -> None:
    sentence = why(a_session("a", minutes=10), None, (), None, has_goals=False)
    assert sentence == "You have no goals yet; this one is 10 minutes to start from."


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("short", 90, "short"),
        ("exactly ten", 11, "exactly ten"),
        ("one two three", 12, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two, three", 10, "one two…"),
        ("  on two\n lines ", 90, "on two lines"),
        ("unbreakable", 6, "unbre…"),
        ("", 90, ""),
    ],
)
def test_shortens_after_a_whole_word(text: str, longest: int, expected: str) -> None:
    assert shortened(text, longest) == expected


def test_stays_short_whatever_it_is_given() -> None:
    endless = ("x" * 5000,) * 5
    assert len(why(SESSION, Goal("word " * 500), endless, STEP, has_goals=True)) <= 400
