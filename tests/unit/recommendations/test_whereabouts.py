"""Where somebody is: by the doors they went through, by what they decided, and by their agenda."""

from datetime import datetime

import pytest

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.joinable import Day, Here
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
    ("clock", "passages", "room", "session"),
    [
        ("08:50", [], None, None),
        ("09:20", [], "Hall", "planned"),
        ("10:05", [], "Hall", None),
        ("09:20", [into("other", "09:12")], "Library", "other"),
        ("09:20", [into("other", "09:21")], "Hall", "planned"),
        ("09:40", [into("other", "09:12"), out_of("other", "09:35")], "Library", None),
        ("09:40", [out_of("planned", "09:30"), into("other", "09:30")], "Library", "other"),
        # Nobody saw them leave, and it lasts until half past ten.
        ("10:20", [into("other", "09:12")], "Library", "other"),
        # They were seen leaving it before their next session began, or it is over.
        ("10:20", [into("other", "09:12"), out_of("other", "10:05")], "Gym", "next"),
        ("10:40", [into("other", "09:12")], "Gym", "next"),
        ("09:20", [into("not in the programme any more", "09:12")], "Hall", "planned"),
    ],
)
def test_where_they_are(clock: str, passages: list[Passage], room: str | None, session: str | None) -> None:
    day = Day(PROGRAMME, Wishes(), Preferences(), Circumstances(), PLANNED, ())
    assert whereabouts(day, passages, at(clock), None) == Here(at(clock), room, session)


@pytest.mark.parametrize(("decided", "room"), [("09:15", "Hall"), ("09:05", "Library")])
def test_what_they_decided_since_counts(decided: str, room: str) -> None:
    moves = (Move(Deed.JOIN, at(decided), "planned"),)
    day = Day(PROGRAMME, Wishes(), Preferences(), Circumstances(), PLANNED, moves)
    assert whereabouts(day, [into("other", "09:12")], at("09:20"), None).room == room
