"""The page says what was asked of a day and could not be had."""

from dataclasses import replace

import pytest

from services.recommendations import pages
from services.recommendations.day_parts import LeftOut
from shared.languages import speaking

from .test_day import CONFERENCE, at, day, item, session

LIVE = pages.Live("/changes", "1.1")


def shown(unkept: tuple[LeftOut, ...] = (), unmet: tuple[int, ...] = ()) -> str:
    of = replace(day([item("one", 0)], [session("one", at("9:00"))]), unkept=unkept, unmet=unmet)
    return pages.agenda_page(CONFERENCE, of, live=LIVE, calendar_url="/x.ics")


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        (LeftOut("", "gone", ""), "is not in the programme any more."),
        (LeftOut("Two", "full", ""), "“Two” must be in your day, but it is full."),
        (LeftOut("Two", "over", ""), "“Two” must be in your day, but it is over or has begun."),
        (LeftOut("Two", "hours", ""), "“Two” must be in your day, but you are not there then."),
        (LeftOut("Two", "collides", "One"), "“Two” and “One” must both be in your day, but nobody can be in both."),
        (LeftOut("Two", "limits", ""), "“Two” must be in your day, but not with the breaks and hours you set."),
    ],
)
def test_a_must_that_cannot_be(left_out: LeftOut, said: str) -> None:
    assert said in shown(unkept=(left_out,))
    assert said not in shown()
    with speaking("es"):
        assert said not in shown(unkept=(left_out,))


def test_a_goal_without_a_session() -> None:
    assert "No session could be had for your goal 2." in shown(unmet=(2,))


def test_titles_are_text() -> None:
    assert "<b>" not in shown(unkept=(LeftOut("<b>", "full", ""),))
