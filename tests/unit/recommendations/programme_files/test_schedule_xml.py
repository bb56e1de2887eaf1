"""schedule.xml, from Pentabarf's to frab's, says the same as JSON does; what is wrong in it is told with its line."""

from datetime import date, datetime

import pytest

from services.recommendations.programme_files.found import Found, Unreadable
from services.recommendations.programme_files.reading import read_programme
from tests.unit.recommendations.programme_files.samples import sample

FRESNEL = "3F1F2A50-5E0F-4A53-8A3E-0D1C2B3A4002"


def read(content: bytes) -> Found:
    return read_programme(content, "lighthouse", "America/Detroit")


def day(*events: str, attributes: str = 'date="2026-10-28"') -> bytes:
    told = "\n".join(events)
    return f'<schedule>\n<day index="1" {attributes}>\n<room name="Hall">\n{told}\n</room></day></schedule>'.encode()


def test_a_whole_event() -> None:
    entry = read(sample("lighthouse.xml")).entries[0]
    session, extra = entry.session, entry.wanted.extra

    assert (session.guid, session.title, session.subtitle) == (FRESNEL, "Fresnel’s lens", "Why it is flat")
    assert session.start == datetime.fromisoformat("2026-10-28T11:00:00+01:00")
    assert (session.minutes, session.room, session.track, session.type) == (60, "Lamp Room", "Optics", "lecture")
    assert session.abstract == "Light <b>bends</b> & travels."
    assert session.description == "<p>In two parts.</p>"
    assert session.speakers == ("Ada Vlam", "Bram Licht")
    assert [(link.url, link.title) for link in session.links] == [
        ("https://lens.example.org", "On lenses"),
        ("https://bare.example.org", None),
    ]
    assert (extra["recording_license"], extra["do_not_record"], extra["id"]) == ("CC BY 4.0", True, 9001)
    assert extra["attachments"] == [{"url": "/attachments/lens.pdf", "title": "Slides", "type": "slides"}]
    assert extra["persons"][0] == {"name": "Ada Vlam", "id": 41}
    assert extra["venue"] == {"floor": "3"}


def test_an_event_of_which_little_is_said() -> None:
    session = read(sample("lighthouse.xml")).entries[1].session

    assert session.start == datetime.fromisoformat("2026-10-30T01:15:00+01:00"), "the night after the 29th"
    assert (session.title, session.minutes, session.room, session.abstract) == ("Night watch", 30, "Lamp Room", "")


def test_the_conference() -> None:
    found = read(sample("lighthouse.xml"))

    assert found.about.title == "Lighthouse & Friends"
    assert (found.about.starts_on, found.about.ends_on) == (date(2026, 10, 28), date(2026, 10, 29))
    assert found.frame is not None
    assert found.frame.said is not None
    assert found.frame.said["conference"]["colors"] == {"primary": "#aa0000", "background": "#ffffff"}
    assert found.frame.said["days"][0]["rooms"] == ["Lamp Room", "Stairs"]


def test_older_files_have_no_zone_and_no_date_at_an_event() -> None:
    found = read(day('<event id="7"><start>09:00</start><duration>00:25</duration><title>Talk</title></event>'))

    (entry,) = found.entries
    assert entry.session.start == datetime.fromisoformat("2026-10-28T09:00:00-04:00")
    again = read(day('<event id="7"><start>9:30</start><duration>1:00</duration></event>')).entries[0]
    assert entry.session.guid == again.session.guid


def test_other_letters_and_lines_in_front() -> None:
    talk = '<event id="7"><start>09:00</start><duration>00:25</duration><title>Größe</title></event>'
    text = day(talk).decode()

    for content in (
        f'<?xml version="1.0" encoding="iso-8859-1"?>{text}'.encode("latin-1"),
        b"\xef\xbb\xbf" + f'<?xml version="1.0" encoding="utf-8"?>{text}'.encode(),
        f"\n\n{text}".encode(),
        f'<?xml version="1.0" encoding="utf-16"?>{text}'.encode("utf-16"),
        text.replace("<schedule>", '<schedule xmlns="urn:example" xmlns:x="urn:x">').encode(),
    ):
        assert [entry.session.title for entry in read(content).entries] == ["Größe"]


def test_what_is_wrong_is_told_with_its_line() -> None:
    faults = read(
        day(
            "<event><start>noon</start><duration>00:25</duration><title>a</title></event>",
            "<event>\n<start>09:00</start>\n<duration>long</duration><title>b</title></event>",
            "<event><title>c</title></event>",
        )
    ).faults

    event = "schedule/day[1]/room[1]/event"
    assert [(fault.line, fault.field, fault.detail) for fault in faults] == [
        (4, f"{event}[1]/start", "is no time of day such as 09:30"),
        (7, f"{event}[2]/duration", "is no length such as 00:30"),
        (8, f"{event}[3]/date", "is missing: when does it begin?"),
        (8, f"{event}[3]/duration", "is no length such as 00:30"),
    ]


@pytest.mark.parametrize(
    ("content", "line", "detail"),
    [
        (b"<schedule>\n<day>\n</schedule>", 3, "is no XML: mismatched tag"),
        (b"<html></html>", 1, "is no schedule"),
        (b'<!DOCTYPE a [<!ENTITY b "bb">]>\n<schedule>&b;</schedule>', 1, "defines entities, which no schedule needs"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]><schedule>&b;</schedule>', 1, "defines entities"),
        (b"<schedule>" + b"<a>" * 200, 1, "is no XML: elements lie more than 100 deep"),
        (b"<schedule>\xff</schedule>", 1, "is no XML: not well-formed (invalid token)"),
    ],
)
def test_files_that_are_no_schedule(content, line, detail) -> None:
    with pytest.raises(Unreadable) as unreadable:
        read(content)

    (fault,) = unreadable.value.faults
    assert fault.detail.startswith(detail)
    assert fault.line in (line, None)
