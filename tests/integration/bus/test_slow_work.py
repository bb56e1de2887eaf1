"""A message is given to somebody else when its worker is gone, and not while its worker is slow."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from shared.contracts.registration import ParticipantRegistered
from shared.outcomes import Done, Outcome
from tests.integration.bus.conftest import TESTING
from tests.integration.bus.stage import Recorder, made, put, registered
from tests.integration.streams import settled

ACK_WAIT = 1.2


@pytest.fixture
async def impatient(jetstream):
    """A consumer that waits only a second for an answer."""
    async with made(jetstream, replace(TESTING, ack_wait=ACK_WAIT)) as consumer:
        yield consumer


async def test_slow_work_is_not_given_to_another(impatient, started, jetstream):
    calls: list[int] = []
    begun = asyncio.Event()

    async def work(events: Sequence[ParticipantRegistered]) -> list[Outcome]:
        calls.append(len(events))
        begun.set()
        await asyncio.sleep(2 * ACK_WAIT)  # the work
        return [Done()] * len(events)

    other = Recorder()
    await put(jetstream, registered(), registered())

    async with started(impatient, work):
        await asyncio.wait_for(begun.wait(), 5)
        async with started(impatient, other):
            await settled(jetstream, "EVENTS", impatient.name)

    assert (calls, other.calls) == ([2], [])
    assert (await jetstream.consumer_info("EVENTS", impatient.name)).delivered.consumer_seq == 2


async def test_what_a_worker_took_with_it_is_given_to_another(impatient, started, jetstream):
    await put(jetstream, registered("taken"))
    gone = await jetstream.pull_subscribe_bind(durable=impatient.name, stream="EVENTS")
    assert len(await gone.fetch(1)) == 1
    other = Recorder()

    async with started(impatient, other):
        await other.has_seen(1)
        await settled(jetstream, "EVENTS", impatient.name)

    assert other.seen == ["taken"]
