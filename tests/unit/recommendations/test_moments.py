from datetime import date, datetime

import pytest

from services.recommendations import pages
from services.recommendations.conference_days import Moment, moment_of
from services.recommendations.days.tuning import Tuning

from .test_agenda_pages import Outline
from .test_day import CONFERENCE, at, day, item, session

TWO_DAYS = CONFERENCE.model_copy(update={"ends_on": date(2026, 10, 29)})
SESSIONS = [session("first", at("9:00")), session("last", at("15:00"), 60), session("tomorrow", at("9:00", 29))]


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        (at("7:59"), Moment.AHEAD),
        (at("8:00"), Moment.ON),
        (at("12:00"), Moment.ON),
        (at("15:59"), Moment.ON),
        (at("16:00"), Moment.AHEAD),
        (at("8:00", 29), Moment.ON),
        (at("9:30", 29), Moment.OVER),
    ],
)
def test_a_conference_is_on_from_an_hour_before_each_day_to_its_end(now: datetime, moment: Moment) -> None:
    assert moment_of(now, TWO_DAYS, SESSIONS) is moment


def test_without_sessions_it_is_over_when_its_last_day_is() -> None:
    assert moment_of(at("23:00"), CONFERENCE, []) is Moment.AHEAD
    assert moment_of(at("0:00", 29), CONFERENCE, []) is Moment.OVER


def a_page(moment: Moment, *, cut: bool = False, back: bool = False, now: datetime | None = None) -> str:
    return pages.agenda_page(
        CONFERENCE,
        day([item("one"), item("two")], [session("one", at("9:00"), 60), session("two", at("10:30"), room="Library")]),
        live=pages.Live("/l", "1.1"),
        tuning=Tuning("/agenda/t", {}, (), {}, cut=cut, back=back),
        moment=moment,
        now=now,
        calendar_url="/c",
        attendance_url="/a",
        team_url="/t",
        reflection_url="/r",
    )


@pytest.mark.parametrize(
    ("moment", "offered"),
    [
        (Moment.AHEAD, "Add to your calendar Go as a team"),
        (Moment.ON, "Move now Check in Add to your calendar Go as a team"),
        (Moment.OVER, "Look back on your day Where you were Add to your calendar"),
    ],
)
def test_what_helps_most_comes_first(moment: Moment, offered: str) -> None:
    html = a_page(moment)
    (does,) = html.split('<p class="day-does">')[1:]
    assert Outline(does.split("</p>")[0]).words() == offered


def test_who_left_reads_that_the_day_was_cut_and_can_stay_after_all() -> None:
    left = Outline(a_page(Moment.ON, cut=True, back=True)).words()
    assert "Nothing of it in the day you have left" in left
    assert "You left for today. I stay after all" in left
    there = Outline(a_page(Moment.ON)).words()
    assert "None in your day" in there
    assert "I stay after all" not in there


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (at("8:58"), "Next: Room A at 9 am"),
        (at("9:15"), "Now: Room A until 10 am · Next: Library at 10:30 am"),
        (at("10:10"), "Next: Library at 10:30 am"),
        (at("10:31"), "Now: Library until 11 am"),
    ],
)
def test_what_is_on_and_what_comes_next_is_said_without_javascript(now: datetime, said: str) -> None:
    (does,) = a_page(Moment.ON, now=now).split('<p class="day-does">')[1:]
    assert Outline(does.split("</a>")[0]).words() == said


def test_where_nothing_comes_any_more_nothing_is_said() -> None:
    assert "Now:" not in a_page(Moment.ON, now=at("11:00")).split('<p class="day-does">')[1]
