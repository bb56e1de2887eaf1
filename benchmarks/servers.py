"""A nats-server and a mongod of the benchmark's own, with nothing of another round in them."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nats
from motor.motor_asyncio import AsyncIOMotorClient
from nats.js.client import JetStreamContext

from deploy.local.mongod import Mongod
from deploy.local.nats_server import NatsServer
from shared.bus.provision import provision


@dataclass(frozen=True, slots=True)
class Servers:
    """What contestants talk to."""

    nats: NatsServer
    mongod: Mongod
    directory: Path


@contextmanager
def servers() -> Iterator[Servers]:
    """Both, started and empty; stopped and forgotten afterwards."""
    with tempfile.TemporaryDirectory(prefix="desirepath-bench-", ignore_cleanup_errors=True) as folder:
        directory = Path(folder)
        with NatsServer(directory / "nats") as nats, Mongod(directory / "mongo") as mongod:
            yield Servers(nats, mongod, directory)


@dataclass(frozen=True, slots=True)
class Operator:
    """Who may do everything on both."""

    jetstream: JetStreamContext
    mongo: AsyncIOMotorClient[dict[str, Any]]

    async def clear(self, database: str) -> None:
        """New streams and consumers, and no such database."""
        for stream in await self.jetstream.streams_info():
            await self.jetstream.delete_stream(str(stream.config.name))
        await provision(self.jetstream)
        await self.mongo.drop_database(database)


@asynccontextmanager
async def operator(of: Servers) -> AsyncIterator[Operator]:
    """Connected to both, as long as it is needed."""
    client = await nats.connect(of.nats.url)
    mongo: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(of.mongod.url)
    try:
        yield Operator(client.jetstream(timeout=30.0), mongo)
    finally:
        await client.close()
        mongo.close()
