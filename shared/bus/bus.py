"""One service's side of the bus: declare what it reads and says, start, watch, drain."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from faststream.nats import NatsBroker
from faststream.specification import AsyncAPI
from nats.aio.msg import Msg
from nats.js.client import JetStreamContext
from nats.js.errors import NotFoundError

from shared.bus.connection import make_broker
from shared.bus.consume import BatchConsumer, UseCase
from shared.bus.dead_letters import DeadLetters
from shared.bus.forget import Forgetting
from shared.bus.provision import _CONSUMER_FIELDS, Drift, differences
from shared.bus.publish import Publisher
from shared.bus.pull import PullingJetStream
from shared.bus.topology import Consumer
from shared.contracts.envelope import CloudEvent
from shared.events import FrozenEvent
from shared.outcomes import Receipt, Unavailable
from shared.telemetry import metrics

log = logging.getLogger(__name__)

HandlerT = TypeVar("HandlerT", bound=UseCase[Any])
WATCH_EVERY = 10.0
"""Seconds between two looks at the consumers."""


class Bus:
    """Wraps a FastStream broker with the rules all services share."""

    def __init__(self, service: str, url: str) -> None:
        self.service = service
        self.broker: NatsBroker = make_broker(service, url)
        self._consumers: list[BatchConsumer] = []
        self._heard: dict[str, Callable[[str], None]] = {}
        self._publisher: Publisher | None = None
        self._forgetting: Forgetting | None = None
        self._jetstream: JetStreamContext | None = None

    def consumes(self, consumer: Consumer) -> Callable[[HandlerT], HandlerT]:
        """Declare the handler of a durable consumer: events in, one outcome each out."""

        def register(handler: HandlerT) -> HandlerT:
            batches = BatchConsumer(consumer, handler)
            batches.subscribe(self.broker)
            self._consumers.append(batches)
            return handler

        return register

    def hears(self, subject: str, heard: Callable[[str], None]) -> None:
        """Call with the subject of whatever passes while this process is connected. Nothing is kept or repeated."""
        self._heard[subject] = heard

    def says(self, kinds: Sequence[type[CloudEvent[Any]]]) -> None:
        """Declare the events this service publishes, so that AsyncAPI shows them."""
        for kind in kinds:
            self.broker.publisher(kind.channel(), schema=kind, title=kind.kind, description=kind.__doc__)

    @property
    def publisher(self) -> Publisher:
        """The way out. Raises Unavailable before the first connection."""
        if self._publisher is None:
            raise Unavailable("the bus is not connected yet")
        return self._publisher

    @property
    def forgetting(self) -> Forgetting:
        """The way to make a stream forget. Raises Unavailable before the first connection."""
        if self._forgetting is None:
            raise Unavailable("the bus is not connected yet")
        return self._forgetting

    async def publish_first(self, event: FrozenEvent) -> Receipt:
        """See Publisher. Raises Unavailable, also before the first connection."""
        return await self.publisher.publish_first(event)

    async def publish_all(self, events: Sequence[FrozenEvent], *, again: bool = False) -> None:
        """Publish and wait for every PubAck; `again`: some may be on the bus already. Raises Unavailable."""
        publish = self.publisher.publish_again if again else self.publisher.publish
        problems = [receipt.problem for receipt in await publish(events) if not receipt.stored]
        if problems:
            raise Unavailable(f"the bus did not confirm {len(problems)} events: {problems[0]}")

    async def last_on_subject(self, stream: str, address: str) -> bytes | None:
        """See Publisher. Raises Unavailable, also before the first connection."""
        return await self.publisher.last_on_subject(stream, address)

    @property
    def connected(self) -> bool:
        """Whether the server is there now."""
        return self._jetstream is not None and self._jetstream._nc.is_connected

    async def connect(self) -> None:
        """Connect; waits for a server that is away. Publishing works from here on."""
        client = await self.broker.connect()
        self._jetstream = PullingJetStream(client, timeout=5.0)
        self.broker.config.connection_state.connect(client, self._jetstream)
        self._publisher = Publisher(client)
        self._forgetting = Forgetting(client)
        dead_letters = DeadLetters(client)
        for batches in self._consumers:
            batches.connect(self._publisher, dead_letters)
        for subject, heard in self._heard.items():
            await client.subscribe(subject, cb=_subject_to(heard))

    async def start(self) -> None:
        """Check the consumers and begin to read. Raises Drift if one is missing or not as this version needs it."""
        await self.check()
        await self.broker.start()

    async def check(self) -> None:
        """Raise Drift if a consumer is missing or differs; count what waits in each."""
        assert self._jetstream, "connect() comes first"
        for batches in self._consumers:
            name = batches.consumer.name
            try:
                info = await self._jetstream.consumer_info(batches.consumer.stream, name)
            except NotFoundError as missing:
                raise Drift(f"consumer {name} does not exist; run python -m shared.bus.provision") from missing
            problems = differences(batches.consumer.config(), info.config, _CONSUMER_FIELDS)
            if problems:
                raise Drift(f"consumer {name}: {'; '.join(problems)}")
            metrics.PENDING.labels(name).set(info.num_pending or 0)
            metrics.IN_FLIGHT.labels(name).set(info.num_ack_pending or 0)

    async def watch(self) -> None:
        """Look after the consumers for ever. Raises Drift: reading from a consumer that is gone is silence."""
        while True:
            await asyncio.sleep(WATCH_EVERY)
            try:
                await self.check()
            except Drift:
                raise
            except Exception as away:
                log.warning("bus: cannot look at the consumers: %s", type(away).__name__)

    async def stop(self) -> None:
        """Answer the batches at hand, hand the rest back, close."""
        await asyncio.gather(*(batches.drain() for batches in self._consumers))
        try:
            await asyncio.wait_for(self.broker.stop(), timeout=5)
        except Exception as failure:  # stopping during an outage raises; there is nothing left to lose
            log.warning("bus: stopped while away: %s", type(failure).__name__)

    def asyncapi(self, version: str) -> AsyncAPI:
        """The AsyncAPI 3 document of this service."""
        return AsyncAPI(
            self.broker,
            title=f"Desire Path {self.service}",
            version=version,
            description=f"The events {self.service} reads and says.",
            schema_version="3.0.0",
        )


def _subject_to(heard: Callable[[str], None]) -> Callable[[Msg], Awaitable[None]]:
    async def tell(message: Msg) -> None:
        heard(message.subject)

    return tell
