"""schedule.json as pretalx and frab write it becomes sessions, and nothing in it is lost or refused for being odd."""

import json
from datetime import date, datetime
from typing import Any

import pytest

from services.recommendations.programme_files.found import Entry, Found, Unreadable
from services.recommendations.programme_files.reading import read_programme
from tests.unit.recommendations.programme_files.samples import sample

KNOTS = "0d4bfeb4-3d2c-5a6a-9d5e-6d1f8a7b0001"
SHANTIES = "0d4bfeb4-3d2c-5a6a-9d5e-6d1f8a7b0002"
TALE = "0d4bfeb4-3d2c-5a6a-9d5e-6d1f8a7b0004"


def read(content: bytes | dict[str, Any], zone: str = "America/Detroit") -> Found:
    return read_programme(content if isinstance(content, bytes) else json.dumps(content).encode(), "harbour", zone)


def harbour() -> dict[str, Entry]:
    found = read(sample("harbour.json"))
    assert found.faults == []
    return {entry.session.title: entry for entry in found.entries}


def schedule(*events: dict[str, Any], **conference: Any) -> dict[str, Any]:
    """A small one: these events in one room on one day."""
    rooms = {"Hall": list(events)}
    day = {"index": 1, "date": "2026-10-24", "day_start": "2026-10-24T09:00:00+02:00", "rooms": rooms}
    about = {"title": "Small", "time_zone_name": "Europe/Berlin", "days": [day], **conference}
    return {"schedule": {"conference": about}}


def event(**said: Any) -> dict[str, Any]:
    return {"guid": KNOTS, "title": "Knots", "start": "10:00", "duration": "00:30", **said}


def only(found: Found) -> Entry:
    assert found.faults == []
    (entry,) = found.entries
    return entry


def test_what_a_session_has_words_for() -> None:
    session = harbour()["Knots that hold"].session

    assert session.guid == KNOTS
    assert session.start == datetime.fromisoformat("2026-10-24T10:00:00+02:00")
    assert (session.minutes, session.room, session.language, session.capacity) == (45, "Großer Saal", "en", 420)
    assert session.abstract == "Three knots, **one rope**.\n\n- bowline\n- clove hitch"
    assert session.description == "<p>Bring a rope. A <em>long</em> one.</p>"
    assert (session.track, session.type, session.subtitle) == ("Seamanship", "Talk", None)
    assert session.url == "https://talks.example.org/harbour-2026/talk/KNOT01/"
    assert session.speakers == ("Martha Brandt",)
    assert [(link.url, link.title) for link in session.links] == [("https://knots.example.org/all", "A page of knots")]


def test_the_rest_is_kept_beside_it() -> None:
    entry = harbour()["Knots that hold"]

    assert entry.wanted.extra["answers"] == [{"question": 3, "answer": "a projector"}]
    assert entry.wanted.extra["attachments"][0]["url"] == "/media/knots.pdf"
    assert entry.wanted.extra["persons"][0]["biography"] == "Ties knots since 1988."
    assert "do_not_record" not in entry.wanted.extra, "nothing else is said of those that may be"
    assert (entry.wanted.extra["id"], entry.wanted.extra["code"]) == (101, "KNOT01")
    assert entry.wanted.unsaid == {"area", "ingredients", "level", "tags", "prerequisites"}


def test_the_night_the_clocks_change_belongs_to_the_evening_before() -> None:
    session = harbour()["Shanties through the night the clocks change"].session

    assert session.start == datetime.fromisoformat("2026-10-24T23:30:00+00:00")
    assert session.minutes == 120


def test_texts_in_several_languages_and_several_languages() -> None:
    entry = harbour()["Shanties through the night the clocks change"]

    assert (entry.session.track, entry.session.type, entry.session.language) == ("Harbour life", "Concert", "de")
    assert entry.wanted.extra["track"] == {"de": "Hafenleben", "en": "Harbour life"}
    assert entry.wanted.extra["language"] == "de/en"


def test_a_break_that_takes_no_time() -> None:
    entry = harbour()["Lunch"]

    assert (entry.session.minutes, entry.wanted.extra["duration"]) == (1, "00:00")


def test_small_hours_without_a_date_are_of_the_next_day() -> None:
    assert harbour()["A tale of two harbours"].session.start == datetime.fromisoformat("2026-10-27T00:30:00+01:00")


def test_people_by_whatever_name_they_have() -> None:
    entry = harbour()["A tale of two harbours"]

    assert entry.session.speakers == ("Ole Hansen", "Ida Lund", "Kai")
    assert "Kai Uwe Petersen" not in json.dumps(entry.wanted.extra), "the public name is meant to be public"


def test_no_title_and_no_room() -> None:
    entry = harbour()["Untitled"]

    assert (entry.session.room, entry.session.minutes) == ("To be announced", 30 * 60)
    assert (entry.wanted.extra["title"], entry.wanted.extra["room"]) == ("", "")


def test_what_was_made_of_it_is_told_with_the_line() -> None:
    found = read(sample("harbour.json"))

    told = [(note.line, note.field.rpartition(".")[2], note.detail) for note in found.notes]
    untitled = harbour()["Untitled"].session.guid
    assert told == [
        (118, "duration", "is 00:00; the session lasts 1 min"),
        (141, "room", "is empty; it is “To be announced”"),
        (145, "title", "is empty; the session is called “Untitled”"),
        (142, "guid", f"{SHANTIES} is that of another session, too; this one is {untitled}"),
    ]


def test_what_the_file_says_of_its_conference() -> None:
    about = read(sample("harbour.json")).about

    assert (about.title, about.zone) == ("Harbour Days 2026", "Europe/Berlin")
    assert (about.starts_on, about.ends_on) == (date(2026, 10, 24), date(2026, 10, 26))


def test_guids_are_the_same_at_every_import() -> None:
    without = event(guid=None, id=77)

    first, again = only(read(schedule(without))), only(read(schedule({**without, "title": "Better knots"})))

    assert first.session.guid == again.session.guid == "86fd2d58-6f89-5696-ba1c-1a691824409c"


def test_the_same_event_twice_counts_once() -> None:
    found = read(schedule(event(), event()))

    assert len(found.entries) == 1
    assert [note.detail for note in found.notes] == [f"{KNOTS} is there twice, word for word; it counts once"]


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("00:30", 30),
        ("0:30", 30),
        ("1:00", 60),
        ("1:30:00", 90),
        ("00:29:40", 30),
        ("26:15", 26 * 60 + 15),
        ("1 day, 1:00:00", 25 * 60),
        ("PT45M", 45),
        ("P1DT1H", 25 * 60),
        (45, 45),
        ("45", 45),
        ("00:00", 1),
        ("-1:00", 1),
        ("-1 day, 23:00:00", 1),
    ],
)
def test_lengths(written, minutes) -> None:
    assert only(read(schedule(event(duration=written)))).session.minutes == minutes


def test_an_end_instead_of_a_length() -> None:
    said = event(date="2026-10-24T23:30:00+02:00", end="2026-10-25T00:15:00+02:00")
    del said["duration"]

    assert only(read(schedule(said))).session.minutes == 45


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ({"date": "2026-10-24T10:00:00+02:00"}, "2026-10-24T10:00:00+02:00"),
        ({"date": "2026-10-24T08:00:00Z"}, "2026-10-24T10:00:00+02:00"),
        ({"date": "2026-10-24 10:00:00+02"}, "2026-10-24T10:00:00+02:00"),
        ({"date": "2026-10-24T10:00"}, "2026-10-24T10:00:00+02:00"),
        ({"date": "2026-10-24", "start": "10:00"}, "2026-10-24T10:00:00+02:00"),
        ({"date": "2026-10-25", "start": "01:00"}, "2026-10-25T01:00:00+02:00"),
        ({"start": "10:00"}, "2026-10-24T10:00:00+02:00"),
        ({"start": "01:00"}, "2026-10-25T01:00:00+02:00"),
        ({"start": "03:00"}, "2026-10-25T03:00:00+01:00"),
        ({"start": "08:30"}, "2026-10-24T08:30:00+02:00"),
        ({"start": "24:00"}, "2026-10-25T00:00:00+02:00"),
    ],
)
def test_starts(said, start) -> None:
    assert only(read(schedule(event(**said)))).session.start == datetime.fromisoformat(start)


def test_an_older_file_has_no_zone_and_is_on_the_clock_of_its_days() -> None:
    found = read(schedule(event(), time_zone_name=None), zone="America/Detroit")

    assert only(found).session.start == datetime.fromisoformat("2026-10-24T10:00:00+02:00")
    assert found.about.zone is None


@pytest.mark.parametrize(
    ("written", "language"),
    [("de", "de"), ("en-US", "en"), ("EN_gb", "en"), ("de/en", "de"), ("German", "de"), ("", "en"), (None, "en")],
)
def test_languages(written, language) -> None:
    assert only(read(schedule(event(language=written)))).session.language == language


def test_sessions_that_say_no_language_are_held_in_that_of_the_others() -> None:
    found = read(schedule(event(), event(guid="b", language="de"), event(guid="c", language="de")))

    assert [entry.session.language for entry in found.entries] == ["de", "de", "de"]


def test_long_texts_and_many_people_stay_whole() -> None:
    names = [f"Person {number}" for number in range(40)]
    said = event(abstract="x" * 12_000, description="y" * 40_000, title="t" * 250, persons=names, room="r" * 90)

    entry = only(read(schedule(said)))

    assert entry.session.abstract == "x" * 12_000
    assert entry.session.speakers == tuple(names)
    assert (len(entry.session.description), len(entry.session.title), len(entry.session.room)) == (30_000, 200, 80)
    assert entry.wanted.extra["description"] == "y" * 40_000
    assert (entry.wanted.extra["title"], entry.wanted.extra["room"]) == ("t" * 250, "r" * 90)


def test_without_its_root_with_a_mark_in_front_and_in_utf_16() -> None:
    bare = json.dumps(schedule(event(title="Kåäß 🪢"))["schedule"], ensure_ascii=False)

    for content in (bare.encode(), b"\xef\xbb\xbf" + bare.encode(), bare.encode("utf-16")):
        assert only(read(content)).session.title == "Kåäß 🪢"


def test_half_a_character_does_no_harm() -> None:
    content = json.dumps(schedule(event(title="half \ud83d", subtitle="\ud83d", answers="\ud83d"))).encode()

    entry = only(read(content))

    assert entry.session.title == "half"
    json.dumps(entry.wanted.extra, ensure_ascii=False).encode()


def test_everything_that_is_wrong_is_told_at_once_with_its_line() -> None:
    wrong: list[Any] = [event(duration="soon"), event(guid="b", start="25:00"), {"title": "Bare"}, "no event"]
    content = json.dumps(schedule(*wrong), indent=1).encode()
    lines = content.decode().splitlines()

    found = read(content)

    where = "schedule.conference.days[0].rooms.Hall"
    assert [(fault.field, fault.detail, lines[(fault.line or 0) - 1].strip()) for fault in found.faults] == [
        (f"{where}[3]", "is no object", '"no event"'),
        (f"{where}[0].duration", "is no length such as 00:30", '"duration": "soon"'),
        (f"{where}[1].start", "is no time of day such as 09:30", '"start": "25:00",'),
        (f"{where}[2].date", "is missing: when does it begin?", "{"),
        (f"{where}[2].duration", "is no length such as 00:30", "{"),
    ]


@pytest.mark.parametrize(
    ("content", "line", "detail"),
    [
        (b'{"schedule": {\n  "version": }}', 2, "is no JSON: Expecting value in column 14"),
        (b'{"schedule": 3}', 1, "is no object"),
        (b'{"schedule": {\n"version": "1"}}', 1, "is missing or no object"),
        (b'{"schedule": {\n"conference": {"title": "No days"}}}', 2, "has no list of days"),
        (b'\n{"a": "\xff"}', 2, "holds bytes that are no letters (utf-8); save it as UTF-8"),
        (b"PK\x03\x04", None, "is a spreadsheet itself, or an archive: save it as CSV UTF-8 and take that file"),
        (b'{"schedule": NaN}', None, "is no JSON: NaN is no number"),
        (b"[" * 100_000, None, "is no JSON: maximum recursion depth exceeded"),
        (b"[]", None, "is no programme: there is no object in it"),
    ],
)
def test_files_that_are_no_schedule(content, line, detail) -> None:
    try:
        faults = read(content).faults
    except Unreadable as unreadable:
        faults = unreadable.faults

    (fault,) = faults
    assert fault.line == line
    assert fault.detail.startswith(detail)
