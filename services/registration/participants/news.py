"""What hearing of a conference makes of a participant who has not signed up: rules only, as in `people`."""

from dataclasses import replace
from datetime import datetime

from services.registration.participants import life, people
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
from shared.contracts.registration import Consent, ContactChanged, Interest, ParticipantInterested
from shared.tokens import Act, Tokens


def subscribe(person: Person, now: datetime, tell: Tell, tokens: Tokens) -> Change:
    """They want to hear of the conference; the owner of the address is asked whether it was them."""
    life.check(person.state, Deed.SUBSCRIBE)
    contact = tell(ContactChanged, person.id, contact_of(person, person.version))
    event = tell(ParticipantInterested, person.id, Interest(version=person.version))
    after = with_token(person, Act.CONFIRM_INTEREST, event, now + CONFIRM_WITHIN, tokens)
    return Change(person, after, (contact, event))


def subscribe_again(person: Person, tell: Tell) -> Change:
    """They want to hear of the conference, as they said before: a mail brings their link, and nothing changes."""
    life.check(person.state, Deed.SUBSCRIBE)
    after = replace(person, version=person.version + 1)
    data = Interest(version=after.version, confirmed=True)
    return Change(person, after, (tell(ParticipantInterested, person.id, data),))


def ask_back(person: Person, consent: Consent, now: datetime, tell: Tell, tokens: Tokens) -> Change:
    """Somebody who stopped or cancelled is to hear of the conference again: the owner of the address is asked.

    They stay where they are until they say yes. Anybody can write their address, and they have said no.
    """
    life.check(person.state, Deed.SUBSCRIBE, State.INTERESTED)
    after = people.with_consents(replace(person, version=person.version + 1), (consent,), now)
    event = tell(ParticipantInterested, person.id, Interest(version=after.version))
    return Change(person, with_token(after, Act.CONFIRM_INTEREST, event, now + CONFIRM_WITHIN, tokens), (event,))


def confirm(person: Person) -> Change:
    """The owner of the address says that they want to hear of the conference. Nobody else needs to know."""
    deed = Deed.SUBSCRIBE if person.state is State.CANCELLED else Deed.CONFIRM
    life.check(person.state, deed, State.INTERESTED)
    after = used(people.proven(person), Act.CONFIRM_INTEREST)
    return Change(person, replace(after, state=State.INTERESTED, version=person.version + 1), ())


def cancel(person: Person, withdrawn: Consent, now: datetime, tell: Tell) -> Change:
    """They take part no more; whoever only wanted to hear of the conference hears no more, as their ledger then says.

    A no needs no proof: it counts at once, whoever brings it.
    """
    change = people.end(person, Deed.CANCEL, tell)
    if person.state is not State.INTERESTED:
        return change
    entry = ConsentEntry(withdrawn, now, confirmed=True)
    return replace(change, after=replace(change.after, consents=(*person.consents, entry)))
