"""A connection of the command line to the bus."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from nats.aio.client import Client

WITHIN = 5.0
"""Seconds for the first connection."""


@asynccontextmanager
async def connected(url: str, name: str) -> AsyncIterator[Client]:
    """A client that reconnects for ever once it was connected. `url`: one or more. Raises ConnectionError."""
    client = Client()
    last: Exception | None = None

    async def report(problem: Exception) -> None:
        nonlocal last
        last = problem
        if client.is_connected or client.is_reconnecting:
            print(f"bus: {problem}", file=sys.stderr)

    try:
        # The client itself would try for ever, also when there never was a server or the password is wrong.
        async with asyncio.timeout(WITHIN):
            await client.connect(
                url.split(","),
                name=name,
                inbox_prefix=f"_INBOX_{urlsplit(url.split(',', maxsplit=1)[0]).username or 'integrator'}",
                connect_timeout=3,
                reconnect_time_wait=1,
                max_reconnect_attempts=-1,
                error_cb=report,
            )
    except TimeoutError:
        await client.close()
        raise ConnectionError(str(last) if last else "no answer") from last
    try:
        yield client
    finally:
        await client.close()
