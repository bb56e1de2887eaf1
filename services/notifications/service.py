"""Sending each message once: claim, send, mark. What is cut in between is told, never silently doubled."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

from services.notifications import domain, trails
from services.notifications.domain import (
    Cancelled,
    Delivery,
    Doubtful,
    Erased,
    NotSent,
    Refused,
    Sent,
    State,
    Suppressed,
    WhenDoubtful,
)
from services.notifications.ports import Claim, Claimed, ContactStore, Mailer, MessageStore, Result
from shared.contracts.envelope import CloudEvent
from shared.contracts.notifications import (
    Message,
    MessageFailed,
    MessageSent,
    MessageSuppressed,
    MessageUnknown,
    Template,
    UnsentMessage,
)
from shared.events import FrozenEvent, Producer
from shared.outcomes import Done, Outcome, Retry


@dataclass(frozen=True, slots=True)
class Order:
    """A mail to be sent because of an event."""

    cause: CloudEvent[Any]
    template: Template
    compose: Callable[[str], EmailMessage]
    """From the Message-ID to the mail."""
    version: int | None = None
    """Which state of the participant it speaks of; None where it stays true whatever they do."""


class Courier:
    """Sends the mails that events ask for."""

    def __init__(
        self,
        store: MessageStore,
        contacts: ContactStore,
        mailer: Mailer,
        producer: Producer,
        *,
        owner: str,
        host: str,
    ) -> None:
        self._store, self._contacts, self._mailer, self._producer = store, contacts, mailer, producer
        self._owner, self._host = owner, host
        self._in_hand: set[str] = set()
        """Messages this process is busy with. An event that comes twice may be handled twice at the same time."""
        self._handed_over: set[str] = set()
        """Messages this process may have handed over without having marked them."""
        self._sent_again: set[str] = set()
        """Messages that were in doubt and go out once more. A second doubt is told: there must be an end."""

    async def deliver(self, orders: Sequence[Order]) -> list[Outcome]:
        """Send a batch. One outcome for each order."""
        claims = [self._claim(order) for order in orders]
        free = {claim.key: (order, claim) for order, claim in zip(orders, claims, strict=True)}
        for key in self._in_hand & free.keys():
            del free[key]
        self._in_hand |= free.keys()
        try:
            outcomes = await self._deliver(list(free.values()))
        finally:
            self._in_hand -= free.keys()
        return [outcomes.get(claim.key, Retry("it is being sent")) for claim in claims]

    async def forget(self, participants: Collection[str]) -> None:
        """Keep no message to people who are erased."""
        await self._store.forget(list(participants))

    async def _deliver(self, orders: Sequence[tuple[Order, Claim]]) -> dict[str, Outcome]:
        found = await self._store.claim([claim for _, claim in orders])
        outcomes: dict[str, Outcome] = {}
        ours: list[tuple[Order, Claim]] = []
        for (order, claim), earlier in zip(orders, found, strict=True):
            outcome = None if earlier is None else await self._settled(order, claim, earlier)
            if outcome is None:
                ours.append((order, claim))
            else:
                outcomes[claim.key] = outcome
        # Somebody may be erased while a mail to them is made. After the claim is the moment to look: whoever erases
        # leaves a note before deleting what is claimed, so either this sees the note, or they delete this claim.
        gone = await self._contacts.gone([claim.participant for _, claim in ours]) if ours else {}
        erased = {participant for participant, one in gone.items() if isinstance(one, Erased)}
        if erased:
            await self.forget(erased)
        outcomes |= {claim.key: Done() for _, claim in ours if claim.participant in erased}
        return outcomes | await self._send([one for one in ours if one[1].participant not in erased], gone)

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
        trails.tell(order.cause, order.template, result.state)
        return Done((result.event,))

    async def _send(
        self, ours: Sequence[tuple[Order, Claim]], gone: Mapping[str, Erased | Cancelled]
    ) -> dict[str, Outcome]:
        deliveries = await asyncio.gather(
            *(self._hand_over(order, claim, gone.get(claim.participant)) for order, claim in ours)
        )
        outcomes: dict[str, Outcome] = {}
        results: list[Result] = []
        for (order, claim), delivery in zip(ours, deliveries, strict=True):
            if isinstance(delivery, NotSent) or (isinstance(delivery, Doubtful) and self._goes_again(order, claim)):
                outcomes[claim.key] = Retry(delivery.reason)
                continue
            results.append(self._result(order, claim, delivery))
            trails.tell(order.cause, order.template, results[-1].state)
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

    async def _hand_over(self, order: Order, claim: Claim, gone: Erased | Cancelled | None) -> Delivery:
        if isinstance(gone, Cancelled) and order.version is not None and order.version < gone.version:
            return Suppressed("they cancelled since")
        try:
            message = order.compose(domain.message_id(claim.key, self._host))
        except ValueError as unfit:
            return Refused(f"no mail can be made of it: {type(unfit).__name__}")
        self._handed_over.add(claim.key)
        with trails.dialogue(order.cause, order.template):
            delivery = await self._mailer.send(message)
            trails.ended(delivery)
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

    def _result(self, order: Order, claim: Claim, delivery: Sent | Refused | Doubtful | Suppressed) -> Result:
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


_STATES: Mapping[type, tuple[State, Any]] = {
    Sent: (State.SENT, MessageSent),
    Refused: (State.FAILED, MessageFailed),
    Doubtful: (State.UNKNOWN, MessageUnknown),
    Suppressed: (State.SUPPRESSED, MessageSuppressed),
}
