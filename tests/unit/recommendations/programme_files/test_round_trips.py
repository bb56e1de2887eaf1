"""What is exported goes in again and changes nothing, in every format, and other programs can open it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree

from services.recommendations.ports import Stored
from services.recommendations.programme_files.calendar_writing import write_calendar
from services.recommendations.programme_files.csv_writing import write_csv
from services.recommendations.programme_files.own_writing import write_own
from services.recommendations.programme_files.published import Published
from services.recommendations.programme_files.schedule_json_writing import write_schedule_json
from services.recommendations.programme_files.schedule_xml_writing import write_schedule_xml
from shared.contracts.registration import Conference
from tests.unit.recommendations.programme_files.importing import CONFERENCE, SHARED, converted, imported, published
from tests.unit.recommendations.programme_files.samples import sample

Write = Callable[[Published], bytes]
WRITERS: list[Write] = [write_schedule_json, write_schedule_xml, write_csv, write_own]
PROGRAMMES = ["harbour.json", "lighthouse.xml", "33c3_2016", "neuromatch_2020_1", "neuromatch_2020_2"]


def programme(name: str) -> tuple[bytes, Conference]:
    return (sample(name), CONFERENCE) if "." in name else converted(name)


@cache
def json_schema() -> jsonschema.Draft6Validator | None:
    path = SHARED / "schemas" / "schedule.schema.json"
    checker = jsonschema.FormatChecker()
    return jsonschema.Draft6Validator(json.loads(path.read_text()), format_checker=checker) if path.exists() else None


@cache
def xml_schema() -> etree.XMLSchema | None:
    path = SHARED / "schemas" / "schedule.xsd"
    return etree.XMLSchema(etree.parse(path)) if path.exists() else None


def check_json(content: bytes) -> None:
    if schema := json_schema():
        schema.validate(json.loads(content))


def check_xml(content: bytes) -> None:
    if schema := xml_schema():
        schema.assertValid(etree.fromstring(content))


CHECKS: dict[Write, Callable[[bytes], None]] = {write_schedule_json: check_json, write_schedule_xml: check_xml}


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("name", PROGRAMMES)
def test_an_export_goes_in_again_and_changes_nothing(name, write) -> None:
    content, conference = programme(name)
    stored, _ = imported(content, conference=conference)

    written = write(published(stored, conference))
    again, changed = imported(written, stored, conference)

    assert not changed
    assert again.frame == stored.frame
    CHECKS.get(write, lambda _: None)(written)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_the_same_file_again_changes_nothing(name) -> None:
    content, conference = programme(name)
    stored, first = imported(content, conference=conference)

    again, changed = imported(content, stored, conference)

    assert len(first.new) == len(first.programme) > 1
    assert not changed
    assert again.frame == stored.frame


@pytest.mark.parametrize("write", [write_schedule_json, write_own])
def test_somewhere_else_nothing_is_missing(write) -> None:
    stored, _ = imported(sample("harbour.json"))

    elsewhere, _ = imported(write(published(stored)))

    assert {one.guid: one for one in elsewhere.sessions} == {one.guid: one for one in stored.sessions}
    assert elsewhere.extras == stored.extras
    assert elsewhere.frame["conference"]["rooms"] == stored.frame["conference"]["rooms"]


def test_the_schemas_were_there() -> None:
    if not (SHARED / "schemas").exists():
        pytest.skip("the schemas of the formats are not here: exports were written and read, and not validated")


LENGTHS = ("0:30", "00:00", "0:00:40", "30:00", "01:00", "9:00:00", "-1:00")
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-10, 100_000)
    | st.sampled_from(
        ["", " ", "0", "01:00", "9:00:00", "de/en", "a;b, c", "=1+1", "<b>x</b>\r\n\x07", "https://x.example/a b"]
    )
    | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "url", "id", "title"]), inner),
    max_leaves=5,
)
KEYS = (
    *("id", "code", "logo", "room", "slug", "url", "title", "subtitle", "track", "type", "language", "abstract"),
    *("description", "recording_license", "do_not_record", "persons", "links", "feedback_url", "origin_url"),
    *("attachments", "answers", "unheard of", "duration", "guid"),
)
EVENTS = st.lists(
    st.dictionaries(st.sampled_from(KEYS), ANYTHING)
    | st.fixed_dictionaries(
        {"title": st.text(max_size=8), "duration": st.sampled_from(["0:30", "00:00", "0:00:40", "30:00"])}
    ),
    max_size=5,
)
ABOUT = st.dictionaries(
    st.sampled_from(
        ["acronym", "colors", "tracks", "rooms", "url", "logo", "base_url", "keywords", "timeslot_duration"]
    ),
    ANYTHING,
)


def odd(events: list[dict[str, Any]], about: dict[str, Any]) -> bytes:
    """A schedule of anything at all, in which only the times are certain."""
    told = [
        {**event, "date": f"2026-10-25T{10 + number}:00:00+01:00", "duration": event.get("duration", "0:45")}
        for number, event in enumerate(events)
    ]
    told = [event if event["duration"] in LENGTHS else {**event, "duration": "1:00"} for event in told]
    days = [{"date": "2026-10-25", "rooms": {"Hall": told, "": []}}]
    return json.dumps({"schedule": {"version": "1", "conference": {**about, "days": days}}}).encode()


@given(EVENTS, ABOUT)
def test_whatever_a_schedule_holds_goes_out_valid_and_in_again(events, about) -> None:
    stored, _ = imported(odd(events, about))

    for write in WRITERS:
        written = write(published(stored))
        again, changed = imported(written, stored)

        assert not changed, write.__name__
        assert again.frame == stored.frame, write.__name__
        CHECKS.get(write, lambda _: None)(written)


def test_a_calendar_of_everything() -> None:
    stored, _ = imported(sample("harbour.json"))
    gone = stored.sessions[0].model_copy(update={"guid": "gone", "title": "Gone", "version": 3})

    calendar = Calendar.from_ical(write_calendar(published(stored, cancelled=[gone])))

    events: dict[str, Any] = {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == 6
    knots, shanties = events["Knots that hold"], events["Shanties through the night the clocks change"]
    assert str(knots["UID"]) == "0d4bfeb4-3d2c-5a6a-9d5e-6d1f8a7b0001@harbour-2026.desirepath"
    assert (knots["SEQUENCE"], knots["STATUS"], events["Gone"]["SEQUENCE"]) == (0, "CONFIRMED", 3)
    assert events["Gone"]["STATUS"] == "CANCELLED"
    assert knots["DTSTART"].dt.isoformat() == "2026-10-24T10:00:00+02:00"
    assert shanties["DTEND"].dt.astimezone(UTC) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert str(knots["LOCATION"]) == "Großer Saal, The pier"
    assert "<p>" not in str(knots["DESCRIPTION"])


def test_an_empty_programme_is_one_too() -> None:
    empty = published(Stored(1, (), {}))

    check_json(write_schedule_json(empty))
    check_xml(write_schedule_xml(empty))
    assert Calendar.from_ical(write_calendar(empty)).walk("VEVENT") == []


def test_a_guid_that_is_a_word_comes_back_as_itself() -> None:
    ours = {
        "sessions": [
            {"guid": "welcome", "title": "Welcome", "start": "2026-10-24T09:00", "minutes": 30, "room": "Hall"}
        ]
    }
    stored, _ = imported(json.dumps(ours).encode())

    for write in WRITERS:
        written = write(published(stored))
        CHECKS.get(write, lambda _: None)(written)
        assert not imported(written, stored)[1], write.__name__


def test_what_is_no_character_and_a_number_that_is_nothing_do_no_harm() -> None:
    title, abstract = "Stars\ufffe", "Bright\uffff and far"
    event = {"guid": "a", "id": 0, "date": "2026-10-24T10:00:00+02:00", "duration": "1:00", "room": "Hall"}
    days = [{"date": "2026-10-24", "rooms": {"Hall": [{**event, "title": title, "abstract": abstract}]}}]
    schedule = json.dumps({"schedule": {"conference": {"title": "Days", "days": days}}}).encode()
    session = {"guid": "a", "start": "2026-10-24T10:00", "minutes": 60, "room": "Hall"}
    ours = json.dumps({"sessions": [{**session, "title": title, "abstract": abstract}]}).encode()

    for content in (schedule, ours):
        stored, _ = imported(content)
        assert (stored.sessions[0].title, stored.sessions[0].abstract) == ("Stars", "Bright and far")
        for write in WRITERS:
            written = write(published(stored))
            CHECKS.get(write, lambda _: None)(written)
            assert not imported(written, stored)[1], write.__name__
        assert not imported(content, stored)[1]
    assert imported(schedule)[0].extras["a"]["id"] == 0


def test_what_xml_has_no_place_for_is_kept_of_the_conference() -> None:
    event = '<event guid="a"><date>2026-10-24T10:00:00+02:00</date><duration>1:00</duration><title>A</title></event>'
    about = "<conference><title>Days</title><venue>The mole</venue><city>Lübeck</city></conference>"
    content = f'<schedule>{about}<day date="2026-10-24"><room name="Hall">{event}</room></day></schedule>'
    stored, _ = imported(content.encode())

    again, changed = imported(write_schedule_xml(published(stored)), stored)

    assert (changed.changed, again.frame["conference"]["city"]) == ([], "Lübeck")
    ours = json.loads(write_schedule_json(published(again)))["schedule"]["desirepath"]["conference"]
    assert (ours["venue"], ours["city"]) == ("The mole", "Lübeck")


def test_a_day_at_the_end_of_the_calendar_is_passed_over() -> None:
    days: list[dict[str, Any]] = [{"date": day, "rooms": {"Hall": []}} for day in ("2026-10-24", "9999-12-31")]
    stored, _ = imported(json.dumps({"schedule": {"conference": {"title": "Days", "days": days}}}).encode())

    written = json.loads(write_schedule_json(published(stored)))["schedule"]["conference"]["days"]

    assert [day["date"] for day in written] == ["2026-10-24"]
