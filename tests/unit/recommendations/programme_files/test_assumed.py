"""A conference made from a file: its days and zone over what is known, and a clear word where it says too little."""

from datetime import date

import pytest

from services.recommendations.programme_files.assumed import assumed
from services.recommendations.programme_files.found import About, Unreadable
from tests.unit.recommendations.programme_files.importing import CONFERENCE

DAYS = (date(2026, 11, 2), date(2026, 11, 3))


def test_a_new_one_is_closed() -> None:
    made = assumed("new", None, About("New days", *DAYS, "Europe/Berlin"), None)

    assert (made.slug, made.name, made.zone, made.open) == ("new", "New days", "Europe/Berlin", False)
    assert (made.starts_on, made.ends_on) == DAYS


def test_one_that_is_known_keeps_what_the_file_does_not_say() -> None:
    made = assumed("harbour-2026", CONFERENCE, About("Another name", *DAYS), None)

    assert made == CONFERENCE.model_copy(update={"starts_on": DAYS[0], "ends_on": DAYS[1]})


def test_a_zone_is_asked_for_where_nobody_says() -> None:
    assert assumed("new", None, About(None, *DAYS), "America/Detroit").zone == "America/Detroit"
    with pytest.raises(Unreadable) as unreadable:
        assumed("new", None, About(), None)

    assert [(fault.field, fault.detail) for fault in unreadable.value.faults] == [
        ("days", "are not told: the file does not say on which days it is"),
        ("zone", "is not told, and the file's times do not say which: add one such as --zone America/Detroit"),
    ]
