"""What the tests of the bus share: a consumer of their own on EVENTS, and events to put there."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

import pytest
from nats.js import JetStreamContext

from deploy.local.nats_server import NatsServer
from shared.bus.bus import Bus
from shared.bus.topology import Consumer
from shared.contracts.registration import ParticipantRegistered
from tests.integration.bus.stage import made, running

TESTING = Consumer("testing", ParticipantRegistered, batch=50, wait=0.05)
"""A durable consumer that no service of the product has."""

Started = Callable[..., AbstractAsyncContextManager[Bus]]


@pytest.fixture
async def consumer(jetstream: JetStreamContext) -> AsyncIterator[Consumer]:
    """TESTING on the standing bus, fresh."""
    async with made(jetstream, TESTING) as consumer:
        yield consumer


@pytest.fixture
def started(standing_nats: NatsServer) -> Started:
    """`async with started(consumer, handler) as bus`: a bus that reads, stopped at the end."""
    return lambda consumer, handler: running(standing_nats.url, consumer, handler)
