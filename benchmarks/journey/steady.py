"""Signups at a steady rate, whatever the answers do: a slow server does not slow the people who sign up."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.http_client import Connection, post
from benchmarks.loads import address, signup

CONNECTIONS = 64


@dataclass(frozen=True, slots=True)
class Sent:
    """By address, nanoseconds since 1970: when each signup was due, and how long its answer took after that."""

    due: dict[str, int] = field(default_factory=dict)
    answered: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    """Those not answered 202, with the status, 0 for none."""


async def send(
    port: int,
    conference: str,
    count: int,
    rate: float,
    told: Callable[[int], None],
    *,
    first: int = 0,
    stop: asyncio.Event | None = None,
) -> Sent:
    """Send `count` signups, `rate` a second. The clock of each starts when it is due, not when a connection is free.

    `first`: the number of the person to begin with. `stop`: ends it earlier.
    """
    idle: asyncio.Queue[Connection] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        idle.put_nowait(await Connection.to(port))
    sent = Sent()
    loop = asyncio.get_running_loop()
    begun, begun_ns = loop.time() + 0.1, time.time_ns() + 100_000_000
    async with asyncio.TaskGroup() as group:
        for number in range(count):
            if stop is not None and stop.is_set():
                break
            person = address(first + number)
            request = post("/v1/signups", signup(first + number, conference))
            await asyncio.sleep(begun + number / rate - loop.time())
            sent.due[person] = begun_ns + int(number / rate * 1e9)
            group.create_task(_one(idle, request, person, sent))
            told(number + 1)
    while not idle.empty():
        idle.get_nowait().close()
    return sent


async def _one(idle: "asyncio.Queue[Connection]", request: bytes, person: str, sent: Sent) -> None:
    connection = await idle.get()
    try:
        status = await connection.send(request)
    except ConnectionError:
        sent.refused[person] = 0
        return  # the connection is not given back
    sent.answered[person] = time.time_ns() - sent.due[person]
    if status != 202:
        sent.refused[person] = status
    idle.put_nowait(connection)
