"""Mails in Spanish, and times on two clocks."""

import re
from dataclasses import replace

import pytest
from icalendar import Calendar

from services.notifications.mails import agenda, confirmation, link
from shared.languages import speaking

from .test_mails import CONFERENCE, DATA, EVERY_MAIL, LETTER, PACING, WELCOME, an_agenda

MADRID = replace(LETTER, contact=LETTER.contact.model_copy(update={"zone": "Europe/Madrid"}))


GREETING = """\
Hola, Ana Núñez Ruiz:

Estas son las 2 sesiones de Michigan Personalized Learning Day que encajan con lo que nos contaste, y por qué está \
ahí cada una. También van adjuntas, para tu calendario.

Abre tu agenda:
"""
LISTED = """\
Miércoles 28 de octubre de 2026
Millrace Center, Grand Rapids. Todos los horarios están en hora de Detroit.

9:40–10:10, Room B, 30 minutos
Pacing in practice
Para tu objetivo “let my students move”: te lleva de 1 a 3 en ritmo individual.

10:20–11:50, Room A, 1 hora 30 minutos
Walk the data
Además de tus objetivos: te lleva de 2 a 3 en tecnología.
"""
OWN_TIMES = "9:40–10:10 (14:40–15:10), Room B, 30 minutos"


@pytest.fixture(autouse=True)
def _in_spanish():
    with speaking("es"):
        yield


def text_of(mail) -> str:
    [text] = [part.get_content() for part in mail.walk() if part.get_content_type() == "text/plain"]
    return text


def html_of(mail) -> str:
    [html] = [part.get_content() for part in mail.walk() if part.get_content_type() == "text/html"]
    return html


def test_the_agenda():
    mail = agenda(LETTER, "ana", an_agenda(PACING, DATA))
    assert mail["Subject"] == "Tu agenda para Michigan Personalized Learning Day: 2 sesiones, inicio: 9:40"
    assert mail["Content-Language"] == "es"
    text = text_of(mail)
    assert text.startswith(GREETING)
    assert LISTED in text
    html = html_of(mail)
    assert '<html lang="es">' in html
    assert ">Abre tu agenda</a>" in html
    [calendar] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    read = Calendar.from_ical(calendar.get_content())
    assert read["X-WR-CALNAME"] == "Mi agenda: Michigan Personalized Learning Day"
    assert str(read.walk("VEVENT")[0]["description"]).startswith("Para tu objetivo")


def test_one_session_is_one():
    assert "Esta es la sesión de Michigan Personalized Learning Day que encaja" in text_of(
        agenda(LETTER, "ana", an_agenda(PACING))
    )


@pytest.mark.parametrize(
    ("language", "line", "note"),
    [
        (
            "es",
            "9:40–10:10 (14:40–15:10), Room B, 30 minutos",
            "Entre paréntesis: hora de Madrid.",
        ),
        ("en", "9:40–10:10 (2:40 pm–3:10 pm), Room B, 30 minutes", "In brackets: Madrid time."),
    ],
)
def test_times_on_the_readers_own_clock_where_it_differs(language, line, note):
    with speaking(language):
        mail = agenda(MADRID, "ana", an_agenda(PACING))
    assert line in text_of(mail)
    assert note in text_of(mail)
    assert note in html_of(mail)


def test_one_clock_where_both_show_the_same():
    toronto = replace(LETTER, contact=LETTER.contact.model_copy(update={"zone": "America/Toronto"}))
    assert "Entre paréntesis" not in text_of(agenda(toronto, "ana", an_agenda(PACING)))


def test_the_confirmation():
    mail = confirmation(LETTER)
    assert mail["Subject"] == "Tu inscripción está lista: Michigan Personalized Learning Day, 28 de octubre de 2026"
    assert "Miércoles 28 de octubre de 2026\nMillrace Center" in text_of(mail)


def test_the_link():
    mail = link(LETTER)
    assert mail["Subject"] == f"Tu enlace a {CONFERENCE.name}"
    assert "Aquí está tu enlace." in text_of(mail)


@EVERY_MAIL
def test_nothing_is_left_in_english(compose):
    spanish = compose(LETTER)
    with speaking("en"):
        english = compose(LETTER)
    assert spanish["Subject"] != english["Subject"]
    same = set(text_of(spanish).splitlines()) & set(text_of(english).splitlines())
    titles = {WELCOME.title, PACING.title, DATA.title}
    assert {line for line in same if line and "http" not in line} <= titles | {CONFERENCE.place}
    assert re.findall(r"<h1[^>]*>(.*)</h1>", html_of(spanish)) != re.findall(r"<h1[^>]*>(.*)</h1>", html_of(english))
    assert '<html lang="es">' in html_of(spanish)
