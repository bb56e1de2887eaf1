"""The one way an event gets onto the bus: with its stream, its id and a confirmed answer."""

import asyncio
import json
import logging
from collections.abc import Sequence
from typing import Any

from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.api import Header, RawStreamMsg
from nats.js.client import JetStreamContext
from nats.js.errors import APIError, NotFoundError

from shared.bus.forget import Forgetting
from shared.bus.topology import ONE_PER_SUBJECT
from shared.bus.window import Window
from shared.events import FrozenEvent
from shared.outcomes import Receipt, Unavailable

log = logging.getLogger(__name__)

TIMEOUT = 5.0
"""Seconds to wait for the PubAck of a window of events."""

_NOT_CONNECTED = Receipt(stored=False, problem="not connected")
_ROOM_FOR_HEADERS = 4 * 1024
_LOOKS_AT_ONCE = 64
_WRONG_LAST_SEQUENCE = 10071  # NATS server, JSStreamWrongLastSequenceErrF


class Publisher:
    """Publishes frozen events to JetStream."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._jetstream: JetStreamContext = client.jetstream(timeout=TIMEOUT)
        self._window = Window(client)
        self._forgetting = Forgetting(client)

    async def publish(self, events: Sequence[FrozenEvent]) -> list[Receipt]:
        """Publish all at once and wait for every PubAck. Answers one receipt each; raises nothing.

        A publish that timed out may still be stored: publishing the same event again is answered as a duplicate.
        """
        if not self._client.is_connected:  # a buffered publish could be stored after we said it was not
            return [_NOT_CONNECTED] * len(events)
        return await self._window.publish(events, TIMEOUT)

    async def publish_again(self, events: Sequence[FrozenEvent]) -> list[Receipt]:
        """Publish events that may be on the bus already, however long ago; what is there is not repeated."""
        # Of several on a subject that keeps one, only the last has to get there: it stands for those before it.
        newest = {event.address: event.id for event in events if event.stream in ONE_PER_SUBJECT}
        stands_for = [newest.get(event.address, event.id) for event in events]
        wanted = [event for event, id in zip(events, stands_for, strict=True) if event.id == id]
        told = dict(zip((event.id for event in wanted), await self._publish_missing(wanted), strict=True))
        return [told[id] for id in stands_for]

    async def _publish_missing(self, events: Sequence[FrozenEvent]) -> list[Receipt]:
        looks = asyncio.Semaphore(_LOOKS_AT_ONCE)
        found = await asyncio.gather(*(self._look(event, looks) for event in events))
        missing = [event for event, there in zip(events, found, strict=True) if not isinstance(there, Receipt)]
        published = iter(await self.publish(missing))
        receipts = []
        for event, there in zip(events, found, strict=True):
            receipt = there if isinstance(there, Receipt) else next(published)
            if isinstance(there, RawStreamMsg) and receipt.stored and event.stream in ONE_PER_SUBJECT:
                await self._supersede(event.stream, there)
            receipts.append(receipt)
        return receipts

    async def _look(self, event: FrozenEvent, looks: asyncio.Semaphore) -> Receipt | RawStreamMsg | None:
        """What can be said of an event without publishing it; otherwise the message it follows on its subject."""
        async with looks:
            if not self._client.is_connected:  # rather than wait for the timeout of each
                return _NOT_CONNECTED
            try:
                there = await self._last_on_its_subject(event)
            except (NatsError, TimeoutError, ConnectionError) as away:
                return Receipt(stored=False, problem=type(away).__name__)
        if there and _says_it_already(there, event):
            return Receipt(stored=True, duplicate=True)
        return there

    async def publish_first(self, event: FrozenEvent) -> Receipt:
        """Publish unless its subject already holds a message; then it is a duplicate. Raises Unavailable."""
        if not self._client.is_connected:
            raise Unavailable("the bus is away")
        headers: dict[str, Any] = {
            Header.MSG_ID: event.id,
            Header.EXPECTED_LAST_SUBJECT_SEQUENCE: "0",
        }
        try:
            ack = await self._jetstream.publish(
                event.address, event.body, timeout=TIMEOUT, stream=event.stream, headers=headers
            )
        except APIError as refused:
            if refused.err_code == _WRONG_LAST_SEQUENCE:
                return Receipt(stored=True, duplicate=True)
            raise Unavailable("the bus refused the event") from refused
        except (NatsError, TimeoutError, ConnectionError) as away:
            raise Unavailable("the bus is away") from away
        return Receipt(stored=True, duplicate=bool(ack.duplicate))

    async def last_on_subject(self, stream: str, address: str) -> bytes | None:
        """The newest message body on a subject, None if there is none. Raises Unavailable."""
        if not self._client.is_connected:
            raise Unavailable("the bus is away")
        try:
            return (await self._jetstream.get_last_msg(stream, address, direct=True)).data or b""
        except NotFoundError:
            return None
        except (NatsError, TimeoutError, ConnectionError) as away:
            raise Unavailable("the bus is away") from away

    async def _last_on_its_subject(self, event: FrozenEvent) -> RawStreamMsg | None:
        try:
            return await self._jetstream.get_last_msg(event.stream, event.address, direct=True)
        except NotFoundError:
            return None

    async def _supersede(self, stream: str, message: RawStreamMsg) -> None:
        assert message.seq
        try:
            await self._forgetting.erase(stream, message.seq)
        except Unavailable:
            log.warning("a superseded message stays until everything on its subject is erased")


def _says_it_already(there: RawStreamMsg, event: FrozenEvent) -> bool:
    if (there.headers or {}).get(Header.MSG_ID) == event.id:
        return True
    # What is told late, for the second time, must not take the place of something newer.
    return event.stream in ONE_PER_SUBJECT and _version(there.data or b"") > _version(event.body)


def _version(body: bytes) -> int:
    """The version of what an event tells; 0 where it says none."""
    try:
        version = json.loads(body)["data"]["version"]
    except (ValueError, KeyError, TypeError):
        return 0
    return version if isinstance(version, int) else 0
