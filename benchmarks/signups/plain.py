"""FastStream as its documentation shows it: a handler for each message, one upsert, one publish, acked when it returns.

Two hundred handlers run at once, the publish asks for its PubAck and carries an id to dedupe by.
"""

from faststream import AckPolicy
from faststream.nats import JStream, NatsBroker, PullSub

from benchmarks.signups.contest import Backends, Turn, collection
from benchmarks.signups.work import derived, document
from shared.bus.topology import SIGNUPS
from shared.contracts.registration import SignupReceived

AT_ONCE = 200


async def consume(backends: Backends, turn: Turn) -> None:
    """Start to read when it is our turn; the reading goes on in the background."""
    broker = NatsBroker(backends.nats_url, logger=None)
    participants = await collection(backends)

    @broker.subscriber(
        SignupReceived.filter(),
        stream=JStream(SIGNUPS.stream, declare=False),
        durable=SIGNUPS.name,
        pull_sub=PullSub(batch_size=AT_ONCE),
        ack_policy=AckPolicy.NACK_ON_ERROR,
    )
    async def receive(signup: SignupReceived) -> None:
        stored = document(signup)
        await participants.replace_one({"_id": stored["_id"]}, stored, upsert=True)
        event = derived(signup)
        headers = {"Nats-Msg-Id": event.id}
        await broker.publish(event, event.address, stream=event.stream, headers=headers, timeout=5.0)

    await broker.connect()
    await turn.wait()
    await broker.start()
