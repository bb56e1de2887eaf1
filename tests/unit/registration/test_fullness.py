"""Whether a conference is full: read seldom, never waited for, and silent when it cannot be told."""

import asyncio

import pytest

from services.registration import fullness
from services.registration.fullness import Fullness
from services.registration.ports import Places
from shared.outcomes import Unavailable


class Counting:
    """Places that are set by hand, and how often they were read."""

    def __init__(self, places: Places) -> None:
        self.places_now, self.reads = places, 0
        self.away = self.slow = False

    async def places(self, conference: str) -> Places:
        self.reads += 1
        if self.slow:
            await asyncio.sleep(60)
        if self.away:
            raise Unavailable
        return self.places_now


@pytest.mark.parametrize(
    ("places", "full"),
    [
        (Places(2, 1, 0), False),
        (Places(2, 2, 0), True),
        (Places(2, 1, 1), True),
        (Places(2, 3, 0), True),
        (Places(0, 0, 0), False),
    ],
)
async def test_full_is_who_signs_up_now_waits(places, full):
    assert await Fullness(Counting(places)).full("a-conference") is full


async def test_it_is_read_once_in_a_while_whoever_asks():
    counting = Counting(Places(1, 1, 0))
    watched = Fullness(counting)
    assert watched.at_hand("a-conference") is False
    await asyncio.gather(*(watched.full("a-conference") for _ in range(50)))

    assert await watched.full("a-conference") is True
    assert watched.at_hand("a-conference") is True
    assert counting.reads == 1


@pytest.mark.parametrize("how", ["away", "slow"])
async def test_nothing_is_said_when_it_cannot_be_told(how, monkeypatch):
    monkeypatch.setattr(fullness, "_PATIENCE", 0.01)
    counting = Counting(Places(1, 1, 0))
    setattr(counting, how, True)

    assert await Fullness(counting).full("a-conference") is False
