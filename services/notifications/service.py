"""Sending each message once: claim, send, mark. What is cut in between is told, never silently doubled."""

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

from opentelemetry.trace import SpanKind, TraceFlags, get_current_span

from services.notifications import domain
from services.notifications.domain import Delivery, Doubtful, NotSent, Refused, Sent, State, WhenDoubtful
from services.notifications.ports import Claim, Claimed, Mailer, MessageStore, Result
from shared.contracts.envelope import CloudEvent
from shared.contracts.notifications import (
    Message,
    MessageFailed,
    MessageSent,
    MessageUnknown,
    Template,
    UnsentMessage,
)
from shared.events import FrozenEvent, Producer
from shared.outcomes import Done, Outcome, Retry
from shared.telemetry.metrics import MAILS
from shared.telemetry.traces import span

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Order:
    """A mail to be sent because of an event."""

    cause: CloudEvent[Any]
    template: Template
    compose: Callable[[str], EmailMessage]
    """From the Message-ID to the mail."""


class Courier:
    """Sends the mails that events ask for."""

    def __init__(self, store: MessageStore, mailer: Mailer, producer: Producer, *, owner: str, host: str) -> None:
        self._store, self._mailer, self._producer = store, mailer, producer
        self._owner, self._host = owner, host
        self._handed_over: set[str] = set()
        """Messages this process may have handed over without having marked them."""
        self._sent_again: set[str] = set()
        """Messages that were in doubt and go out once more. A second doubt is told: there must be an end."""

    async def deliver(self, orders: Sequence[Order]) -> list[Outcome]:
        """Send a batch. One outcome for each order."""
        claims = [self._claim(order) for order in orders]
        found = await self._store.claim(claims)
        outcomes: dict[str, Outcome] = {}
        ours: list[tuple[Order, Claim]] = []
        for order, claim, earlier in zip(orders, claims, found, strict=True):
            outcome = None if earlier is None else await self._settled(order, claim, earlier)
            if outcome is None:
                ours.append((order, claim))
            else:
                outcomes[claim.key] = outcome
        outcomes |= await self._send(ours)
        return [outcomes[claim.key] for claim in claims]

    async def _settled(self, order: Order, claim: Claim, earlier: Claimed) -> Outcome | None:
        """What follows from a message somebody claimed before; None if it is to be sent now."""
        if earlier.event is not None:
            return Done((earlier.event,), again=True)
        if earlier.owner == self._owner and claim.key not in self._handed_over:
            return None  # claimed by this process, which then never got to send it
        if claim.at - earlier.at < timedelta(seconds=domain.LEASE):
            return Retry("somebody is sending it, or was a moment ago")
        if domain.POLICY[order.template] is WhenDoubtful.SEND_AGAIN:
            mine = await self._store.take_over(claim, earlier.owner, earlier.at)
            return None if mine else Retry("somebody else is sending it")
        result = self._result(order, claim, Doubtful("the sender died while sending"))
        await self._store.mark([result])
        _tell(order, result)
        return Done((result.event,))

    async def _send(self, ours: Sequence[tuple[Order, Claim]]) -> dict[str, Outcome]:
        deliveries = await asyncio.gather(*(self._hand_over(order, claim) for order, claim in ours))
        outcomes: dict[str, Outcome] = {}
        results: list[Result] = []
        for (order, claim), delivery in zip(ours, deliveries, strict=True):
            if isinstance(delivery, NotSent) or (isinstance(delivery, Doubtful) and self._goes_again(order, claim)):
                outcomes[claim.key] = Retry(delivery.reason)
                continue
            results.append(self._result(order, claim, delivery))
            _tell(order, results[-1])
            outcomes[claim.key] = Done((results[-1].event,))
        if outcomes_to_release := [key for key, outcome in outcomes.items() if isinstance(outcome, Retry)]:
            await self._store.release(outcomes_to_release, self._owner)
            self._handed_over.difference_update(outcomes_to_release)
        if results:
            await self._store.mark(results)
            self._handed_over.difference_update(result.key for result in results)
            self._sent_again.difference_update(result.key for result in results)
        return outcomes

    def _goes_again(self, order: Order, claim: Claim) -> bool:
        """Whether this mail in doubt is to be sent once more."""
        if domain.POLICY[order.template] is not WhenDoubtful.SEND_AGAIN or claim.key in self._sent_again:
            return False
        self._sent_again.add(claim.key)
        return True

    async def _hand_over(self, order: Order, claim: Claim) -> Delivery:
        try:
            message = order.compose(domain.message_id(claim.key, self._host))
        except ValueError as unfit:
            return Refused(f"no mail can be made of it: {type(unfit).__name__}")
        self._handed_over.add(claim.key)
        with _dialogue(order):
            delivery = await self._mailer.send(message)
            get_current_span().set_attribute("mail.delivery", type(delivery).__name__.lower())
        return delivery

    def _claim(self, order: Order) -> Claim:
        return Claim(
            key=domain.message_key(order.cause.id, order.template),
            cause=order.cause.id,
            participant=order.cause.subject,
            conference=order.cause.conference,
            template=order.template,
            owner=self._owner,
            at=self._producer.clock(),
        )

    def _result(self, order: Order, claim: Claim, delivery: Sent | Refused | Doubtful) -> Result:
        state, kind = _STATES[type(delivery)]
        facts: dict[str, Any] = {
            "participant": claim.participant,
            "template": order.template,
            "message_id": domain.message_id(claim.key, self._host),
        }
        reason = None if isinstance(delivery, Sent) else delivery.reason
        data = Message(**facts) if reason is None else UnsentMessage(**facts, reason=reason[:300])
        event = self._producer.following(
            kind, order.cause, subject=claim.key, data=data, discriminator=str(order.template)
        )
        return Result(claim.key, state, reason, FrozenEvent.of(event))


@contextmanager
def _dialogue(order: Order) -> Iterator[None]:
    """A span around the way to the mail server, where the trace is recorded; costs nothing elsewhere."""
    traceparent = order.cause.traceparent
    if traceparent is None or not int(traceparent[-2:], 16) & TraceFlags.SAMPLED:
        yield
        return
    with span("mail send", traceparent, SpanKind.CLIENT) as current:
        current.set_attribute("cloudevents.event_id", order.cause.id)
        current.set_attribute("mail.template", order.template)
        yield


def _tell(order: Order, result: Result) -> None:
    MAILS.labels(order.template, result.state).inc()
    log.info("%s mail %s", order.template, result.state, extra=_trail(order))


def _trail(order: Order) -> dict[str, str]:
    trail = {"event_id": order.cause.id, "correlation_id": order.cause.correlationid}
    return trail if order.cause.traceparent is None else trail | {"trace_id": order.cause.traceparent.split("-")[1]}


_STATES: Mapping[type, tuple[State, Any]] = {
    Sent: (State.SENT, MessageSent),
    Refused: (State.FAILED, MessageFailed),
    Doubtful: (State.UNKNOWN, MessageUnknown),
}
