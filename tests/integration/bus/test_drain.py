"""Stopping: the batch at hand is finished, and everything else is with another instance at once."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from shared.contracts.registration import ParticipantRegistered
from shared.outcomes import Done, Outcome
from tests.integration.bus.conftest import TESTING
from tests.integration.bus.stage import Recorder, made, put, registered, running
from tests.integration.streams import settled

SOON = TESTING.ack_wait / 6
"""Seconds: long before a forgotten message would come again."""


@pytest.fixture
async def small(jetstream):
    """A consumer that hands out five at once."""
    async with made(jetstream, replace(TESTING, batch=5)) as consumer:
        yield consumer


async def test_the_batch_at_hand_is_finished_and_the_rest_left_to_another(standing_nats, small, jetstream):
    begun, go_on = asyncio.Event(), asyncio.Event()
    finished: list[str] = []

    async def slow(events: Sequence[ParticipantRegistered]) -> list[Outcome]:
        begun.set()
        await go_on.wait()
        finished.extend(event.data.goals[0].statement for event in events)
        return [Done()] * len(events)

    await put(jetstream, *(registered(f"{number}") for number in range(20)))
    async with running(standing_nats.url, small, slow) as bus:
        await asyncio.wait_for(begun.wait(), 5)
        stopping = asyncio.create_task(bus.stop())
        await asyncio.sleep(0)
        assert not stopping.done()
        go_on.set()
        await asyncio.wait_for(stopping, 5)
    other = Recorder()
    async with running(standing_nats.url, small, other):
        await other.has_seen(15, seconds=SOON)
        await settled(jetstream, "EVENTS", small.name)

    assert finished == ["0", "1", "2", "3", "4"]
    assert sorted(other.seen, key=int) == [f"{number}" for number in range(5, 20)]


async def test_instances_come_and_go_under_load_and_nothing_waits(standing_nats, small, jetstream):
    """Every stop meets a fetch under way; whatever that brought must not lie until ack_wait."""
    total, per_instance = 600, 40
    heard = Recorder()

    async def publish() -> None:
        for number in range(total):
            await put(jetstream, registered(f"{number}"))

    publishing = asyncio.create_task(publish())
    for generation in range(1, 11):
        async with running(standing_nats.url, small, heard):
            await heard.has_seen(min(generation * per_instance, total), seconds=SOON)
    await publishing
    async with running(standing_nats.url, small, heard):
        await heard.has_seen(total, seconds=SOON)
        await settled(jetstream, "EVENTS", small.name, seconds=SOON)

    assert sorted(heard.seen, key=int) == [f"{number}" for number in range(total)]


@pytest.mark.parametrize("size", [1, 50])
async def test_an_instance_that_only_waits_stops_at_once(standing_nats, jetstream, size):
    heard = Recorder()
    async with made(jetstream, replace(TESTING, batch=size)) as patient:
        async with running(standing_nats.url, patient, heard) as bus:
            await put(jetstream, registered())
            await heard.has_seen(1)
            async with asyncio.timeout(1):
                await bus.stop()
        assert not (await jetstream.consumer_info(patient.stream, patient.name)).num_ack_pending
