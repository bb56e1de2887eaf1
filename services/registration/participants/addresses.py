"""Being reached at another address: asked of its owner first, theirs once they say yes. Rules only."""

from dataclasses import replace
from datetime import datetime

from services.registration import domain
from services.registration.participants import life
from services.registration.participants.life import Deed
from services.registration.participants.person import (
    CONFIRM_WITHIN,
    Change,
    Person,
    Proposal,
    Tell,
    contact_of,
    used,
    with_token,
)
from shared.contracts.registration import (
    ContactChanged,
    ContactProposed,
    NewAddress,
    ParticipantAddressChanged,
    Standing,
)
from shared.tokens import Act, Tokens


def propose_address(person: Person, email: str, now: datetime, tell: Tell, tokens: Tokens) -> Change:
    """They want to be reached elsewhere: the new address is asked, the old one is told.

    The address they have already takes back what was proposed before.
    """
    life.check(person.state, Deed.CHANGE)
    if domain.same_person(email) == domain.same_person(person.email):
        if person.proposal is None:
            return Change(person, person, ())
        after = replace(used(person, Act.CONFIRM_ADDRESS), version=person.version + 1, proposal=None)
        return Change(person, after, ())
    after = replace(person, version=person.version + 1, proposal=Proposal(email))
    contact = contact_of(after, after.version).model_copy(update={"email": email})
    event = tell(ContactProposed, person.id, contact)
    until = now + CONFIRM_WITHIN
    return Change(
        person, with_token(used(after, Act.CONFIRM_ADDRESS), Act.CONFIRM_ADDRESS, event, until, tokens), (event,)
    )


def confirm_address(person: Person, now: datetime, tell: Tell, tokens: Tokens) -> Change:
    """The owner of the proposed address says yes: it is theirs from now on.

    Links the old address got open nothing; a place that is held stays so, and is offered anew to the new address.
    """
    life.check(person.state, Deed.CHANGE)
    assert person.proposal
    assert person.signup
    email = person.proposal.email
    after = replace(
        used(person, *Act),
        version=person.version + 1,
        email=email,
        signup=person.signup.model_copy(update={"email": email}),
        proposal=None,
        address_confirmed=True,
        links_revoked_at=now,
    )
    contact = tell(ContactChanged, person.id, contact_of(after, after.version))
    facts = NewAddress(version=after.version, standing=Standing(person.state), until=person.offer_until)
    event = tell(ParticipantAddressChanged, person.id, facts)
    if person.offer_until:
        after = with_token(after, Act.ANSWER_OFFER, event, person.offer_until, tokens)
    return Change(person, after, (contact, event))
