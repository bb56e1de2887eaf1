"""One bus for all tests that do not harm it; those that do have a `nats_server` of their own."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import nats
import pytest
from nats.js import JetStreamContext

from deploy.local.nats_server import NatsServer
from shared.bus.provision import provision
from tests.integration.streams import empty


@pytest.fixture(scope="session")
def standing_nats(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NatsServer]:
    """A provisioned nats-server for the whole run."""
    with NatsServer(tmp_path_factory.mktemp("standing-nats")) as server:
        asyncio.run(_provision(server.url))
        yield server


@pytest.fixture
async def jetstream(standing_nats: NatsServer) -> AsyncIterator[JetStreamContext]:
    """The operator's view of the standing bus, whose streams are empty at first."""
    client = await nats.connect(standing_nats.url)
    context = client.jetstream()
    await empty(context)
    yield context
    await client.close()


async def _provision(url: str) -> None:
    client = await nats.connect(url)
    try:
        await provision(client.jetstream())
    finally:
        await client.close()
