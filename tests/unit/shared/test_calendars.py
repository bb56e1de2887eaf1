"""What is written by hand is read back with the icalendar library."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from shared.calendars import agenda_calendar, empty_agenda, save_the_date
from shared.contracts.recommendations import AgendaItem
from shared.contracts.registration import Conference

DETROIT = ZoneInfo("America/Detroit")
STAMP = datetime(2026, 9, 1, 10, 30, 15, tzinfo=timezone(timedelta(hours=-4)))
CONFERENCE = Conference(
    slug="pld-2026",
    name="Personalized Learning Day; 2026",
    starts_on=date(2026, 10, 28),
    ends_on=date(2026, 10, 29),
    zone="America/Detroit",
    place="Millrace Center, Grand Rapids, Michigan",
    capacity=100,
)


def an_item(
    title: str = "Café de bienvenida: su día en español",
    *,
    start: datetime = datetime(2026, 10, 28, 8, 30, tzinfo=DETROIT),
    minutes: int = 20,
    why: str = "For your goal “pace”: it speaks of pace.",
) -> AgendaItem:
    return AgendaItem(guid="cafe", title=title, room="Room B", start=start, minutes=minutes, why=why)


def an_agenda(*items: AgendaItem, revision: int = 1) -> bytes:
    return agenda_calendar(CONFERENCE, "ana", revision, items, STAMP)


def only_event(calendar: bytes):
    (event,) = Calendar.from_ical(calendar).walk("VEVENT")
    return event


def test_save_the_date_is_an_all_day_event_that_keeps_nobody_busy():
    event = only_event(save_the_date(CONFERENCE, STAMP))
    assert event["UID"] == "pld-2026@desirepath"
    assert event.decoded("DTSTART") == date(2026, 10, 28)
    assert event.decoded("DTEND") == date(2026, 10, 30)
    assert event.decoded("DTSTAMP") == datetime(2026, 9, 1, 14, 30, 15, tzinfo=UTC)
    assert event["SUMMARY"] == "Personalized Learning Day; 2026"
    assert event["LOCATION"] == "Millrace Center, Grand Rapids, Michigan"
    assert event["TRANSP"] == "TRANSPARENT"


def test_calendar_says_what_it_is():
    said = an_agenda(an_item())
    # The library does not unescape properties it has no type for.
    assert b"X-WR-CALNAME:My agenda: Personalized Learning Day\\; 2026" in said.split(b"\r\n")
    calendar = Calendar.from_ical(said)
    assert calendar["VERSION"] == "2.0"
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["PRODID"] == "-//Desire Path//EN"
    assert calendar["X-WR-TIMEZONE"] == "America/Detroit"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (lambda: empty_agenda(CONFERENCE), b"X-WR-CALNAME:My agenda: Personalized Learning Day\\; 2026"),
        (lambda: empty_agenda(None), b"X-WR-CALNAME:My agenda"),
        (an_agenda, b"X-WR-CALNAME:My agenda: Personalized Learning Day\\; 2026"),
    ],
    ids=["not yet", "not known", "nothing fits"],
)
def test_a_calendar_of_nothing_is_a_calendar(said, name):
    assert name in said().split(b"\r\n")
    calendar = Calendar.from_ical(said())
    assert calendar.walk("VEVENT") == []
    assert [component.name for component in calendar.subcomponents] == ["VTIMEZONE"]  # one at least (RFC 5545, 3.6)
    assert calendar["METHOD"] == "PUBLISH"


def test_agenda_item_is_an_event_with_its_instants_and_why():
    event = only_event(an_agenda(an_item(), revision=3))
    assert event["UID"] == "cafe.ana@pld-2026.desirepath"
    assert event["SEQUENCE"] == 2
    assert event.decoded("DTSTAMP") == datetime(2026, 9, 1, 14, 30, 15, tzinfo=UTC)
    assert event.decoded("DTSTART") == datetime(2026, 10, 28, 12, 30, tzinfo=UTC)
    assert event.decoded("DTEND") == datetime(2026, 10, 28, 12, 50, tzinfo=UTC)
    assert event["SUMMARY"] == "Café de bienvenida: su día en español"
    assert event["LOCATION"] == "Room B, Millrace Center, Grand Rapids, Michigan"
    assert event["DESCRIPTION"] == "For your goal “pace”: it speaks of pace."


def test_length_counts_minutes_even_when_the_clock_is_set_back_meanwhile():
    start = datetime(2026, 11, 1, 1, 30, tzinfo=DETROIT)
    event = only_event(an_agenda(an_item(start=start, minutes=60)))
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=60)


def test_each_item_is_an_event():
    calendar = Calendar.from_ical(an_agenda(an_item("One"), an_item("Two"), an_item("Three")))
    assert [event["SUMMARY"] for event in calendar.walk("VEVENT")] == ["One", "Two", "Three"]


def test_text_is_escaped():
    lines = an_agenda(an_item(r"a,b;c:d\e")).split(b"\r\n")
    assert rb"SUMMARY:a\,b\;c:d\\e" in lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_cannot_end_its_line(end):
    event = only_event(an_agenda(an_item().model_copy(update={"title": f"One{end}END:VEVENT"})))
    assert event["SUMMARY"] == "One\nEND:VEVENT"


def test_line_of_75_octets_stays_whole_and_one_of_76_is_folded():
    summary = "x" * 67
    assert f"SUMMARY:{summary}\r\n".encode() in an_agenda(an_item(summary))
    assert f"SUMMARY:{summary}\r\n y\r\n".encode() in an_agenda(an_item(summary + "y"))


def test_fold_keeps_characters_whole():
    # "SUMMARY:" and 66 letters are 74 octets: the two of "é" do not fit any more.
    assert f"SUMMARY:{'x' * 66}\r\n éz\r\n".encode() in an_agenda(an_item("x" * 66 + "éz"))


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\\,;"), min_size=1))
def test_folded_lines_are_short_and_unfold_to_what_was_said(text):
    said = an_agenda(an_item().model_copy(update={"why": text}))
    assert all(len(line) <= 75 and line.decode() for line in said.removesuffix(b"\r\n").split(b"\r\n"))
    assert f"\r\nDESCRIPTION:{text}\r\n" in said.decode().replace("\r\n ", "")
