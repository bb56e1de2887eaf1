"""The batch consumer: fetches many, decodes each alone, hands the good ones on as a list, answers each by its outcome.

FastStream fetches and dispatches; decoding and acking are ours, because its batch mode fails all for one (measured:
seven times the rate of a handler per message).
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated, Any, TypeVar

from faststream import AckPolicy
from faststream.nats import JStream, NatsBroker, NatsMessage, PullSub
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js.api import Header
from pydantic import WrapValidator

from shared.bus.connection import inbox_prefix
from shared.bus.dead_letters import DeadLetters
from shared.bus.decode import decode
from shared.bus.publish import Publisher
from shared.bus.pull import Pull
from shared.bus.topology import Consumer
from shared.bus.verdict import answer
from shared.contracts.envelope import CloudEvent
from shared.failures import passes
from shared.outcomes import Done, Outcome, Reject, Retry
from shared.telemetry import metrics
from shared.telemetry.traces import handling

log = logging.getLogger(__name__)

EventT = TypeVar("EventT", bound=CloudEvent[Any])
UseCase = Callable[[Sequence[EventT]], Awaitable[Sequence[Outcome]]]

ATTEMPTS_AT_A_BUG = 5
"""An error nobody foresaw is tried this often, alone, before the message is taken for the culprit."""
HAND_BACK_WITHIN = 2.0
"""Seconds for messages that were under way when the service was told to stop."""


class BatchConsumer:
    """Handles the batches of one durable consumer."""

    def __init__(self, consumer: Consumer, use_case: UseCase[Any]) -> None:
        self.consumer = consumer
        self._use_case = use_case
        self._publisher: Publisher | None = None
        self._dead_letters: DeadLetters | None = None
        self._draining = False
        self._busy = 0
        self._lanes: list[Any] = []
        self._idle = asyncio.Event()
        self._idle.set()

    def connect(self, publisher: Publisher, dead_letters: DeadLetters) -> None:
        """Give it its ways out; called once the bus is connected, before anything is fetched."""
        self._publisher, self._dead_letters = publisher, dead_letters

    async def drain(self) -> None:
        """Start nothing new; return when the batch at hand is answered, and what else came handed back."""
        self._draining = True
        await self._idle.wait()
        # Empty if it never started.
        pulls = [lane.subscription for lane in self._lanes if isinstance(lane.subscription, Pull)]
        try:
            async with asyncio.timeout(HAND_BACK_WITHIN):
                await asyncio.gather(*(pull.wind_up() for pull in pulls))
        except (TimeoutError, NatsError) as away:
            log.warning("%s: could not hand everything back: %s", self.consumer.name, type(away).__name__)

    def subscribe(self, broker: NatsBroker) -> None:
        """Register with FastStream."""
        self._lanes = [self._lane(broker, shown=number == 0) for number in range(self.consumer.lanes)]

    def _lane(self, broker: NatsBroker, *, shown: bool) -> Any:
        """One subscriber. The payload in AsyncAPI is the event, though bytes arrive here."""
        kind = self.consumer.kind
        # The schema of the event, the validation of none: decode() does that, message by message.
        payload: Any = Annotated[kind, WrapValidator(lambda body, _: body)]

        async def receive(body: Any, message: NatsMessage) -> None:  # noqa: ARG001 - its type is the schema
            raw: Any = message.raw_message  # with batch=True a list of messages
            await self.handle(raw)

        receive.__annotations__["body"] = payload
        subscriber = broker.subscriber(
            kind.filter(),
            durable=self.consumer.name,
            stream=JStream(self.consumer.stream, declare=False),
            config=self.consumer.config(),
            pull_sub=PullSub(batch_size=self.consumer.batch, timeout=self.consumer.wait, batch=True),
            decoder=_as_bytes,
            ack_policy=AckPolicy.MANUAL,
            inbox_prefix=f"{inbox_prefix(self.consumer.service)}.".encode(),  # nats-py adds no dot here
            title=self.consumer.name,
            description=kind.__doc__,
            include_in_schema=shown,
        )
        subscriber(receive)
        return subscriber

    async def handle(self, messages: Sequence[Msg]) -> None:
        """Answer every message of a batch, each by its own outcome."""
        if self._draining:
            await asyncio.gather(*(message.nak() for message in messages), return_exceptions=True)
            return
        self._busy += 1
        self._idle.clear()
        alive = asyncio.create_task(self._stay_alive(messages))
        try:
            await self._handle(messages)
        except Exception:
            # FastStream would pass over it in silence. What was not answered comes back after ack_wait.
            log.exception("%s: a batch was left unanswered", self.consumer.name)
        finally:
            alive.cancel()
            self._busy -= 1
            if not self._busy:
                self._idle.set()

    async def _stay_alive(self, messages: Sequence[Msg]) -> None:
        """Tell the server that slow work is under way, so that it gives it to nobody else."""
        while True:
            await asyncio.sleep(self.consumer.ack_wait / 3)
            waiting = [message.in_progress() for message in messages if not message.is_acked]
            await asyncio.gather(*waiting, return_exceptions=True)

    async def _handle(self, messages: Sequence[Msg]) -> None:
        decoded = [decode(self.consumer.kind, message.subject, message.data) for message in messages]
        good = [
            (message, event) for message, event in zip(messages, decoded, strict=True) if not isinstance(event, Reject)
        ]
        outcomes: list[tuple[Msg, Outcome]] = [
            (message, event) for message, event in zip(messages, decoded, strict=True) if isinstance(event, Reject)
        ]
        with handling(self.consumer.name, [event for _, event in good]) as events:
            results = await self._run(events, [message for message, _ in good])
        outcomes += zip((message for message, _ in good), results, strict=True)
        await self._answer(outcomes)

    async def _run(self, events: Sequence[Any], messages: Sequence[Msg]) -> Sequence[Outcome]:
        if not events:
            return []
        try:
            outcomes = await self._use_case(events)
            if len(outcomes) != len(events):
                raise RuntimeError(f"{len(outcomes)} outcomes for {len(events)} events")  # noqa: TRY301
            return outcomes
        except Exception as failure:
            if passes(failure):
                log.warning("%s: %s, trying again later", self.consumer.name, type(failure).__name__)
                return [Retry(type(failure).__name__)] * len(events)
            log.exception("%s: unforeseen", self.consumer.name, extra={"batch": len(events)})
            if len(events) == 1:
                name = type(failure).__name__
                return [
                    Reject(f"unforeseen {name}")
                    if messages[0].metadata.num_delivered >= ATTEMPTS_AT_A_BUG
                    else Retry(name)
                ]
        # One of them upset the batch; alone, it harms nobody.
        alone = [await self._run([event], [message]) for event, message in zip(events, messages, strict=True)]
        return [outcome for outcomes in alone for outcome in outcomes]

    async def _answer(self, outcomes: Sequence[tuple[Msg, Outcome]]) -> None:
        assert self._publisher, "connect() comes first"
        done = [(message, outcome) for message, outcome in outcomes if isinstance(outcome, Done)]
        rest = [(message, outcome) for message, outcome in outcomes if not isinstance(outcome, Done)]
        rest += await self._settle([pair for pair in done if not pair[1].again], self._publisher.publish)
        rest += await self._settle([pair for pair in done if pair[1].again], self._publisher.publish_again)
        await asyncio.gather(*(self._refuse(message, outcome) for message, outcome in rest))

    async def _settle(
        self, done: Sequence[tuple[Msg, Done]], publish: Callable[..., Awaitable[list[Any]]]
    ) -> list[tuple[Msg, Retry]]:
        """Publish what follows, ack whose events are all confirmed, return the others."""
        receipts = iter(await publish([event for _, outcome in done for event in outcome.events]))
        unsettled: list[tuple[Msg, Retry]] = []
        for message, outcome in done:
            stored = [next(receipts).stored for _ in outcome.events]
            if all(stored):
                await message.ack()
            else:
                unsettled.append((message, Retry("a following event was not confirmed")))
        metrics.HANDLED.labels(self.consumer.name, "done").inc(len(done) - len(unsettled))
        return unsettled

    async def _refuse(self, message: Msg, outcome: Retry | Reject) -> None:
        assert self._dead_letters, "connect() comes first"
        metrics.HANDLED.labels(self.consumer.name, type(outcome).__name__.lower()).inc()
        log.warning(
            "%s: %s",
            type(outcome).__name__.lower(),
            outcome.reason,
            extra={
                "consumer": self.consumer.name,
                "sequence": message.metadata.sequence.stream,
                "event_id": (message.headers or {}).get(Header.MSG_ID, "")[:64],
            },
        )
        try:
            await answer(message, outcome, self.consumer, self._dead_letters)
        except Exception as failure:
            # Unanswered, it comes back after ack_wait.
            log.warning("no answer given: %s", type(failure).__name__, extra={"consumer": self.consumer.name})


async def _as_bytes(message: Any) -> list[bytes]:
    return [one.data for one in message.raw_message]
