"""What each deed makes of a participant: rules only, no bus, no database, no clock."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from services.registration import domain
from services.registration.participants import life
from services.registration.participants.life import Deed, State
from services.registration.participants.person import (
    CONFIRM_WITHIN,
    Change,
    ConsentEntry,
    Person,
    Tell,
    contact_of,
    used,
    with_token,
)
from shared.contracts.envelope import CloudEvent
from shared.contracts.registration import (
    Cancellation,
    ChangedWishes,
    Consent,
    ContactChanged,
    Deadline,
    Ending,
    Fact,
    Interest,
    Part,
    ParticipantCancelled,
    ParticipantErased,
    ParticipantInterested,
    ParticipantOffered,
    ParticipantPending,
    ParticipantRegistered,
    ParticipantWaitlisted,
    ParticipantWishesChanged,
    Purpose,
    Signup,
)
from shared.tokens import Act, Tokens

IMPORTED = "import"
"""The source of a consent that is in an organiser's list."""


def confirm(person: Person, tell: Tell, *, place: bool) -> Change:
    """The owner of the address confirms the signup: a place where one is free, the queue where none is."""
    to = State.CONFIRMED if place else State.WAITLISTED
    return _arrive(used(proven(person), Act.CONFIRM_SIGNUP, Act.REVIEW_SIGNUP), Deed.CONFIRM, to, tell)


def offer(person: Person, until: datetime, tell: Tell, tokens: Tokens) -> Change:
    """A place became free and is held for them."""
    life.check(person.state, Deed.OFFER)
    after = replace(person, state=State.OFFERED, version=person.version + 1, offer_until=until)
    event = tell(ParticipantOffered, person.id, Deadline(version=after.version, until=until))
    return Change(person, with_token(after, Act.ANSWER_OFFER, event, until, tokens), (event,))


def accept(person: Person, tell: Tell) -> Change:
    """They take the place that is held for them."""
    return _arrive(used(proven(person), Act.ANSWER_OFFER), Deed.ACCEPT, State.CONFIRMED, tell)


def end(person: Person, deed: Deed, tell: Tell) -> Change:
    """They cancel, decline, or let an offer pass. Once cancelled, nothing changes any more."""
    life.check(person.state, deed)
    if person.state is State.CANCELLED:
        return Change(person, person, ())
    reason = {Deed.DECLINE: Ending.DECLINED, Deed.EXPIRE: Ending.EXPIRED}.get(deed, Ending.ASKED)
    # Whoever let an offer pass did not use its link, and is to read that the time for it is over.
    unused = Act.ANSWER_OFFER if deed is Deed.EXPIRE else None
    after = replace(
        used(person, *(act for act in Act if act is not unused)),
        state=State.CANCELLED,
        version=person.version + 1,
        offer_until=None,
        proposal=None,
    )
    never_signed_up = person.state is State.INTERESTED
    data = Cancellation(version=after.version, reason=reason, only_interested=never_signed_up)
    return Change(person, after, (tell(ParticipantCancelled, person.id, data),))


def change_signup(person: Person, signup: Signup, tell: Tell) -> Change:
    """They say something else about themselves. The address stays; changing that takes its new owner's word."""
    life.check(person.state, Deed.CHANGE)
    assert person.signup
    # What an organiser's own form asked, no other form asks again: it stays unless it is answered anew.
    stays = {"email": person.email, "conference": person.conference, "answers": signup.answers or person.signup.answers}
    signup = signup.model_copy(update={**stays, "consents": ()})
    if signup == person.signup.model_copy(update={"consents": ()}):
        return Change(person, person, ())
    after = replace(
        person,
        version=person.version + 1,
        name=signup.name,
        signup=signup,
        language=signup.language or person.language,
        zone=signup.zone or person.zone,
    )
    events = []
    if contact_of(after, 1) != contact_of(person, 1):
        events.append(tell(ContactChanged, person.id, contact_of(after, after.version)))
    # Who has no place yet has no agenda: their wishes are told when they have one.
    changed = _changed_parts(person.signup, signup)
    if changed and person.state is State.CONFIRMED:
        wishes = domain.wishes(signup, after.version)
        data = ChangedWishes(**{name: getattr(wishes, name) for name in type(wishes).model_fields}, changed=changed)
        events.append(tell(ParticipantWishesChanged, person.id, data))
    return Change(person, after, tuple(events))


def accept_review(person: Person, signup: Signup, tell: Tell, *, place: bool) -> Change:
    """Their second signup takes the place of the first; whoever accepts it from the mail has proven the address."""
    changed = change_signup(used(proven(person), Act.REVIEW_SIGNUP), signup, tell)
    if person.state is not State.PENDING:
        return Change(
            person, replace(changed.after, version=max(changed.after.version, person.version + 1)), changed.events
        )
    confirmed = confirm(changed.after, tell, place=place)
    return Change(person, confirmed.after, (*changed.events, *confirmed.events))


def agree(person: Person, consent: Consent, now: datetime, *, confirmed: bool) -> Change:
    """They give or withdraw a consent: a line more in the ledger, which is never rewritten."""
    if person.state is State.ERASED:
        raise life.IllegalChange(person.state, Deed.CHANGE)
    after = replace(person, version=person.version + 1)
    entry = ConsentEntry(consent, now, confirmed)
    return Change(person, replace(after, consents=(*person.consents, entry)), ())


def with_consents(person: Person, consents: Iterable[Consent], at: datetime) -> Person:
    """Them with what a signup said they agree to, which nobody has confirmed yet. Again is no matter."""
    noted = {(entry.consent, entry.at) for entry in person.consents}
    new = (ConsentEntry(consent, at) for consent in consents if (consent, at) not in noted)
    return replace(person, consents=(*person.consents, *new))


def erase(person: Person, now: datetime, tell: Tell) -> Change:
    """Nothing is left of them but the fact."""
    life.check(person.state, Deed.ERASE)
    if person.state is State.ERASED:
        return Change(person, person, ())
    version = person.version + 1
    after = Person(person.id, person.conference, State.ERASED, version, name="", email="", erased_at=now)
    return Change(person, after, (tell(ParticipantErased, person.id, Fact(version=version)),))


def sign_up(person: Person, tell: Tell, tokens: Tokens, now: datetime) -> Change:
    """What a signup makes of them: `person` is as it leaves them, with the signup and the version it makes."""
    contact = tell(ContactChanged, person.id, contact_of(person, person.version))
    if person.state is not State.PENDING:
        return Change(person, person, (contact, _told_of_arrival(person, tell)))
    until = now + CONFIRM_WITHIN
    event = tell(ParticipantPending, person.id, Deadline(version=person.version, until=until))
    return Change(person, with_token(person, Act.CONFIRM_SIGNUP, event, until, tokens), (contact, event))


def ask_again(person: Person, now: datetime, tell: Tell, tokens: Tokens) -> Change:
    """The mail that asks to confirm goes out once more, with a link of its own; earlier ones still work."""
    life.check(person.state, Deed.CONFIRM)
    after = replace(person, version=person.version + 1)
    until = now + CONFIRM_WITHIN
    if person.state is State.INTERESTED:
        event = tell(ParticipantInterested, person.id, Interest(version=after.version))
        return Change(person, with_token(after, Act.CONFIRM_INTEREST, event, until, tokens), (event,))
    event = tell(ParticipantPending, person.id, Deadline(version=after.version, until=until))
    return Change(person, with_token(after, Act.CONFIRM_SIGNUP, event, until, tokens), (event,))


def agrees_to(person: Person, purpose: Purpose) -> bool:
    """What the last line says that the owner of the address confirmed. Others may have written more."""
    lines = [entry for entry in person.consents if entry.consent.purpose is purpose and entry.confirmed]
    return bool(lines) and lines[-1].consent.given


def wishes(person: Person, purpose: Purpose) -> bool:
    """The same; while nothing is confirmed, what was said last in their name."""
    lines = [entry for entry in person.consents if entry.consent.purpose is purpose]
    confirmed = [entry for entry in lines if entry.confirmed]
    return bool(lines) and (confirmed or lines)[-1].consent.given


def _arrive(person: Person, deed: Deed, to: State, tell: Tell) -> Change:
    life.check(person.state, deed, to)
    after = replace(person, state=to, version=person.version + 1, offer_until=None)
    return Change(person, after, (_told_of_arrival(after, tell),))


def _told_of_arrival(person: Person, tell: Tell) -> CloudEvent[Any]:
    if person.state is State.WAITLISTED:
        return tell(ParticipantWaitlisted, person.id, Fact(version=person.version))
    assert person.signup
    return tell(ParticipantRegistered, person.id, domain.wishes(person.signup, person.version))


def proven(person: Person) -> Person:
    """Whoever has the mail is the owner of the address: what was said in their name is confirmed.

    Not what somebody else's list said of them: its words were never before their eyes.
    """
    consents = tuple(
        entry if entry.consent.source == IMPORTED else replace(entry, confirmed=True) for entry in person.consents
    )
    return replace(person, address_confirmed=True, consents=consents)


def _changed_parts(before: Signup, after: Signup) -> tuple[Part, ...]:
    return tuple(part for part in Part if getattr(before, part) != getattr(after, part))
