"""Days, clocks and lengths as people say them in Spanish."""

from collections.abc import Iterator
from datetime import date, datetime, time

import pytest

from shared import spoken
from shared.languages import speaking


@pytest.fixture(autouse=True)
def _in_spanish() -> Iterator[None]:
    with speaking("es"):
        yield


@pytest.mark.parametrize(
    ("first", "last", "said", "in_full"),
    [
        ((2026, 10, 28), (2026, 10, 28), "28 de octubre de 2026", "Miércoles 28 de octubre de 2026"),
        ((2026, 10, 28), (2026, 10, 30), "28–30 de octubre de 2026", "28–30 de octubre de 2026"),
        ((2026, 10, 30), (2026, 11, 2), *["30 de octubre – 2 de noviembre de 2026"] * 2),
        ((2026, 12, 30), (2027, 1, 2), *["30 de diciembre de 2026 – 2 de enero de 2027"] * 2),
    ],
)
def test_dates(first, last, said, in_full):
    assert spoken.spoken_dates(date(*first), date(*last)) == said
    assert spoken.spoken_dates_in_full(date(*first), date(*last)) == in_full


def test_days():
    assert spoken.spoken_date(date(2026, 3, 1)) == "1 de marzo"
    assert spoken.spoken_day(date(2026, 10, 31)) == "Sábado 31 de octubre"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("00:00", "0:00"),
        ("08:45", "8:45"),
        ("12:00", "12:00"),
        ("12:30", "12:30"),
        ("16:25", "16:25"),
    ],
)
def test_clocks(written, said):
    assert spoken.clock_of_day(time.fromisoformat(written)) == said
    assert spoken.clock(datetime.fromisoformat(f"2026-10-28T{written}")) == said


def test_hours():
    assert spoken.hours(time(9), time(12)) == "de 9:00 a 12:00"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(1, "1 minuto"), (30, "30 minutos"), (60, "1 hora"), (121, "2 horas 1 minuto"), (180, "3 horas")],
)
def test_lengths(minutes, said):
    assert spoken.length(minutes) == said


@pytest.mark.parametrize(
    ("zone", "said", "in_full"),
    [
        ("America/Detroit", "hora de Detroit", "hora de Detroit (EDT, UTC−4)"),
        ("America/New_York", "hora de Nueva York", "hora de Nueva York (EDT, UTC−4)"),
        ("America/Argentina/Buenos_Aires", "hora de Buenos Aires", "hora de Buenos Aires (UTC−3)"),
        ("UTC", "UTC", "UTC"),
        ("Etc/GMT+5", "GMT+5", "UTC−5"),
    ],
)
def test_zones(zone, said, in_full):
    assert spoken.spoken_zone(zone) == said
    assert spoken.spoken_zone_in_full(zone, date(2026, 10, 28)) == in_full


def test_names():
    assert spoken.plain("progress_monitoring") == "Seguimiento del progreso"
    assert [spoken.language(code) for code in ("en", "es", "xx")] == ["inglés", "español", "XX"]
