"""The way out for a message that can never be handled: the same bytes, with the reason in the headers."""

from hashlib import sha256

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.api import Header

from shared.bus.topology import MAX_PAYLOAD, Consumer

STREAM = "DEAD_LETTERS"
REASON = "Dead-Letter-Reason"
SUBJECT = "Dead-Letter-Subject"
CONSUMER = "Dead-Letter-Consumer"
SEQUENCE = "Dead-Letter-Sequence"
DELIVERIES = "Dead-Letter-Deliveries"
CUT = "Dead-Letter-Cut"

_ROOM_FOR_HEADERS = 8 * 1024


class DeadLetters:
    """Publishes to the dead-letter stream."""

    def __init__(self, client: Client) -> None:
        self._jetstream = client.jetstream(timeout=5.0)

    async def bury(self, message: Msg, consumer: Consumer, reason: str) -> None:
        """Put a message among the dead letters and wait for the PubAck. Raises what JetStream raises."""
        metadata = message.metadata
        sequence = str(metadata.sequence.stream)
        headers = {
            REASON: _header(reason),
            SUBJECT: _header(message.subject),
            CONSUMER: consumer.name,
            SEQUENCE: sequence,
            DELIVERIES: str(metadata.num_delivered),
            Header.MSG_ID: f"{consumer.stream}/{sequence}/{consumer.name}",
        }
        body = message.data
        if len(body) > MAX_PAYLOAD - _ROOM_FOR_HEADERS:
            # Original and headers together would be over the server's limit, and never leave the queue.
            headers[CUT] = f"{len(body)} bytes, sha256 {sha256(body).hexdigest()}"
            body = body[: MAX_PAYLOAD - _ROOM_FOR_HEADERS]
        address = f"dead.{consumer.service}.{consumer.name}.{sequence}"
        await self._jetstream.publish(address, body, timeout=5.0, stream=STREAM, headers=headers)


def _header(text: str) -> str:
    return " ".join(text.split())[:500].encode("ascii", "replace").decode()
