"""What reached the process reaches the handler at once, not after ack_wait."""

import asyncio

import pytest
from nats.errors import TimeoutError as NothingCame
from nats.js.client import JetStreamContext

from tests.integration.bus.stage import Recorder, put, registered


async def test_a_batch_that_does_not_fill_is_never_forgotten(started, consumer, jetstream):
    """Each of these waits for more, gets none, and must come all the same."""
    heard = Recorder()

    async with started(consumer, heard):
        for number in range(1, 31):
            await put(jetstream, registered())
            await heard.has_seen(number, seconds=5)

    assert len(heard.seen) == 30


async def test_the_timeout_that_ends_the_loop_is_translated(monkeypatch, standing_nats, started, consumer):
    """nats-py raises either; FastStream forgets what it collected when it is not nats-py's own."""

    async def fetch(*_: object) -> list[object]:
        await asyncio.sleep(0.01)
        raise asyncio.TimeoutError  # noqa: UP041 - the one that is meant

    async with started(consumer, Recorder()) as bus:
        (subscriber,) = bus.broker.subscribers
        monkeypatch.setattr(JetStreamContext.PullSubscription, "fetch", fetch)
        with pytest.raises(NothingCame):
            await subscriber.subscription.fetch(50, 0.05)
