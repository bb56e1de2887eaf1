"""Slips of the hand in a spreadsheet: what cannot be meant is told by row and column, and never mended in silence."""

import pytest

from tests.unit.recommendations.programme_files.test_csv import one, read


def wrong_with(**cells: str) -> list[tuple[int | None, str | None, str]]:
    """Row, column and words of what is wrong with a row."""
    row = {"guid": "a", "title": "A", "start": "2026-10-28 09:00", "minutes": "30", "room": "Hall", **cells}
    row = {name: cell for name, cell in row.items() if cell != "-"}
    found = read(",".join(row) + "\n" + ",".join(row.values()))
    return [(fault.row, fault.column, fault.detail) for fault in found.faults]


@pytest.mark.parametrize(
    ("minutes", "detail"),
    [
        ("0", "is less than 1: write 1 or more"),
        ("0:00", "is less than 1: write 1 or more"),
        ("-0:30", "is less than 1: write 1 or more"),
        ("99999", "is more than 5999: write 5999 or less"),
        ("6000", "is more than 5999: write 5999 or less"),
    ],
)
def test_a_length_no_session_has_is_not_made_one(minutes, detail) -> None:
    assert wrong_with(minutes=minutes) == [(2, "D", detail)]


def test_a_time_clocks_go_forward_over_is_none() -> None:
    detail = "is no time of that day, as clocks go forward over it: is it 03:30?"

    assert wrong_with(start="2026-03-08 02:30") == [(2, "C", detail)]
    assert wrong_with(start="2026-03-08 02:30", minutes="-", end="03:30") == [(2, "C", detail)]
    assert wrong_with(start="2026-03-08 01:30", minutes="-", end="02:30") == [(2, "E", detail)]
    assert wrong_with(start="-", date="2026-03-08", time="2:30 am") == [(2, "F", detail)]
    assert one(start="2026-03-08 01:30", minutes="-", end="03:30").minutes == 60


def test_an_end_is_not_far_away() -> None:
    detail = "is more than 5999 minutes after its start"

    assert wrong_with(start="2026-10-28 09:00", minutes="-", end="2026-11-28 09:00") == [(2, "E", detail)]
    assert one(start="2026-10-28 09:00", minutes="-", end="2026-11-01 11:59").minutes == 5999


def test_a_session_that_ends_when_it_begins_is_told() -> None:
    found = read("guid,title,start,end,room\na,A,2026-10-28 11:00,11:00,Hall")

    assert [(note.row, note.column, note.detail) for note in found.notes] == [
        (2, "D", "is its start; it lasts a minute")
    ]


def test_what_is_written_beyond_the_last_column_is_told() -> None:
    rows = ["a,A,2026-10-28 11:00,30,Hall,Annex,,", "b,B,2026-10-28 11:00,30,Gym,,"]
    faults = read("\n".join(["guid,title,start,minutes,room", *rows])).faults

    told = [(fault.row, fault.column, fault.detail) for fault in faults]
    assert told == [(2, "F", "what is in F is beyond the last column: is there a delimiter too many?")]


def test_a_column_without_a_heading_is_told() -> None:
    found = read(",title,start,minutes,,room\n0,A,2026-10-28 11:00,30,,Hall\n1,B,2026-10-28 11:00,30,,Gym")

    assert not found.faults
    assert [(note.column, note.detail) for note in found.notes] == [("A", "column A has no heading, and is left out")]
