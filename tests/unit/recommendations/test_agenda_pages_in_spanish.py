"""The agenda in Spanish: everything of ours is, and titles stay in the language they were given."""

import pytest

from services.recommendations import pages
from shared.languages import speaking

from .test_agenda_pages import Outline, a_whole_day, agenda
from .test_day import CONFERENCE, at, item, session, wishes


@pytest.fixture(autouse=True)
def _in_spanish():
    with speaking("es"):
        yield


def test_a_whole_day():
    html = a_whole_day()
    words = Outline(html).words()
    for said in [
        "Tu día",
        "Miércoles 28 de octubre",
        "De 9:40 a 12:15, hora de Detroit. 2 sesiones, 2 horas.",
        "Para tu objetivo “pace”: habla de pacing.",
        "Habla de ritmo.",
        "Con Denise Okafor; Tobias Wiersma",
        "Seguimiento del progreso · Avanzado",
        "35 minutos de tiempo libre, hora de almorzar Luego a Room B",
        "inglés",
        "2 sesiones, 2 horas",
        "Ninguna en tu día",
    ]:
        assert said in words.replace("\xa0", " ")
    assert '<html lang="es">' in html
    assert '<h3 class="title" lang="en">pacing</h3>' in html
    assert '<h3 class="title">ritmo</h3>' in html
    assert "Ritmo individual: estás en 1 de 4, esta sesión te lleva a 2" in html
    assert 'href="?lang=en" lang="en" hreflang="en">English</a>' in html


def test_changes_since():
    html = agenda(
        [item("one"), item("two"), item("gone")], [session("one", at("9:00"), 90), session("two", at("10:20"))]
    )
    words = Outline(html).words()
    assert "Se canceló 1 sesión de tu día. Ese tiempo ahora está libre." in words
    assert "Empieza 10 minutos antes de que termine tu sesión anterior." in words


def test_an_empty_day():
    hours = wishes("pace", available=[("05:00", "12:00")])
    words = Outline(agenda([], [session("one", at("13:00"))], wanted=hours)).words().replace("\xa0", " ")
    assert "Ninguna sesión de A day of paths cabe en el horario que diste (de 5:00 a 12:00)." in words


def test_pages_without_a_day():
    assert "Estamos armando tu día" in pages.waiting_page(CONFERENCE, "building")
    assert "Este enlace venció" in pages.link_page("expired", "https://signup.example/")
