"""As many signups as a server takes, on connections that are kept."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.http_client import Connection


class Refused(Exception):
    """A server did not take a signup."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a load came to. `client_share`: of one core, how much the client itself used."""

    rate: float
    seconds_each: list[float]
    client_share: float


async def load(port: int, requests: list[bytes], connections: int) -> Load:
    """Send all of them, each connection its next one when it has its answer. Raises Refused."""
    open_ones = [await Connection.to(port) for _ in range(connections)]
    left = iter(requests)
    begun, used = time.perf_counter(), time.process_time()
    each = await asyncio.gather(*(_send(connection, left) for connection in open_ones))
    lasted = time.perf_counter() - begun
    share = (time.process_time() - used) / lasted
    for connection in open_ones:
        connection.close()
    return Load(len(requests) / lasted, [seconds for some in each for seconds in some], share)


async def _send(connection: Connection, left: Iterator[bytes]) -> list[float]:
    each = []
    for request in left:
        begun = time.perf_counter()
        status = await connection.send(request)
        each.append(time.perf_counter() - begun)
        if status != 202:
            raise Refused(f"a signup was answered {status}")
    return each
