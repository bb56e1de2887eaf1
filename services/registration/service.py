"""What registration does with signups: takes them at the edge, makes participants of them."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from uuid import uuid4

from services.registration import domain
from services.registration.conferences import Conferences
from services.registration.ports import Handled, Known, Progress, SignupBus, SignupStore
from shared.contracts.registration import Conference, Signup, SignupReceived
from shared.events import FrozenEvent, Producer
from shared.outcomes import Done, Outcome, Unavailable

log = logging.getLogger(__name__)


class OtherBody(Exception):
    """An idempotency key came back with something else to say."""


class Refused(Exception):
    """Nobody can sign up for this conference."""


class SignupDesk:
    """The edge: a signup is taken when the bus has it, and not before."""

    def __init__(self, conferences: Conferences, store: SignupStore, bus: SignupBus, producer: Producer) -> None:
        self._conferences, self._store, self._bus, self._producer = conferences, store, bus, producer

    async def take(self, signup: Signup, *, key: str | None, traceparent: str | None) -> str:
        """Put a signup on the bus; returns its id. Raises Refused, OtherBody, Unavailable."""
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
                return Handled(domain.fingerprint(SignupReceived.parse(body).data), Progress.RECEIVED)
        # It may have left the queue between the two looks.
        return await self._store.handled(id)

    async def _print_of_the_first(self, event: SignupReceived) -> str:
        first = await self.progress(event.id)
        if first is None:
            raise Unavailable("the first signup with this key is between the queue and the store")
        return first.fingerprint


class Registrar:
    """The worker: each signup becomes a participant, a mail to one who is known already, or a refusal."""

    def __init__(self, conferences: Conferences, store: SignupStore, producer: Producer) -> None:
        self._conferences, self._store, self._producer = conferences, store, producer

    async def receive(self, signups: Sequence[SignupReceived]) -> list[Outcome]:
        """Handle a batch: one write for all new participants; the others, who are few, one by one."""
        refusals = await self._refusals(signups)
        welcome = [signup for signup, reason in zip(signups, refusals, strict=True) if reason is None]
        participants = [domain.register(signup, self._producer) for signup in welcome]
        known = iter(zip(participants, await self._store.add(participants), strict=True))
        return list(
            await asyncio.gather(
                *(
                    self._refuse(signup, reason) if reason else self._outcome(*next(known))
                    for signup, reason in zip(signups, refusals, strict=True)
                )
            )
        )

    async def _refusals(self, signups: Sequence[SignupReceived]) -> list[str | None]:
        """Why each is refused, or None. A refusal is for good, so none is made on a copy that may be old."""
        reasons = _reasons(signups, await self._conferences.known())
        return _reasons(signups, await self._conferences.current()) if any(reasons) else reasons

    async def _outcome(self, participant: domain.Participant, known: Known | None) -> Outcome:
        if known is None:
            return Done(participant.events)
        if known.id == participant.id:
            return Done(known.events, again=True)
        return await self._repeat(participant, known)

    async def _repeat(self, participant: domain.Participant, known: Known) -> Outcome:
        signup = participant.signup
        due = await self._store.claim_link(known.id, signup.id, self._producer.clock())
        events = (domain.repeat(signup, known.id, self._producer),) if due else ()
        frozen = await self._store.add_repeat(signup, participant.fingerprint, known.id, events)
        return Done(frozen, again=True)

    async def _refuse(self, signup: SignupReceived, reason: str) -> Outcome:
        await self._store.refuse(signup, domain.fingerprint(signup.data), reason)
        return Done()


def _reasons(signups: Sequence[SignupReceived], conferences: Mapping[str, Conference]) -> list[str | None]:
    return [domain.refusal(conferences.get(signup.conference)) for signup in signups]


def _address(conference: str, id: str) -> str:
    return f"{SignupReceived.family.format(conference=conference)}.{SignupReceived.kind}.{id}"


def _same(first: str, this: str) -> None:
    if first != this:
        raise OtherBody
