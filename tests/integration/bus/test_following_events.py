"""What follows from an event is on the bus exactly once, however often the event is handled."""

from uuid import uuid4

import nats
import pytest
from nats.js.api import StreamConfig

from shared.bus.publish import Publisher
from shared.contracts.registration import ParticipantRegistered
from shared.events import FrozenEvent
from shared.outcomes import Done
from tests.integration.bus.stage import Recorder, put, registered, repeated
from tests.integration.streams import settled, stored
from tests.integration.waiting import until

WINDOW = 0.1
"""Seconds: the shortest duplicate window nats-server allows."""


async def test_once_though_the_cause_comes_twice(started, consumer, jetstream):
    causes = [registered(f"cause {number}") for number in range(20)]
    heard = Recorder(lambda cause: Done((repeated(cause),)))
    await put(jetstream, *causes, *causes)

    async with started(consumer, heard):
        await settled(jetstream, "EVENTS", consumer.name)

    assert len(heard.seen) == 40
    following = await stored(jetstream, "EVENTS", "conf.*.registration.participant.signup_repeated.>")
    assert [event.body for event in following] == [repeated(cause).body for cause in causes]
    assert [event.id for event in following] == [repeated(cause).id for cause in causes]


async def test_a_cause_is_acked_only_when_what_follows_is_confirmed(monkeypatch, started, consumer, jetstream):
    monkeypatch.setattr("shared.bus.verdict.random.random", lambda: 0.0)
    cause = registered()
    nowhere = FrozenEvent(id=str(uuid4()), stream="EVENTS", address="nowhere.at.all", body=b"{}")
    outcomes = [Done((repeated(cause), nowhere)), Done((repeated(cause),))]
    heard = Recorder(lambda _: outcomes.pop(0))
    await put(jetstream, cause)

    async with started(consumer, heard):
        await settled(jetstream, "EVENTS", consumer.name)

    assert len(heard.calls) == 2
    assert len(await stored(jetstream, "EVENTS", "conf.*.registration.participant.signup_repeated.>")) == 1


@pytest.fixture
async def forgetful(jetstream):
    """EVENTS with a dedupe window that is over at once."""
    config = (await jetstream.stream_info("EVENTS")).config
    await jetstream.update_stream(StreamConfig(**{**config.__dict__, "duplicate_window": WINDOW}))
    yield
    await jetstream.update_stream(config)


async def window_is_over(jetstream, event: ParticipantRegistered) -> None:
    """Return when the server takes an id again that it has seen: it has forgotten all older ones, too."""

    async def taken_again() -> bool:
        ack = await jetstream.publish(f"{event.address}-probe", b"", headers={"Nats-Msg-Id": f"probe {event.id}"})
        return not ack.duplicate

    await taken_again()
    await until(taken_again, what="the dedupe window is over")


async def test_again_publishes_nothing_twice_after_the_dedupe_window(forgetful, started, consumer, jetstream):
    cause = registered()
    answers = [Done((repeated(cause),)), Done((repeated(cause),), again=True)]
    heard = Recorder(lambda _: answers.pop(0))

    async with started(consumer, heard):
        await put(jetstream, cause)
        await heard.has_seen(1)
        await settled(jetstream, "EVENTS", consumer.name)
        await window_is_over(jetstream, registered())
        await jetstream.purge_stream("EVENTS", subject="conf.*.registration.participant.registered.>")
        await put(jetstream, cause)
        await heard.has_seen(2)
        await settled(jetstream, "EVENTS", consumer.name)

    following = await stored(jetstream, "EVENTS", "conf.*.registration.participant.signup_repeated.>")
    assert [event.body for event in following] == [repeated(cause).body]


async def test_again_publishes_what_never_got_onto_the_bus(forgetful, started, consumer, jetstream):
    cause = registered()
    heard = Recorder(lambda cause: Done((repeated(cause),), again=True))
    await put(jetstream, cause)

    async with started(consumer, heard):
        await settled(jetstream, "EVENTS", consumer.name)

    (event,) = await stored(jetstream, "EVENTS", "conf.*.registration.participant.signup_repeated.>")
    assert event.body == repeated(cause).body


async def test_the_window_alone_would_have_let_it_through_twice(forgetful, standing_nats, jetstream):
    """What `again` is for."""
    client = await nats.connect(standing_nats.url)
    publisher, event = Publisher(client), repeated(registered())

    first = await publisher.publish([event])
    await window_is_over(jetstream, registered())
    second = await publisher.publish([event])
    third = await publisher.publish_again([event])
    await client.close()

    assert [receipt.duplicate for receipt in (*first, *second, *third)] == [False, False, True]
    assert len(await stored(jetstream, "EVENTS", event.address)) == 2
