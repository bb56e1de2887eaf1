"""Publishing many events at once and waiting for all their PubAcks.

nats-py's `publish_async` does the same at several times the processor time, most of it for its `wait_stall`, and a
publish that fails on the way never gives back its place among those it allows to be pending.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.errors import MaxPayloadError
from nats.js.api import Header

from shared.events import FrozenEvent
from shared.outcomes import Receipt

_ID, _STREAM = Header.MSG_ID.value, Header.EXPECTED_STREAM.value
_ROOM_FOR_HEADERS = 4 * 1024
_STORED = Receipt(stored=True)
_NO_ANSWER = Receipt(stored=False, problem="no answer in time")


@dataclass(slots=True)
class _Publish:
    """What is known so far of events that went out together."""

    receipts: list[Receipt]
    open: int
    complete: asyncio.Event = field(default_factory=asyncio.Event)

    def settle(self, position: int, receipt: Receipt) -> None:
        self.receipts[position] = receipt
        self.open -= 1
        if not self.open:
            self.complete.set()


class Window:
    """All answers of a connection arrive on one inbox; the last token of their subject says for which event."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._opening = asyncio.Lock()
        self._inbox = ""
        self._numbers = count()
        self._waiting: dict[str, tuple[_Publish, int]] = {}

    async def publish(self, events: Sequence[FrozenEvent], seconds: float) -> list[Receipt]:
        """One receipt each; raises nothing. `seconds`: for all of them together."""
        if not events:
            return []
        publish = _Publish([_NO_ANSWER] * len(events), len(events))
        numbers = [str(next(self._numbers)) for _ in events]
        self._waiting |= {number: (publish, position) for position, number in enumerate(numbers)}
        try:
            async with asyncio.timeout(seconds):
                for position, event in enumerate(events):
                    await self._send(event, numbers[position], publish, position)
                await publish.complete.wait()
        except TimeoutError:
            pass  # those without an answer say so
        finally:
            for number in numbers:
                self._waiting.pop(number, None)
        return publish.receipts

    async def _send(self, event: FrozenEvent, number: str, publish: _Publish, position: int) -> None:
        try:
            if len(event.body) > self._client.max_payload - _ROOM_FOR_HEADERS:
                raise MaxPayloadError
            inbox = self._inbox or await self._opened()
            headers = {_ID: event.id, _STREAM: event.stream}
            await self._client.publish(event.address, event.body, reply=f"{inbox}.{number}", headers=headers)
        except (NatsError, ConnectionError) as away:
            del self._waiting[number]
            publish.settle(position, Receipt(stored=False, problem=type(away).__name__))

    async def _opened(self) -> str:
        async with self._opening:
            if not self._inbox:
                inbox = self._client.new_inbox()
                await self._client.subscribe(f"{inbox}.*", cb=self._answered)
                self._inbox = inbox
        return self._inbox

    async def _answered(self, message: Msg) -> None:
        waiting = self._waiting.pop(message.subject.rpartition(".")[2], None)
        if waiting is not None:
            publish, position = waiting
            publish.settle(position, _receipt(message.data))


def _receipt(body: bytes) -> Receipt:
    if not body:  # the server's own words: no stream listens on this subject
        return Receipt(stored=False, problem="NoStreamResponse")
    answer = json.loads(body.decode())
    if "error" in answer:
        return Receipt(stored=False, problem=f"APIError {answer['error'].get('err_code')}")
    return Receipt(stored=True, duplicate=True) if answer.get("duplicate") else _STORED
