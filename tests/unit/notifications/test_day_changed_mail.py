from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from services.notifications.mails import day_changed
from shared.contracts.recommendations import Agenda, Alteration, Slot
from shared.languages import speaking

from .test_mails import CONFERENCE, DETROIT, LETTER, URL


def at(clock: str, room: str = "Room A", minutes: int = 60) -> Slot:
    return Slot(room=room, start=datetime.fromisoformat(f"2026-10-28T{clock}").replace(tzinfo=DETROIT), minutes=minutes)


def altered(before: Slot | None, now: Slot | None, title: str = "Pacing in practice", **how: Any) -> Alteration:
    return Alteration(guid=title.lower().replace(" ", "-"), title=title, before=before, now=now, **how)


def mail(*alterations: Alteration, letter=LETTER):
    return day_changed(letter, Agenda(version=1, revision=2, programme_version=2, items=(), altered=alterations))


ROOM = altered(at("10:00"), at("10:00", "Room B"))
GONE = altered(at("10:00"), None, "A menu for Mondays", cancelled=True)


@pytest.mark.parametrize(
    ("alteration", "subject", "in_spanish"),
    [
        (
            ROOM,
            "Room changed: Pacing in practice is now in Room B",
            "Cambio de sala: Pacing in practice, ahora en Room B",
        ),
        (
            altered(at("10:00"), at("13:15")),
            "Moved: Pacing in practice is now at 1:15 pm",
            "Cambio de hora: Pacing in practice, ahora 13:15",
        ),
        (
            altered(at("10:00"), at("09:45", "Room B")),
            "Moved: Pacing in practice is now at 9:45 am in Room B",
            "Cambio de hora: Pacing in practice, ahora 9:45 en Room B",
        ),
        (
            altered(at("10:00"), at("10:00", minutes=30)),
            "Another length: Pacing in practice now takes 30 minutes",
            "Otra duración: Pacing in practice ahora dura 30 minutos",
        ),
        (GONE, "Cancelled: A menu for Mondays", "Cancelada: A menu for Mondays"),
        (
            altered(at("10:00"), None),
            "No longer in your day: Pacing in practice",
            "Ya no está en tu día: Pacing in practice",
        ),
        (
            altered(None, at("10:00")),
            "New in your day: Pacing in practice, at 10 am in Room A",
            "Nuevo en tu día: Pacing in practice, 10:00 en Room A",
        ),
    ],
)
def test_the_subject_says_the_thing_itself(alteration, subject, in_spanish):
    assert mail(alteration)["Subject"] == subject
    with speaking("es"):
        assert str(mail(alteration)["Subject"]).replace("\xa0", " ") == in_spanish


NEW = altered(None, at("10:00"), "Grading less")
DROPPED = altered(at("11:00"), None, "Robots in the library")
OUT = altered(at("10:00"), None, elsewhere=at("10:05", "Room B"))


@pytest.mark.parametrize(
    ("alterations", "subject"),
    [
        ((ROOM, GONE), "Room changed: Pacing in practice is now in Room B; Cancelled: A menu for Mondays"),
        ((NEW, ROOM), "Room changed: Pacing in practice is now in Room B; 1 more change"),
        (
            (NEW, DROPPED, GONE, ROOM),
            "Cancelled: A menu for Mondays; Room changed: Pacing in practice is now in Room B; 2 more changes",
        ),
        (
            (OUT, NEW),
            "Moved: Pacing in practice is now at 10:05 am in Room B, and no longer in your day; 1 more change",
        ),
        (
            (NEW, DROPPED, DROPPED),
            "New in your day: Grading less, at 10 am in Room A; 2 more changes",
        ),
    ],
)
def test_of_several_the_subject_says_what_the_programme_did(alterations, subject):
    assert mail(*alterations)["Subject"] == subject


def test_what_the_programme_changed_comes_before_what_that_made_of_the_day():
    written = mail(NEW, GONE)
    for body in (written.get_body((kind,)).get_content() for kind in ("plain", "html")):
        places = [body.rindex(said) for said in ("changed:", "Cancelled: A menu", "another one:", "New in your day:")]
        assert places == sorted(places)
    assert "another one:" not in mail(GONE).get_body(("plain",)).get_content()


def test_several_are_one_mail_that_lists_them():
    written = mail(ROOM, GONE)
    text, html = (written.get_body((kind,)) for kind in ("plain", "html"))
    assert text
    assert html
    for body in (text.get_content(), html.get_content()):
        assert "Room changed: Pacing in practice is now in Room B" in body
        assert "Cancelled: A menu for Mondays" in body
        assert URL in body


def test_a_conference_of_several_days_says_which():
    letter = replace(LETTER, conference=CONFERENCE.model_copy(update={"ends_on": date(2026, 10, 29)}))
    subject = mail(altered(at("10:00"), at("13:15")), letter=letter)["Subject"]
    assert subject == "Moved: Pacing in practice is now on 28 October at 1:15 pm"
