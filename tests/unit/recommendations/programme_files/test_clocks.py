"""Schedules that name no time zone: hours are those of their day, and a zone is taken only where there is one way."""

import json
from datetime import date, datetime
from typing import Any

import pytest

from services.recommendations.programme_files.found import Found
from services.recommendations.programme_files.reading import read_programme

TALK: dict[str, Any] = {"guid": "a", "title": "A talk", "start": "11:30", "duration": "1:00"}


def schedule(*events: dict[str, Any], zone: str | None = None, **day: str) -> Found:
    about = {"title": "Days", "days": [{**day, "rooms": {"Hall": list(events)}}]}
    return read_programme(json.dumps({"schedule": {"conference": about}}).encode(), "days", zone)


def starts(found: Found) -> list[str]:
    assert not found.faults, found.faults
    return [entry.session.start.isoformat() for entry in found.entries]


def test_xml_takes_the_hour_from_its_day() -> None:
    event = '<event guid="a"><start>11:30</start><duration>1:00</duration><title>A</title></event>'
    day = f'<day start="2026-12-27T11:00:00+01:00"><room name="Hall">{event}</room></day>'

    found = read_programme(f"<schedule>{day}</schedule>".encode(), "days", None)

    assert starts(found) == ["2026-12-27T11:30:00+01:00"]
    assert (found.about.zone, found.about.starts_on) == ("Etc/GMT-1", date(2026, 12, 27))
    assert [note.detail for note in found.notes] == ["is missing; it is Etc/GMT-1, as all its times end in +01:00"]


def test_the_hour_of_a_neighbour_where_its_day_says_none() -> None:
    dated = {**TALK, "guid": "b", "date": "2026-12-27T09:00:00-05:00"}

    assert starts(schedule(TALK, dated, date="2026-12-27")) == [
        "2026-12-27T11:30:00-05:00",
        "2026-12-27T09:00:00-05:00",
    ]


def test_what_the_file_says_is_before_the_conferences_clock_but_not_before_its_summer() -> None:
    begins = {"date": "2026-10-24", "day_start": "2026-10-24T09:00:00+02:00"}
    late = {**TALK, "start": "03:30"}

    assert starts(schedule(TALK, zone="UTC", **begins)) == ["2026-10-24T11:30:00+02:00"]
    assert starts(schedule(late, zone="Europe/Berlin", **begins)) == ["2026-10-25T03:30:00+01:00"]


@pytest.mark.parametrize(
    ("told", "zone"),
    [
        (["2026-12-27T09:30:00+01:00"], "Etc/GMT-1"),
        (["2026-12-27T09:30:00-05:00", "2026-12-28T09:30:00-05:00"], "Etc/GMT+5"),
        (["2026-12-27T09:30:00Z"], "UTC"),
        (["2026-12-27T09:30:00+05:45"], None),
        (["2026-10-24T09:30:00+02:00", "2026-10-25T09:30:00+01:00"], None),
        (["2026-12-27T09:30:00-13:00"], None),
        (["2026-12-27T09:30:00"], None),
    ],
)
def test_a_zone_only_where_it_is_sure(told, zone) -> None:
    events = [{**TALK, "guid": f"g{number}", "date": moment} for number, moment in enumerate(told)]

    assert schedule(*events).about.zone == zone


def test_days_are_those_of_the_file_where_no_zone_is_sure() -> None:
    found = schedule({**TALK, "date": "2026-12-27T05:00:00+05:45"})

    assert (found.about.starts_on, found.about.ends_on) == (date(2026, 12, 27), date(2026, 12, 27))
    assert found.entries[0].session.start == datetime.fromisoformat("2026-12-26T23:15:00+00:00")


def test_a_day_that_is_no_date_is_told() -> None:
    (fault,) = schedule({**TALK, "date": "tomorrow"}, date="2026-12-27").faults

    assert fault.detail == "is no date such as 2026-10-28"


@pytest.mark.parametrize("begins", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-12:00"])
def test_a_day_at_either_end_of_the_calendar_is_told(begins) -> None:
    (fault,) = schedule(TALK, day_start=begins).faults

    assert fault.detail == "is on no day that calendars have"
