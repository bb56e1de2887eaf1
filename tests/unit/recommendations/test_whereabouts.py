"""Where somebody is: by the doors they went through, by what they decided, and by their agenda."""

from dataclasses import replace
from datetime import datetime

import pytest

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.joinable import Day, Here, Known
from services.recommendations.domain.moves import Deed, Move
from services.recommendations.domain.plan import AgendaItem
from services.recommendations.domain.preferences import Preferences
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.whereabouts import Passage, whereabouts
from services.recommendations.domain.wishes import Wishes

from .builders import DETROIT, a_session

PROGRAMME = Programme.of(
    [
        a_session("planned", "09:00", 60, room="Hall"),
        a_session("other", "09:10", 80, room="Library"),
        a_session("next", "10:15", 45, room="Gym"),
    ],
    DETROIT,
)
PLANNED = AgendaItem("planned", 100, 0, "because"), AgendaItem("next", 100, 0, "because")


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-10-28T{clock}-04:00")


def into(session: str, clock: str) -> Passage:
    return Passage(session, at(clock), inside=True)


def out_of(session: str, clock: str) -> Passage:
    return Passage(session, at(clock), inside=False)


@pytest.mark.parametrize(
    ("clock", "passages", "room", "session", "known"),
    [
        ("08:50", [], None, None, None),
        ("09:20", [], "Hall", "planned", Known.AGENDA),
        ("10:05", [], "Hall", None, Known.AGENDA),
        ("09:20", [into("other", "09:12")], "Library", "other", Known.CHECKED_IN),
        ("09:20", [into("other", "09:21")], "Hall", "planned", Known.AGENDA),
        ("09:40", [into("other", "09:12"), out_of("other", "09:35")], "Library", None, Known.CHECKED_IN),
        ("09:40", [out_of("planned", "09:30"), into("other", "09:30")], "Library", "other", Known.CHECKED_IN),
        # Nobody saw them leave, and it lasts until half past ten.
        ("10:20", [into("other", "09:12")], "Library", "other", Known.CHECKED_IN),
        # They were seen leaving it before their next session began, or it is over.
        ("10:20", [into("other", "09:12"), out_of("other", "10:05")], "Gym", "next", Known.AGENDA),
        ("10:40", [into("other", "09:12")], "Gym", "next", Known.AGENDA),
        ("09:20", [into("not in the programme any more", "09:12")], "Hall", "planned", Known.AGENDA),
    ],
)
def test_where_they_are(
    clock: str, passages: list[Passage], room: str | None, session: str | None, known: Known | None
) -> None:
    day = Day(PROGRAMME, Wishes(), Preferences(), Circumstances(), PLANNED, ())
    assert whereabouts(day, passages, at(clock), None) == Here(at(clock), room, session, known=known)


@pytest.mark.parametrize(("decided", "room"), [("09:15", "Hall"), ("09:05", "Library")])
def test_what_they_decided_since_counts(decided: str, room: str) -> None:
    moves = (Move(Deed.JOIN, at(decided), "planned"),)
    day = Day(PROGRAMME, Wishes(), Preferences(), Circumstances(), PLANNED, moves)
    assert whereabouts(day, [into("other", "09:12")], at("09:20"), None).room == room


def test_who_goes_somewhere_is_on_the_way_until_they_are_there() -> None:
    goes = Move(Deed.JOIN, at("09:30"), "other", origin="planned", arrive=at("09:35"))
    items = replace(PLANNED[0], leave=at("09:30")), AgendaItem("other", 100, 0, "because", arrive=at("09:35"))
    day = Day(PROGRAMME, Wishes(), Preferences(), Circumstances(), items, (goes,))
    on_the_way = Here(at("09:31"), "Library", "other", known=Known.CHOSEN, arrive=at("09:35"))
    assert whereabouts(day, [], at("09:31"), None) == on_the_way
    assert on_the_way.start is None  # nobody knows how far they are
    assert whereabouts(day, [], at("09:35"), None) == Here(at("09:35"), "Library", "other", known=Known.CHOSEN)


def test_what_begins_later_leaves_them_where_they_are_until_they_have_to_walk() -> None:
    goes = Move(Deed.JOIN, at("09:56"), "next", origin="planned")
    items = replace(PLANNED[0], leave=at("09:58")), PLANNED[1]
    day = Day(PROGRAMME, Wishes(), Preferences(), Circumstances(), items, (goes,))
    assert whereabouts(day, [], at("09:57"), None) == Here(at("09:57"), "Hall", "planned", known=Known.AGENDA)
    found = whereabouts(day, [], at("10:05"), None)
    assert (found.room, found.arrive) == ("Gym", at("10:15"))


@pytest.mark.parametrize(("skipped", "room"), [("next", "Library"), ("other", "Hall")])
def test_skipping_something_else_moves_nobody(skipped: str, room: str) -> None:
    moves = (Move(Deed.SKIP, at("09:15"), skipped),)
    day = Day(PROGRAMME, Wishes(), Preferences(), Circumstances(), PLANNED, moves)
    assert whereabouts(day, [into("other", "09:12")], at("09:20"), None).room == room
