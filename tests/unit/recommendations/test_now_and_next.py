from datetime import UTC, datetime

import pytest

from services.recommendations import pages
from services.recommendations.attendance.pages import doors_page
from services.recommendations.attendance.phone import sitting_of
from services.recommendations.days.tuning import Tuning
from services.recommendations.now_and_next import now_and_next
from services.recommendations.ports import Kept
from services.recommendations.reading import Reading
from shared.contracts.recommendations import Session

from .test_agenda_pages import Outline
from .test_day import CONFERENCE, at, session, wishes

SESSIONS = [
    session("early", at("8:00"), 60),
    session("morning", at("9:00"), 60),
    session("long", at("9:00"), 180),
    session("noon", at("11:30"), 30),
    session("afternoon", at("14:00"), 60),
    session("tomorrow", at("9:00", 29), 60),
]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at("6:30"), set()),
        (at("7:30"), {"early"}),
        (at("9:10"), {"early", "morning", "long", "noon"}),
        (at("9:20"), {"morning", "long", "noon"}),
        (at("11:00"), {"long", "noon"}),
        (at("12:20"), {"afternoon"}),
        (at("14:30"), {"afternoon"}),
        (at("15:00"), set()),
    ],
)
def test_what_is_on_or_just_over_and_what_comes_next(now: datetime, expected: set[str]) -> None:
    assert now_and_next(now, CONFERENCE, SESSIONS) == expected


def sessions_page(now: datetime) -> str:
    kept = Kept("ana", "paths", 1, 1, 1, (), datetime(2026, 9, 1, tzinfo=UTC))
    by_guid: dict[str, Session] = {each.guid: each for each in SESSIONS}
    reading = Reading(CONFERENCE, wishes("pace"), kept, by_guid, 1)
    return pages.sessions_page(reading, Tuning("/agenda/t", {}, (), {}), now)


def test_all_sessions_begin_with_them_on_the_day_and_have_each_once() -> None:
    html = sessions_page(at("12:20"))
    near, rest = html.split('<details id="rest">')
    assert 'id="session-afternoon"' in near
    assert "Now and next" in Outline(near).words()
    assert [f'id="session-{each.guid}"' in rest for each in SESSIONS] == [True, True, True, True, False, True]
    assert "<details" not in sessions_page(at("12:20", 20))


def test_doors_begin_with_them() -> None:
    sittings = [sitting_of(each, CONFERENCE.zone) for each in SESSIONS]
    near, rest = doors_page(CONFERENCE, sittings, here="/doors/t", near={"afternoon"}).split('<details id="rest">')
    assert "/doors/t/afternoon" in near
    assert "/doors/t/early" in rest
    assert "/doors/t/afternoon" not in rest
    assert "<details" not in doors_page(CONFERENCE, sittings, here="/doors/t")
