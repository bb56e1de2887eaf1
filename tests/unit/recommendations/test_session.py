from datetime import datetime, timedelta

import pytest

from services.recommendations.domain.session import Session

from .builders import DETROIT, a_session


def test_knows_its_length() -> None:
    assert a_session("a", minutes=45).minutes == 45


def test_counts_the_hour_that_comes_twice_when_clocks_go_back() -> None:
    saturday_night = datetime(2026, 11, 1, 0, 30, tzinfo=DETROIT)
    party = Session("a", "Party", "", saturday_night, datetime(2026, 11, 1, 2, 30, tzinfo=DETROIT), "Room A")
    assert party.minutes == 180


def test_must_know_its_zone() -> None:
    start = datetime(2026, 10, 28, 9)
    with pytest.raises(ValueError, match="zone"):
        Session("a", "Title", "", start, start + timedelta(hours=1), "Room A")


@pytest.mark.parametrize("minutes", [0, -30])
def test_must_end_after_it_starts(minutes: int) -> None:
    with pytest.raises(ValueError, match="session a must end"):
        a_session("a", minutes=minutes)
