"""A programme as a spreadsheet: columns by many names, dates as people write them, faults by row and column."""

import json
from datetime import date, datetime
from typing import Any

import pytest

from services.recommendations.programme_files.csv_writing import write_csv
from services.recommendations.programme_files.found import Found, Unreadable
from services.recommendations.programme_files.reading import read_programme
from shared.contracts.recommendations import Session
from tests.unit.recommendations.programme_files.importing import imported, published

SPREADSHEET = """\
Session Title;Date;Start Time;End Time;Location;Presenters;Strand;Capacity
"Pacing; in
practice";10/28/2026;9:00 AM;9:45 AM;Room B;"Noor Haddad, Lakeview
Tom Li";Blue;30.0
Lunch;10/28/2026;12:00 PM;1:00 PM;Hall;;;
"""


def read(text: str, encoding: str = "utf-8") -> Found:
    return read_programme(text.encode(encoding), "a-day", "America/Detroit")


def one(**cells: str) -> Session:
    """The session of a row with these cells beside what is needed."""
    row = {"guid": "a", "title": "A", "start": "2026-10-28 09:00", "minutes": "30", "room": "Hall", **cells}
    row = {name: cell for name, cell in row.items() if cell != "-"}
    found = read(",".join(row) + "\n" + ",".join(f'"{cell}"' for cell in row.values()))
    assert not found.faults, found.faults
    return found.entries[0].session


def test_a_spreadsheet_of_somebody_elses() -> None:
    pacing, lunch = read(SPREADSHEET).entries

    assert (pacing.session.title, pacing.session.room, pacing.session.capacity) == ("Pacing; in practice", "Room B", 30)
    assert pacing.session.start == datetime.fromisoformat("2026-10-28T09:00:00-04:00")
    assert (pacing.session.minutes, lunch.session.minutes) == (45, 60)
    assert pacing.session.speakers == ("Noor Haddad, Lakeview", "Tom Li")
    assert pacing.wanted.extra == {"Strand": "Blue"}
    assert pacing.session.guid == read(SPREADSHEET).entries[0].session.guid
    assert {"abstract", "ingredients", "tags"} <= pacing.wanted.unsaid, "there is no column for these"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_whatever_a_program_saves(encoding, delimiter) -> None:
    rows = [["guid", "title", "start", "minutes", "room"], ["a", "Größe", "2026-10-28 09:00", "30", "Hall"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)

    assert read(text, encoding).entries[0].session.title == "Größe"
    assert read(f"sep={delimiter}\n{text}").entries[0].session.title == "Größe"


@pytest.mark.parametrize(
    "cells",
    [
        {"start": "2026-10-28T09:00"},
        {"start": "2026-10-28T13:00Z"},
        {"start": "10/28/2026 9:00"},
        {"start": "10/28/26 9:00 am"},
        {"start": "28.10.2026 09:00"},
        {"start": "2026/10/28 9:00"},
        {"start": "2026-10-28 9:00 AM"},
        {"start": "28/10/2026 09:00"},
        {"start": "28-10-2026 09:00"},
        {"start": "46323.375"},
        {"start": "46323,375"},
        {"start": "9:00 a.m.", "date": "2026-10-28"},
        {"start": "-", "date": "10/28/2026", "time": "09:00"},
        {"start": "-", "date": "46323", "time": "0.375"},
    ],
)
def test_the_same_moment(cells) -> None:
    assert one(**cells).start == datetime.fromisoformat("2026-10-28T09:00:00-04:00")


@pytest.mark.parametrize("cells", [{"minutes": "45"}, {"minutes": "0:45"}, {"minutes": "45 min"}, {"minutes": "45.0"}])
def test_the_same_length(cells) -> None:
    assert one(**cells).minutes == 45


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-10-28 23:30", "00:30", 60),
        ("2026-10-28 11:00", "11:00", 1),
        ("2026-10-28 11:00", "2026-10-28 11:00", 1),
        ("2026-10-28 23:30", "2026-10-29 00:15", 45),
    ],
)
def test_an_end_may_be_the_next_day_and_nothing_lasts_a_minute(start, end, minutes) -> None:
    assert one(start=start, end=end, minutes="-").minutes == minutes


def test_an_end_on_the_next_day_is_told() -> None:
    found = read("guid,title,start,end,room\na,A,2026-10-28 23:30,00:30,Hall")

    told = [(note.row, note.field, note.detail) for note in found.notes]
    assert told == [(2, "end", "is before its start, and so on the next day")]


def test_an_end_with_its_day_is_not_before_the_start() -> None:
    (fault,) = read("guid,title,start,end\na,A,2026-10-28 11:00,2026-10-27 12:00").faults

    assert (fault.field, fault.detail) == ("end", "is before its start")


def test_no_room_is_to_be_announced() -> None:
    found = read("guid,title,start,minutes,room\na,A,2026-10-28 11:00,30,")

    assert found.entries[0].session.room == "To be announced"
    assert [(note.row, note.detail) for note in found.notes] == [(2, "is empty; it is “To be announced”")]


@pytest.mark.parametrize(
    ("cell", "speakers", "tags"),
    [
        ("Ana Ruiz, Bo Li", ("Ana Ruiz", "Bo Li"), ("Ana Ruiz", "Bo Li")),
        ("Ana Ruiz, Lakeview; Bo Li", ("Ana Ruiz, Lakeview", "Bo Li"), ("Ana Ruiz", "Lakeview", "Bo Li")),
        ("Ana Ruiz, Lakeview\nBo Li", ("Ana Ruiz, Lakeview", "Bo Li"), ("Ana Ruiz, Lakeview", "Bo Li")),
    ],
)
def test_several_in_one_cell(cell, speakers, tags) -> None:
    assert one(speakers=cell).speakers == speakers
    assert one(tags=cell).tags == tags


def test_its_days_are_those_of_its_dates() -> None:
    about = read("title,Date,Time,minutes\nA,10/28/2026,9:00,30\nB,10/29/2026,00:30,30\nC,10/29/2026,23:30,30").about

    assert (about.starts_on, about.ends_on, about.zone) == (date(2026, 10, 28), date(2026, 10, 29), None)


def test_what_a_cell_may_hold() -> None:
    said: dict[str, Any] = {
        "tags": "pacing; choice",
        "level": "Introductory",
        "area": "progress monitoring",
        "technology": "3.0",
        "language": "Español",
        "links": "https://a.example One\nhttps://b.example",
        "title": "'=SUM(A1)",
    }
    session = one(**said)

    assert session.tags == ("pacing", "choice")
    assert (session.level, session.area, session.language) == ("introductory", "progress_monitoring", "es")
    assert session.ingredients.technology == 3
    assert [(link.url, link.title) for link in session.links] == [
        ("https://a.example", "One"),
        ("https://b.example", None),
    ]
    assert session.title == "=SUM(A1)"


def test_everything_that_is_wrong_is_told_by_row_and_column() -> None:
    rows = ["guid,Name,start,minutes,room,capacity", "", "a,,soon,long,,many"]
    rows += [f"b,{title},2026-10-28 9:00,30,Hall," for title in "BC"]
    text = "\n".join(rows)

    told = [(fault.row, fault.column, fault.field, fault.detail) for fault in read(text).faults]

    assert told == [
        (3, "C", "start", "is no day and time such as 2026-10-28 09:30"),
        (3, "D", "minutes", "is no length such as 45 or 0:45"),
        (3, "F", "capacity", "is no whole number such as 30"),
        (3, "B", "Name", "is empty, and is needed"),
        (5, "A", "guid", "is that of row 4, too"),
    ]


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("", "there is nothing in this file"),
        ("a,b\n1,2", "has no column title: is this a programme?"),
        ('guid,title\n"a,b', "cannot be read: look at its quotation marks"),
    ],
)
def test_files_that_are_no_programme(text, detail) -> None:
    with pytest.raises(Unreadable) as unreadable:
        read(text)

    assert unreadable.value.faults[0].detail == detail


def test_nothing_in_it_runs_in_a_spreadsheet() -> None:
    session = {"guid": "a", "start": "2026-10-24T09:00", "minutes": 30, "room": "@Hall", "title": "=1+1"}
    stored, _ = imported(
        json.dumps({"sessions": [{**session, "speakers": ["+1 234"], "extra": {"=x": "=y"}}]}).encode()
    )

    written = write_csv(published(stored)).decode("utf-8-sig")

    assert not [cell for row in written.splitlines() for cell in row.split(",") if cell[:1] in ("=", "+", "-", "@")]
    assert "'=1+1" in written
    assert not imported(written.encode(), stored)[1]
