"""What every contestant is given: where its servers are, when its turn begins, where to store."""

import asyncio
from typing import Any

from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorCollection
from pydantic_settings import BaseSettings

COLLECTION = "participants"
Collection = AsyncIOMotorCollection[dict[str, Any]]


class Backends(BaseSettings):
    """Read from the environment."""

    nats_url: str
    mongo_url: str
    mongo_database: str


class Turn:
    """A contestant connects, waits here, and then consumes."""

    def __init__(self) -> None:
        self.connected = asyncio.Event()
        self.begun = asyncio.Event()

    async def wait(self) -> None:
        """Say that everything is connected; return when the clock runs."""
        self.connected.set()
        await self.begun.wait()


async def collection(backends: Backends) -> Collection:
    """Where to store, connected, and as durable as the product's: on the disk of a majority."""
    client: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(
        backends.mongo_url, w="majority", journal=True, tz_aware=True
    )
    found: Collection = client[backends.mongo_database][COLLECTION]
    await found.create_index("conference")
    return found
