"""A programme that changes a little leaves a day alone where it can."""

import pytest

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.plan import plan
from services.recommendations.domain.preferences import Pin, Preferences
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.session import Session
from services.recommendations.domain.wishes import Goal, Wishes

from .builders import DETROIT, a_session

PACE = Wishes((Goal("pacing"),))
HELD = frozenset({"one", "moved", "two", "three", "gone"})
UNTOUCHED = frozenset({"one", "two", "three"})


def pacing(guid: str, start: str, minutes: int = 40, room: str = "Room A") -> Session:
    return a_session(guid, start, minutes, title="Pacing", room=room)


# "moved" begins five minutes later in another room, "gone" was cancelled. Longer sessions lie beside all of it.
CHANGED = Programme.of(
    [
        pacing("one", "09:00"),
        pacing("long-one", "09:05", 60, "Room C"),
        pacing("moved", "09:50", 40, "Room B"),
        pacing("two", "10:40"),
        pacing("long-two", "10:30", 55, "Room C"),
        pacing("three", "11:30"),
        pacing("long-three", "11:35", 60, "Room C"),
        pacing("instead", "13:00", 40, "Room C"),
    ],
    DETROIT,
)


def guids(preferences: Preferences, circumstances: Circumstances) -> list[str]:
    return [item.guid for item in plan(CHANGED, PACE, preferences, circumstances).items]


@pytest.mark.parametrize(
    ("pins", "expected"),
    [
        ({}, ["one", "moved", "two", "three", "instead"]),
        ({"long-two": Pin.MUST}, ["one", "long-two", "three", "instead"]),
    ],
)
def test_what_it_left_alone_stays_unless_it_collides_with_a_must(pins, expected) -> None:
    held = Circumstances(kept=HELD, untouched=UNTOUCHED)
    assert guids(Preferences(pins=pins), held) == expected


def test_without_that_several_would_be_swapped_for_little() -> None:
    assert not set(guids(Preferences(), Circumstances(kept=HELD))) >= UNTOUCHED
