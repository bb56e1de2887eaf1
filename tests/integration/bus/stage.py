"""Buses, handlers and events for the tests of the bus."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from nats.js import JetStreamContext

from shared.bus.bus import Bus
from shared.bus.topology import Consumer
from shared.contracts.registration import ParticipantRegistered, ParticipantSignupRepeated, Repeat, Wishes
from shared.contracts.vocabulary import Goal
from shared.events import FrozenEvent, Producer
from shared.outcomes import Done, Outcome

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
REGISTRATION = Producer("registration", "http://registration.example.org", clock=lambda: NOON)
Handler = Callable[[Sequence[Any]], Awaitable[Sequence[Outcome]]]


def registered(statement: str = "learn", conference: str = "a-conference") -> ParticipantRegistered:
    """Somebody took part."""
    return REGISTRATION.first(
        ParticipantRegistered,
        id=str(uuid4()),
        conference=conference,
        subject=str(uuid4()),
        data=Wishes(version=1, goals=(Goal(statement=statement),)),
    )


def repeated(cause: ParticipantRegistered) -> FrozenEvent:
    """An event that follows from it."""
    return FrozenEvent.of(
        REGISTRATION.following(ParticipantSignupRepeated, cause, subject=cause.subject, data=Repeat())
    )


async def put(jetstream: JetStreamContext, *events: ParticipantRegistered) -> None:
    """On the bus, in this order."""
    for event in events:
        await jetstream.publish(event.address, event.encode(), stream=event.stream)


class Recorder:
    """A handler that notes what it is given and answers as `decide` says: once for each event."""

    def __init__(self, decide: Callable[[ParticipantRegistered], Outcome] = lambda _: Done()) -> None:
        self._decide = decide
        self._new = asyncio.Condition()
        self.calls: list[list[str]] = []
        """The statement of each event, call by call."""
        self.times: list[float] = []
        """When each call came."""

    async def __call__(self, events: Sequence[ParticipantRegistered]) -> list[Outcome]:
        async with self._new:
            self.calls.append([event.data.goals[0].statement for event in events])
            self.times.append(asyncio.get_running_loop().time())
            self._new.notify_all()
        return [self._decide(event) for event in events]

    @property
    def seen(self) -> list[str]:
        """The statements in the order they came."""
        return [statement for call in self.calls for statement in call]

    async def has_seen(self, number: int, *, seconds: float = 10) -> None:
        """Return when this many events have come."""
        async with asyncio.timeout(seconds), self._new:
            await self._new.wait_for(lambda: len(self.seen) >= number)


@asynccontextmanager
async def running(url: str, consumer: Consumer, handler: Handler) -> AsyncIterator[Bus]:
    """A bus that hands the consumer's events to the handler."""
    bus = Bus(consumer.service, url)
    bus.consumes(consumer)(handler)
    await bus.connect()
    try:
        await bus.start()
        yield bus
    finally:
        await bus.stop()


@asynccontextmanager
async def made(jetstream: JetStreamContext, consumer: Consumer) -> AsyncIterator[Consumer]:
    """The durable consumer, from now until the end."""
    await jetstream.add_consumer(consumer.stream, consumer.config())
    yield consumer
    await jetstream.delete_consumer(consumer.stream, consumer.name)
