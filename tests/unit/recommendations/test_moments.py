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


def a_page(moment: Moment, *, cut: bool = False, back: bool = False) -> str:
    tuning = Tuning("/agenda/t", {}, (), {}, cut=cut, back=back)
    urls = {"calendar_url": "/c", "attendance_url": "/a", "team_url": "/t", "reflection_url": "/r"}
    of = day([item("one")], [session("one", at("9:00"))])
    return pages.agenda_page(
        CONFERENCE, of, live=pages.Live("/l", "1.1"), tuning=tuning, moment=moment, feed=None, **urls
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
    assert "No session speaks of it" in there
    assert "I stay after all" not in there
