"""Taking messages off a stream so that their bytes leave the disk, and not only the stream.

A purge, an ack and a message that takes the place of another mark the old one as gone; its bytes stay in the block file
until most of the block is gone too, which in a quiet stream is never. Deleting one message by its number overwrites it
at once (docs/decisions/0009-erasure.md).
"""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.api import RawStreamMsg
from nats.js.errors import APIError, NotFoundError

from shared.bus.dead_letters import SUBJECT
from shared.outcomes import Unavailable

log = logging.getLogger(__name__)

TIMEOUT = 5.0
_DELETE_FAILED = 10057  # NATS server, JSStreamMsgDeleteFailedF: among other reasons, because it is gone already


@dataclass(frozen=True, slots=True)
class Kept:
    """A message as a stream keeps it."""

    sequence: int
    subject: str
    body: bytes
    first_subject: str
    """For a dead letter, the subject it had when it was alive; its own subject for any other message."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a stream holds."""

    messages: int
    first: int
    last: int


class Forgetting:
    """Finds and erases messages. Everything raises Unavailable when the bus is away."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._jetstream = client.jetstream(timeout=TIMEOUT)

    async def each(self, stream: str, subjects: str) -> AsyncIterator[Kept]:
        """Every message on these subjects that is there now, oldest first."""
        sequence = 1
        while (found := await self._next(stream, subjects, sequence)) is not None:
            headers = found.headers or {}
            subject, number = found.subject or "", found.seq or 0
            yield Kept(number, subject, found.data or b"", headers.get(SUBJECT, subject))
            sequence = number + 1

    async def erase(self, stream: str, sequence: int) -> None:
        """Overwrite a message on disk. Again is no matter."""
        try:
            await self._jetstream.delete_msg(stream, sequence)
        except APIError as refused:
            if refused.err_code != _DELETE_FAILED or await self._is_there(stream, sequence):
                raise Unavailable("the bus did not erase a message") from refused
        except (NatsError, TimeoutError, ConnectionError) as away:
            raise Unavailable("the bus is away") from away

    async def erase_all(self, stream: str, subjects: str) -> int:
        """Overwrite every message on these subjects; how many there were."""
        erased = 0
        async for kept in self.each(stream, subjects):
            await self.erase(stream, kept.sequence)
            erased += 1
        return erased

    async def extent(self, stream: str) -> Extent:
        """How much there is in a stream now."""
        try:
            state = (await self._jetstream.stream_info(stream)).state
        except (NatsError, TimeoutError, ConnectionError) as away:
            raise Unavailable("the bus is away") from away
        return Extent(state.messages, state.first_seq, state.last_seq)

    async def _is_there(self, stream: str, sequence: int) -> bool:
        found = await self._next(stream, ">", sequence)
        return found is not None and found.seq == sequence

    async def _next(self, stream: str, subjects: str, sequence: int) -> RawStreamMsg | None:
        wanted: dict[str, Any] = {"seq": sequence, "subject": subjects, "next": True, "direct": True}
        try:
            return await self._jetstream.get_msg(stream, **wanted)
        except NotFoundError:
            return None
        except (NatsError, TimeoutError, ConnectionError) as away:
            raise Unavailable("the bus is away") from away
