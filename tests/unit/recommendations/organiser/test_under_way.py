"""What an organiser set going."""

import asyncio
import logging

import pytest

from services.recommendations.organiser import under_way
from services.recommendations.organiser.under_way import UnderWay


async def test_what_is_quick_is_done_when_it_is_answered():
    going = UnderWay[str]("counting")

    async def count() -> str:
        return "three"

    task = await going.begin("a conference", count)

    assert (task.result(), "a conference" in going) == ("three", False)


async def test_what_takes_longer_goes_on_and_is_not_begun_twice(monkeypatch):
    monkeypatch.setattr(under_way, "PATIENCE", 0.0)
    going, released, begun = UnderWay[None]("counting"), asyncio.Event(), []

    async def count() -> None:
        begun.append("once")
        await released.wait()

    first = await going.begin("a conference", count)
    again = await going.begin("a conference", count)
    other = await going.begin("another one", count)

    assert (first is again, first.done(), "a conference" in going) == (True, False, True)
    released.set()
    await asyncio.gather(first, other)
    assert (begun, "a conference" in going) == (["once", "once"], False)


async def test_what_fails_later_is_logged(monkeypatch, caplog):
    monkeypatch.setattr(under_way, "PATIENCE", 0.0)
    caplog.set_level(logging.WARNING)
    going, released = UnderWay[None]("counting"), asyncio.Event()

    async def fail() -> None:
        await released.wait()
        raise ValueError("no such number")

    task = await going.begin("a conference", fail)
    released.set()
    with pytest.raises(ValueError, match="no such number"):
        await task

    assert "counting of a conference came to nothing" in caplog.text
