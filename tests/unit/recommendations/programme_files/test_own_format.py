"""Our own format, TOML or JSON: what is wrong is told with its path and its line, all of it at once."""

import json
from datetime import date
from typing import Any

import pytest

from services.recommendations.programme_files.found import About, Found, Unreadable
from services.recommendations.programme_files.reading import read_programme

TOML = """\
conference = "a-day"  # whose it is

[[sessions]]
guid = "a"
title = "A"
abstract = \"\"\"
[[sessions]]
title = "not a field"
\"\"\"
start = 2026-10-28T09:00:00
minutes = 30
room = "Hall"

[[sessions]]
guid = "a"
title = ""
start = 09:00:00
minutes = 0
room = "Hall"
tittle = "misspelt"
[sessions.ingredients]
technology = 5

[[sessions]]
guid = "c"
"""
JSON = """\
{"conference": "a-day",
 "sessions": [
  {"guid": "a", "title": "A",
   "start": "2026-10-28T09:00", "minutes": 30, "room": "Hall"},
  {"guid": "a",
   "title": "", "start": "soon", "minutes": 1.5,
   "room": "Hall", "speakers": ["x",
   ""]}]}
"""


DEFINED = """\
name = "A day"
zone = "America/Detroit"
place = "Here"
capacity = 9
starts_on = 2026-10-28
ends_on = 2026-10-29
"""


def read(text: str) -> Found:
    return read_programme(text.encode(), "a-day", "America/Detroit")


def test_toml() -> None:
    assert [(fault.line, fault.field) for fault in read(TOML).faults] == [
        (16, "sessions[1].title"),
        (17, "sessions[1].start"),
        (18, "sessions[1].minutes"),
        (22, "sessions[1].ingredients.technology"),
        (20, "sessions[1].tittle"),
        (24, "sessions[2].title"),
        (24, "sessions[2].start"),
        (24, "sessions[2].minutes"),
        (24, "sessions[2].room"),
    ]


def test_json() -> None:
    assert [(fault.line, fault.field) for fault in read(JSON).faults] == [
        (6, "sessions[1].title"),
        (6, "sessions[1].start"),
        (6, "sessions[1].minutes"),
        (8, "sessions[1].speakers[1]"),
    ]


def test_a_guid_that_comes_twice_is_wrong_here() -> None:
    first = TOML.split('[[sessions]]\nguid = "a"\ntitle = ""', maxsplit=1)[0]
    again = first + first.partition("\n\n")[2]

    (fault,) = read(again).faults

    assert (fault.field, fault.detail) == ("sessions[1].guid", "is the guid of sessions[0] too")


def test_extras_and_the_frame_are_taken_as_they_are() -> None:
    session = (
        '{"guid": "a", "title": "A", "start": "2026-10-28T09:00", "minutes": 30, "room": "H", "extra": {"logo": "x"}}'
    )
    found = read(f'{{"sessions": [{session}], "frame": {{"head": {{"version": "2"}}}}}}')

    assert found.entries[0].wanted.extra == {"logo": "x"}
    assert found.frame is not None
    assert found.frame.said == {"head": {"version": "2"}}


@pytest.mark.parametrize(
    ("text", "line", "detail"),
    [
        ('conference = "a-day"\n[[sessions]]\ntitle = "no end\n', 3, "is no TOML: "),
        ('{"conference": "a-day",\n "sessions": [}', 2, "is no JSON: "),
        ('conference = "another"\nsessions = []', 1, "is another, and not a-day"),
        ('conference = "a-day"', None, "is missing: write `sessions = []` for none"),
        ('{"sessions": 3}', 1, "is no list"),
        ('{"sessions": [], "colour": 1}', 1, "is nothing a programme has"),
    ],
)
def test_files_that_are_no_programme(text, line, detail) -> None:
    try:
        faults = read(text).faults
    except Unreadable as unreadable:
        faults = unreadable.faults

    (fault,) = faults
    assert fault.detail.startswith(detail)
    assert fault.line == line


def test_a_time_clocks_go_forward_over_is_none() -> None:
    session = 'title = "A"\nminutes = 30\nroom = "Hall"\n'
    gap = f'[[sessions]]\nguid = "a"\nstart = 2026-03-08T02:30:00\n{session}'
    there = f'[[sessions]]\nguid = "b"\nstart = 2026-03-08T02:30:00-05:00\n{session}'

    (fault,) = read(gap + there).faults

    detail = "is no time of that day, as clocks go forward over it: is it 03:30?"
    assert (fault.line, fault.field, fault.detail) == (3, "sessions[0].start", detail)


def test_what_is_wrong_is_said_in_words_for_people() -> None:
    whole = {"guid": "a", "title": "A", "start": "2026-10-28T09:00", "minutes": 30, "room": "H"}
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"minutes": 0}, "is less than 1: write 1 or more"),
        ({"minutes": "long"}, "is no whole number such as 30"),
        ({"minutes": True}, "is no whole number such as 30"),
        ({"capacity": True}, "is no whole number such as 30"),
        ({"ingredients": {"technology": True}}, "is no whole number such as 30"),
        ({"start": "soon"}, "is no date and time such as 2026-10-28T09:30"),
        ({"title": ""}, "is empty, and is needed"),
        ({"guid": "a b"}, "may hold up to 64 letters from A to Z, digits, - and _, and nothing else"),
        ({"language": "english"}, "is no language such as en"),
        ({"level": "hard"}, "is none of 'introductory', 'developing' or 'advanced'"),
        ({"room": "H" * 81}, "is longer than 80 characters"),
        ({"url": "here"}, "is no address such as https://example.org"),
        ({"links": 3}, "is no list"),
        ({"tittle": "A"}, "is no field there is here: is it misspelt?"),
    ]
    told = read(json.dumps({"sessions": [*({**whole, **one} for one, _ in wrong), 3]})).faults

    assert [fault.detail for fault in told] == [*(words for _, words in wrong), "is no object with fields of its own"]


def test_all_that_is_wrong_with_a_conference_is_told_with_its_line() -> None:
    where = 'slug = "a-day"\nname = ""\nzone = "Mars/Olympus"\nplace = "Here"\ncapacity = 0\n'
    days = "starts_on = 2026-10-28\nends_on = 2026-10-27\n"
    session = '[[sessions]]\nguid = "a"\ntitle = "A"\nstart = 2026-10-28T09:00:00\nminutes = 0\nroom = "Hall"\n'

    told = [(fault.line, fault.field, fault.detail) for fault in read(f"[conference]\n{where}{days}{session}").faults]

    assert told == [
        (3, "conference.name", "is empty, and is needed"),
        (8, "conference.ends_on", "must not be before starts_on"),
        (4, "conference.zone", "must be an IANA time zone, such as America/Detroit"),
        (6, "conference.capacity", "is less than 1: write 1 or more"),
        (13, "sessions[0].minutes", "is less than 1: write 1 or more"),
    ]


def test_what_is_missing_in_a_conference_is_told_where_it_begins() -> None:
    (fault,) = read("sessions = []\n[conference]  # ours\n" + DEFINED).faults

    assert (fault.line, fault.field, fault.detail) == (2, "conference.slug", "is missing, and is needed")


def test_a_conference_that_is_defined_says_its_days() -> None:
    where = 'slug = "a-day"\nname = "A day"\nzone = "America/Detroit"\nplace = "Here"\ncapacity = 9\n'
    days = "starts_on = 2026-10-28\nends_on = 2026-10-29\n"

    about = read(f"sessions = []\n[conference]\n{where}{days}").about

    assert about == About("A day", date(2026, 10, 28), date(2026, 10, 29), "America/Detroit")
