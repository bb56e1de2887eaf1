"""The edge of registration: a signup is taken when the bus has it, and not before."""

import logging
from datetime import datetime
from uuid import uuid4

from services.registration import domain
from services.registration.conferences import Conferences
from services.registration.ports import Handled, Progress, SignupBus, SignupStore
from shared.contracts.registration import Signup, SignupReceived
from shared.events import FrozenEvent, Producer
from shared.outcomes import Unavailable

log = logging.getLogger(__name__)


class OtherBody(Exception):
    """An idempotency key came back with something else to say."""


class Refused(Exception):
    """Nobody can sign up for this conference."""


class SignupDesk:
    """Takes signups, and tells how far they got."""

    def __init__(self, conferences: Conferences, store: SignupStore, bus: SignupBus, producer: Producer) -> None:
        self._conferences, self._store, self._bus, self._producer = conferences, store, bus, producer

    async def take(
        self, signup: Signup, *, key: str | None, traceparent: str | None, at: datetime | None = None
    ) -> str:
        """Put a signup on the bus; returns its id. `at`: when they signed up elsewhere, their place in the queue.

        Raises Refused, OtherBody, Unavailable.
        """
        id = domain.signup_id(signup.conference, key) if key else str(uuid4())
        print_of_this = domain.fingerprint(signup)
        if key and (handled := await self._store.handled(id)):
            # The answer to a retry stays the same, also when signups have closed since.
            _same(handled.fingerprint, print_of_this)
            return id
        reason = domain.refusal(await self._conferences.get(signup.conference))
        if reason:
            raise Refused(reason)
        event = self._producer.first(
            SignupReceived,
            id=id,
            conference=signup.conference,
            subject=id,
            data=signup,
            traceparent=traceparent,
            at=at,
        )
        receipt = await self._bus.publish_first(FrozenEvent.of(event))
        if receipt.duplicate:
            _same(await self._print_of_the_first(event), print_of_this)
        log.info("signup taken", extra={"event_id": id})
        return id

    async def progress(self, id: str) -> Handled | None:
        """How far a signup got; None if there is none of this id. Raises Unavailable."""
        if handled := await self._store.handled(id):
            return handled
        for slug in await self._conferences.known():
            body = await self._bus.last_on_subject(SignupReceived.stream, _address(slug, id))
            if body is not None:
                return Handled(domain.fingerprint(SignupReceived.parse(body).data), Progress.RECEIVED, conference=slug)
        # It may have left the queue between the two looks.
        return await self._store.handled(id)

    async def _print_of_the_first(self, event: SignupReceived) -> str:
        first = await self.progress(event.id)
        if first is None:
            raise Unavailable("the first signup with this key is between the queue and the store")
        return first.fingerprint


def _address(conference: str, id: str) -> str:
    return f"{SignupReceived.family.format(conference=conference)}.{SignupReceived.kind}.{id}"


def _same(first: str, this: str) -> None:
    # Empty: whoever it was is erased, and what they said with them.
    if first and first != this:
        raise OtherBody
