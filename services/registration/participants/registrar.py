"""The worker: each signup becomes a participant, waits for its owner's word, or is refused."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

from services.registration import domain
from services.registration.conferences import Conferences
from services.registration.participants import people
from services.registration.participants.life import Deed, State, check
from services.registration.participants.person import CONFIRM_WITHIN, Change, ConsentEntry, Person, told_after
from services.registration.ports import (
    ChangedMeanwhile,
    HeldSignup,
    Known,
    Newcomer,
    NoPlace,
    PeopleStore,
    SignupStore,
)
from shared.contracts.registration import Conference, Purpose, SignupReceived
from shared.events import FrozenEvent, Producer
from shared.outcomes import Done, Outcome, Retry
from shared.tokens import Act, Tokens

_RENEWED = (State.INTERESTED, State.CANCELLED)
"""Whoever is here and signs up starts anew, as the same participant; anybody else's second signup is held."""


class Registrar:
    """Handles signups from the queue."""

    def __init__(
        self, conferences: Conferences, store: PeopleStore, signups: SignupStore, producer: Producer, tokens: Tokens
    ) -> None:
        self._conferences, self._people, self._signups = conferences, store, signups
        self._producer, self._tokens = producer, tokens

    async def receive(self, signups: Sequence[SignupReceived]) -> list[Outcome]:
        """Handle a batch: one write for all new participants; the others, who are few, one by one."""
        known, reasons = await self._refusals(signups)
        outcomes: dict[str, Outcome] = {signup.id: Done() for signup in signups}
        welcome: dict[str, list[SignupReceived]] = {}
        for signup, reason in zip(signups, reasons, strict=True):
            if reason is None:
                welcome.setdefault(signup.conference, []).append(signup)
            else:
                await self._signups.refuse(signup, domain.fingerprint(signup.data), reason)
        for slug, group in welcome.items():
            handled = await self._arrive(known[slug], group)
            outcomes |= zip((signup.id for signup in group), handled, strict=True)
        return [outcomes[signup.id] for signup in signups]

    async def _arrive(self, conference: Conference, signups: Sequence[SignupReceived]) -> list[Outcome]:
        to = State.PENDING if conference.double_opt_in else State.CONFIRMED
        newcomers = [self._newcomer(signup, to) for signup in signups]
        if conference.double_opt_in:
            written = await self._people.add(newcomers)
        else:
            written = await self._people.admit(
                conference.slug, newcomers, lambda one: self._newcomer(one.signup, State.WAITLISTED)
            )
        return await asyncio.gather(*(self._outcome(new, one, to) for new, one in zip(newcomers, written, strict=True)))

    async def _outcome(self, newcomer: Newcomer, written: Newcomer | None, to: State) -> Outcome:
        if written is not None:
            return Done(written.frozen)
        known = await self._people.who_has(newcomer.signup)
        if known.events is not None:
            return Done(known.events, again=True)
        if known.person.state in _RENEWED:
            # Who cancelled has said no: anybody can write their address, and only they can say yes again.
            said_no = known.person.state is State.CANCELLED
            return await self._renew(known.person, newcomer.signup, State.PENDING if said_no else to)
        return await self._repeat(newcomer, known)

    def _newcomer(self, signup: SignupReceived, to: State, before: Person | None = None) -> Newcomer:
        """What a signup makes of somebody nobody knew, or of whom registration knew `before`."""
        if before:
            check(before.state, Deed.SIGN_UP, to)
        person = _person(signup, to, before)
        tell = told_after(self._producer, signup)
        change = people.sign_up(person, tell, self._tokens, self._producer.clock())
        change = Change(before or person, change.after, change.events)
        frozen = tuple(FrozenEvent.of(event) for event in change.events)
        return Newcomer(signup, domain.fingerprint(signup.data), change, frozen)

    async def _renew(self, before: Person, signup: SignupReceived, to: State) -> Outcome:
        for state in (to, State.WAITLISTED):
            newcomer = self._newcomer(signup, state, before)
            try:
                await self._people.save(newcomer.change, because=newcomer)
            except NoPlace:
                continue
            except ChangedMeanwhile:
                return Retry("the participant is being changed")
            # "Again" because of the contact they had before, which this one takes the place of.
            return Done(newcomer.frozen, again=True)
        return Retry("the places are being changed")

    async def _repeat(self, newcomer: Newcomer, known: Known) -> Outcome:
        signup, person, now = newcomer.signup, known.person, self._producer.clock()
        differs = person.signup is None or not domain.says_the_same(person.signup, signup.data)
        # Not ticking the box takes nothing back; ticking it says something new to who gets no news.
        differs |= domain.wishes_news(signup.data) and not people.wishes(person, Purpose.UPDATES)
        due = await self._signups.claim_link(person.id, signup.id, now)
        pending = person.state is State.PENDING
        if due and pending and not differs:
            # Who has not proven the address is asked to do so once more, and gets no link to anything else.
            due = False
            if not await self._ask_again(person, signup, now):
                return Retry("the participant is being changed")
        event = domain.repeat(signup, person.id, self._producer, held=differs, pending=pending) if due else None
        held = HeldSignup(
            signup,
            newcomer.fingerprint,
            person.id,
            frozen=(FrozenEvent.of(event),) if event else (),
            hashes=tuple(self._tokens.hashes(Act.REVIEW_SIGNUP, event.id)) if event and differs else (),
            until=now + CONFIRM_WITHIN if differs else None,
        )
        return Done(await self._signups.hold(held), again=True)

    async def _ask_again(self, person: Person, signup: SignupReceived, now: datetime) -> bool:
        change = people.ask_again(person, now, told_after(self._producer, signup), self._tokens)
        if any(token.hashes == change.after.tokens[-1].hashes for token in person.tokens):
            return True  # asked when this signup was handled first
        try:
            await self._people.save(change)
        except ChangedMeanwhile:
            return False
        return True

    async def _refusals(self, signups: Sequence[SignupReceived]) -> tuple[Mapping[str, Conference], list[str | None]]:
        """Why each is refused, or None. A refusal is for good, so none is made on a copy that may be old."""
        known = await self._conferences.known()
        reasons = _reasons(signups, known)
        if any(reasons):
            known = await self._conferences.current()
            reasons = _reasons(signups, known)
        return known, reasons


def _person(signup: SignupReceived, to: State, before: Person | None) -> Person:
    data = signup.data
    return Person(
        id=before.id if before else domain.participant_id(signup.id),
        conference=data.conference,
        state=to,
        version=before.version + 1 if before else 1,
        name=data.name,
        email=data.email,
        signup=data,
        signed_up_at=signup.time,
        language=data.language,
        zone=data.zone,
        consents=(
            *(before.consents if before else ()),
            *(ConsentEntry(consent, signup.time) for consent in data.consents),
        ),
        address_confirmed=before.address_confirmed if before else False,
        # Links of earlier mails ask nothing any more, and are to say so.
        tokens=before.tokens if before else (),
        links_revoked_at=before.links_revoked_at if before else None,
    )


def _reasons(signups: Sequence[SignupReceived], conferences: Mapping[str, Conference]) -> list[str | None]:
    return [domain.refusal(conferences.get(signup.conference)) for signup in signups]
