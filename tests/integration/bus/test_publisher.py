"""The one way onto the bus: what is confirmed is there once, and what is not confirmed is said not to be."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import nats
import pytest

from shared.bus.bus import Bus
from shared.bus.publish import Publisher
from shared.events import FrozenEvent
from shared.outcomes import Receipt, Unavailable
from tests.integration.bus.stage import registered
from tests.integration.streams import count, stored
from tests.integration.waiting import until


def frozen() -> FrozenEvent:
    return FrozenEvent.of(registered())


@pytest.fixture
async def publisher(standing_nats, jetstream) -> AsyncIterator[Publisher]:
    client = await nats.connect(standing_nats.url)
    yield Publisher(client)
    await client.close()


async def test_many_at_once_each_with_its_receipt(publisher, jetstream):
    events = [frozen() for _ in range(1_000)]

    receipts = await publisher.publish(events)
    again = await publisher.publish(events)

    assert receipts == [Receipt(stored=True)] * 1_000
    assert again == [Receipt(stored=True, duplicate=True)] * 1_000
    assert await count(jetstream, "EVENTS") == 1_000


async def test_what_no_stream_takes_is_told_and_the_others_are_stored(publisher, jetstream, monkeypatch):
    monkeypatch.setattr("shared.bus.publish.TIMEOUT", 0.5)
    wrong = [replace(frozen(), address="nowhere.at.all"), replace(frozen(), stream="SIGNUPS")]
    good = frozen()

    receipts = await publisher.publish([wrong[0], good, wrong[1]])

    assert [receipt.stored for receipt in receipts] == [False, True, False]
    assert [message.body for message in await stored(jetstream, "EVENTS")] == [good.body]


async def test_an_event_larger_than_the_server_takes_is_told(publisher, jetstream):
    receipts = await publisher.publish([replace(frozen(), body=b"x" * 1024 * 1024), frozen()])

    assert [receipt.stored for receipt in receipts] == [False, True]
    assert await count(jetstream, "EVENTS") == 1


async def test_the_first_on_a_subject_is_the_only_one(publisher, jetstream):
    first = frozen()
    other = replace(first, id=frozen().id, body=b"something else")

    receipts = [await publisher.publish_first(event) for event in (first, first, other)]

    assert receipts == [
        Receipt(stored=True),
        Receipt(stored=True, duplicate=True),
        Receipt(stored=True, duplicate=True),
    ]
    assert await publisher.last_on_subject("EVENTS", first.address) == first.body
    assert await count(jetstream, "EVENTS") == 1


async def test_of_many_firsts_at_once_one_wins(publisher, jetstream):
    first = frozen()
    contenders = [replace(first, id=frozen().id, body=f"{number}".encode()) for number in range(20)]

    receipts = await asyncio.gather(*(publisher.publish_first(event) for event in contenders))

    winner = [receipt.duplicate for receipt in receipts].index(False)
    assert receipts.count(Receipt(stored=True, duplicate=True)) == 19
    assert [message.body for message in await stored(jetstream, "EVENTS")] == [contenders[winner].body]


async def test_nothing_on_a_subject(publisher):
    assert await publisher.last_on_subject("EVENTS", frozen().address) is None


async def test_nothing_is_said_to_be_stored_while_the_server_is_away_nor_stored_later(nats_server):
    bus = Bus("testing", nats_server.url)
    with pytest.raises(Unavailable):
        await bus.publish_first(frozen())
    await bus.connect()
    nats_server.kill()
    await until(lambda: _is(not bus.connected), what="the client sees that the server is gone")

    async with asyncio.timeout(1):  # nothing waits for a server that is known to be away
        assert await bus.publisher.publish([frozen(), frozen()]) == [Receipt(False, problem="not connected")] * 2
        again = await bus.publisher.publish_again([frozen(), frozen()])
        assert [receipt.stored for receipt in again] == [False, False]
        with pytest.raises(Unavailable):
            await bus.publish_first(frozen())
        with pytest.raises(Unavailable):
            await bus.publish_all([frozen()])
        with pytest.raises(Unavailable):
            await bus.last_on_subject("EVENTS", frozen().address)

    await asyncio.to_thread(nats_server.start)
    await until(lambda: _is(bus.connected), what="the client is back")
    last = frozen()
    await bus.publish_all([last])
    client = await nats.connect(nats_server.url)
    everything = await stored(client.jetstream(), "EVENTS")
    await client.close()
    await bus.stop()
    assert [message.body for message in everything] == [last.body]


async def test_a_publish_cut_off_by_a_kill_can_be_repeated_and_is_there_once(nats_server, monkeypatch):
    monkeypatch.setattr("shared.bus.publish.TIMEOUT", 1.0)
    bus = Bus("testing", nats_server.url)
    await bus.connect()
    events = [frozen() for _ in range(500)]
    await bus.publish_all(events[:1])

    publishing = asyncio.create_task(bus.publisher.publish(events))
    await asyncio.sleep(0)
    nats_server.kill()
    cut_off = await publishing
    await asyncio.to_thread(nats_server.start)
    await until(lambda: _is(bus.connected), what="the client is back")
    repeated = await bus.publisher.publish(events)

    client = await nats.connect(nats_server.url)
    ids = [message.id for message in await stored(client.jetstream(), "EVENTS")]
    await client.close()
    await bus.stop()
    assert len(cut_off) == 500
    assert all(receipt.stored for receipt in repeated)
    assert sorted(ids) == sorted(event.id for event in events)


async def _is(value: bool) -> bool:
    return value
