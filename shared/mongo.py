"""MongoDB for one service: its own database, majority writes, indexes before anything is read."""

import asyncio
import logging
import random
import time
from collections.abc import Callable, Coroutine, Iterable, Mapping
from typing import Any, TypeVar

from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorClientSession, AsyncIOMotorDatabase
from pymongo import IndexModel
from pymongo.errors import BulkWriteError, PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from shared.outcomes import Unavailable

log = logging.getLogger(__name__)

T = TypeVar("T")
Session = AsyncIOMotorClientSession
Database = AsyncIOMotorDatabase[dict[str, Any]]
DUPLICATE_KEY = 11000
PATIENCE = 5.0
"""Seconds a transaction gives way to others before its caller is asked to come again."""


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


async def transact(database: Database, work: Callable[[Session], Coroutine[Any, Any, T]]) -> T:
    """Do all the writes of `work` or none of them; it is run again when somebody else wrote the same at that moment.

    For the few rules that hold between two documents: one document is quicker, and needs no transaction. Raises
    Unavailable when others are in the way for too long, as the transaction of a process that was killed is until the
    server gives it up (transactionLifetimeLimitSeconds).
    """
    started, attempts = time.monotonic(), 0

    async def patiently(session: Session) -> T:
        nonlocal attempts
        attempts += 1
        if time.monotonic() - started > PATIENCE:
            raise Unavailable("others keep writing the same")
        if attempts > 1:
            await asyncio.sleep(min(0.005 * 2.0 ** min(attempts, 8), 0.5) * random.random())  # noqa: S311 - no secret
        return await work(session)

    async with await database.client.start_session() as session:
        done: T = await session.with_transaction(
            patiently,
            read_concern=ReadConcern("snapshot"),
            write_concern=WriteConcern(w="majority", j=True, wtimeout=10000),
            max_commit_time_ms=10000,
        )
        return done


def duplicates(failure: BulkWriteError) -> set[int]:
    """The positions an unordered insert refused because the key exists. Raises the failure if there was another one."""
    details: Mapping[str, Any] = failure.details or {}
    errors = details.get("writeErrors", [])
    if details.get("writeConcernErrors") or any(error["code"] != DUPLICATE_KEY for error in errors):
        raise failure
    return {int(error["index"]) for error in errors}
