"""MongoDB for one service: its own database, majority writes, indexes before anything is read."""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from typing import Any

from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorDatabase
from pymongo import IndexModel
from pymongo.errors import BulkWriteError, PyMongoError
from pymongo.write_concern import WriteConcern

log = logging.getLogger(__name__)

Database = AsyncIOMotorDatabase[dict[str, Any]]
DUPLICATE_KEY = 11000


class Mongo:
    """The connection of one service to its database."""

    def __init__(self, url: str, database: str) -> None:
        # Motor connects on first use: no server is needed to build one.
        self._client: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(
            url, serverSelectionTimeoutMS=3000, connectTimeoutMS=2000, socketTimeoutMS=15000, tz_aware=True
        )
        self.database: Database = self._client.get_database(
            database, write_concern=WriteConcern(w="majority", j=True, wtimeout=10000)
        )

    async def ping(self) -> None:
        """Raises PyMongoError when no primary answers."""
        await self.database.command("ping")

    async def ready(self, indexes: Mapping[str, Iterable[IndexModel]]) -> None:
        """Wait until the server answers, then make the indexes: collection name to its indexes."""
        while True:
            try:
                for collection, wanted in indexes.items():
                    await self.database[collection].create_indexes(list(wanted))
                return
            except PyMongoError as away:
                log.warning("mongo: not ready: %s", type(away).__name__)
                await asyncio.sleep(1)

    def close(self) -> None:
        """Close every connection."""
        self._client.close()


def duplicates(failure: BulkWriteError) -> set[int]:
    """The positions an unordered insert refused because the key exists. Raises the failure if there was another one."""
    details: Mapping[str, Any] = failure.details or {}
    errors = details.get("writeErrors", [])
    if details.get("writeConcernErrors") or any(error["code"] != DUPLICATE_KEY for error in errors):
        raise failure
    return {int(error["index"]) for error in errors}
