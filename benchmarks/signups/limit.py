"""The limit: the same work by hand on nats-py and motor, with nothing that could be left out.

No outcome for each message, no dead letters, no delayed retries, no draining: one failure would stop it. It has the
product's settings of the garbage collector, which whoever writes such a loop would come upon.
"""

import asyncio

import nats
from nats.aio.msg import Msg
from nats.errors import TimeoutError as NothingThere
from nats.js.client import JetStreamContext
from pymongo import ReplaceOne

from benchmarks.signups.contest import Backends, Collection, Turn, collection
from benchmarks.signups.work import derived, document
from shared.bus.topology import SIGNUPS
from shared.collector import relax_collector
from shared.contracts.registration import SignupReceived

BATCH = 500
IN_FLIGHT = 3


async def consume(backends: Backends, turn: Turn) -> None:
    """Consume for ever when it is our turn."""
    client = await nats.connect(backends.nats_url)
    jetstream = client.jetstream(timeout=5.0)
    participants = await collection(backends)
    subscriptions = [await jetstream.pull_subscribe_bind(SIGNUPS.name, SIGNUPS.stream) for _ in range(IN_FLIGHT)]
    relax_collector()
    await turn.wait()
    async with asyncio.TaskGroup() as group:
        for subscription in subscriptions:
            group.create_task(_read(subscription, jetstream, participants))


async def _read(
    subscription: JetStreamContext.PullSubscription, jetstream: JetStreamContext, participants: Collection
) -> None:
    while True:
        try:
            messages = await subscription.fetch(BATCH, timeout=1.0)
        except NothingThere:
            continue
        await _handle(messages, jetstream, participants)


async def _handle(messages: list[Msg], jetstream: JetStreamContext, participants: Collection) -> None:
    signups = [SignupReceived.model_validate_json(message.data) for message in messages]
    documents = [document(signup) for signup in signups]
    await participants.bulk_write(
        [ReplaceOne({"_id": one["_id"]}, one, upsert=True) for one in documents], ordered=False
    )
    answers = []
    for signup in signups:
        event = derived(signup)
        headers = {"Nats-Msg-Id": event.id}
        body = event.model_dump_json(exclude_none=True, by_alias=True).encode()
        answers.append(await jetstream.publish_async(event.address, body, stream=event.stream, headers=headers))
    await asyncio.gather(*answers)
    for message in messages:
        await message.ack()
