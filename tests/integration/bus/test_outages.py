"""A nats-server that is killed and comes back: reading goes on, and nothing follows twice."""

import asyncio
from collections.abc import Sequence

import nats

from shared.contracts.registration import ParticipantRegistered
from shared.outcomes import Done, Outcome
from tests.integration.bus.conftest import TESTING
from tests.integration.bus.stage import put, registered, repeated, running
from tests.integration.streams import count, settled, stored


async def test_reading_goes_on_after_a_kill_in_the_middle_of_a_batch(nats_server):
    operator = await nats.connect(nats_server.url, max_reconnect_attempts=-1, reconnect_time_wait=0.1, error_cb=_quiet)
    jetstream = operator.jetstream()
    await jetstream.add_consumer(TESTING.stream, TESTING.config())
    begun, back = asyncio.Event(), asyncio.Event()
    handled: set[str] = set()

    async def handle(events: Sequence[ParticipantRegistered]) -> list[Outcome]:
        begun.set()
        await back.wait()
        handled.update(event.id for event in events)
        return [Done((repeated(event),)) for event in events]

    before = [registered() for _ in range(10)]
    after = [registered() for _ in range(10)]
    await put(jetstream, *before)
    async with running(nats_server.url, TESTING, handle):
        await asyncio.wait_for(begun.wait(), 5)
        nats_server.kill()
        await asyncio.to_thread(nats_server.start)
        back.set()
        await put(await _again(operator, nats_server.url), *after)
        await settled(jetstream, "EVENTS", TESTING.name, seconds=20)

    ids = [
        message.id for message in await stored(jetstream, "EVENTS", "conf.*.registration.participant.signup_repeated.>")
    ]
    letters = await count(jetstream, "DEAD_LETTERS")
    await operator.close()
    assert handled == {event.id for event in before + after}
    assert sorted(ids) == sorted(repeated(event).id for event in before + after)
    assert letters == 0


async def _again(client, url):
    """The client's JetStream, once it is connected again."""
    async with asyncio.timeout(10):
        while not client.is_connected:
            await asyncio.sleep(0.02)
    return client.jetstream()


async def _quiet(_: Exception) -> None:
    """An outage is what is meant."""
