"""Looking into streams as the operator, whom the product's own code plays no part in."""

from dataclasses import dataclass, field

from nats.js import JetStreamContext
from nats.js.errors import NotFoundError

from tests.integration.waiting import until

STREAMS = ("SIGNUPS", "EVENTS", "CONTACTS", "DEAD_LETTERS")


@dataclass(frozen=True)
class Stored:
    """One message as a stream keeps it."""

    subject: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Its Nats-Msg-Id."""
        return self.headers["Nats-Msg-Id"]


async def stored(jetstream: JetStreamContext, stream: str, subjects: str = ">") -> list[Stored]:
    """Every message of a stream on these subjects, oldest first."""
    found: list[Stored] = []
    sequence = 1
    while True:
        try:
            message = await jetstream.get_msg(stream, seq=sequence, subject=subjects, next=True)
        except NotFoundError:
            return found
        found.append(Stored(message.subject or "", message.data or b"", dict(message.headers or {})))
        sequence = (message.seq or 0) + 1


async def count(jetstream: JetStreamContext, stream: str) -> int:
    """How many messages a stream holds."""
    return (await jetstream.stream_info(stream)).state.messages


async def settled(jetstream: JetStreamContext, stream: str, consumer: str, *, seconds: float = 10) -> None:
    """Return when nothing waits for the consumer and nothing it got is unanswered."""

    async def nothing_left() -> bool:
        info = await jetstream.consumer_info(stream, consumer)
        # A consumer counts what is new a moment after its PubAck; the stream knows at once.
        newest = await _last_sequence(jetstream, stream, info.config.filter_subject or ">")
        delivered = info.delivered.stream_seq if info.delivered else 0
        return delivered >= newest and not info.num_pending and not info.num_ack_pending

    await until(nothing_left, seconds=seconds, what=f"{consumer} has answered everything")


async def empty(jetstream: JetStreamContext) -> None:
    """Forget every message of every stream of the product."""
    for stream in STREAMS:
        await jetstream.purge_stream(stream)


async def _last_sequence(jetstream: JetStreamContext, stream: str, subjects: str) -> int:
    try:
        return (await jetstream.get_last_msg(stream, subjects)).seq or 0
    except NotFoundError:
        return 0
