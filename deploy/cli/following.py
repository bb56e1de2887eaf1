"""Following the stream of public events by asking for them: no consumer, so nothing on the server to clean up.

JetStream's batched direct get (ADR-31 of the NATS project): one request, several answers, the last one without a body.
"""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import UTC, datetime
from typing import Any

from nats.aio.client import Client
from nats.errors import Error as NatsError

STREAM = "EVENTS"
EVERY = 0.25
"""Seconds between two questions when there is nothing new."""
_BATCH = 256


async def follow(client: Client, subject: str, start: datetime | None) -> AsyncGenerator[bytes, None]:
    """The bodies on these subjects, in order, from an instant or from now on; never ends."""
    after: dict[str, Any]
    if start is None:
        answer = await client.request(f"$JS.API.STREAM.INFO.{STREAM}", b"", timeout=5)
        after = {"seq": json.loads(answer.data)["state"]["last_seq"] + 1}
    else:
        after = {"start_time": start.astimezone(UTC).isoformat().replace("+00:00", "Z")}
    while True:
        found = 0
        try:
            async with aclosing(_some(client, subject, after)) as some:
                async for sequence, body in some:
                    after, found = {"seq": sequence + 1}, found + 1
                    yield body
        except (NatsError, TimeoutError):
            await asyncio.sleep(1)  # the connection comes back by itself; what was missed is asked for again
        if not found:
            await asyncio.sleep(EVERY)


async def _some(client: Client, subject: str, after: dict[str, Any]) -> AsyncGenerator[tuple[int, bytes], None]:
    inbox = client.new_inbox()
    answers = await client.subscribe(inbox)
    try:
        request = {"batch": _BATCH, "next_by_subj": subject, **after}
        await client.publish(f"$JS.API.DIRECT.GET.{STREAM}", json.dumps(request).encode(), reply=inbox)
        while True:
            message = await answers.next_msg(timeout=5)
            headers = message.headers or {}
            if "Nats-Sequence" not in headers:  # a status: no message, or the end of the batch
                return
            yield int(headers["Nats-Sequence"]), message.data
    except TimeoutError:
        return
    finally:
        await answers.unsubscribe()
