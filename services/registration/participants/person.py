"""A participant as they are, with the tokens that were sent to them and what they said of consents."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from services.registration.participants.life import State
from shared.contracts.envelope import CloudEvent, derived_id
from shared.contracts.registration import Consent, Contact, Signup
from shared.contracts.vocabulary import Language, Value
from shared.events import Producer
from shared.tokens import Act, Tokens

Tell = Callable[[type[CloudEvent[Any]], str, Value], CloudEvent[Any]]
"""From an event's class, its subject and what it says to the event: what caused it is known."""

CONFIRM_WITHIN = timedelta(days=7)
"""How long the links of a mail that asks to confirm something work."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token that was sent, as it is kept."""

    act: Act
    hashes: tuple[str, ...]
    until: datetime
    used: bool = False


@dataclass(frozen=True, slots=True)
class ConsentEntry:
    """One line of the consent ledger."""

    consent: Consent
    at: datetime
    confirmed: bool = False
    """Whether the owner of the address is known to have said so."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An address that is to become theirs."""

    email: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody registration knows. `version` rises with every change."""

    id: str
    conference: str
    state: State
    version: int
    name: str
    email: str
    signup: Signup | None = None
    signed_up_at: datetime | None = None
    """Their place in the queue, whenever they confirm."""
    language: Language | None = None
    zone: str | None = None
    address_confirmed: bool = False
    offer_until: datetime | None = None
    proposal: Proposal | None = None
    tokens: tuple[Token, ...] = ()
    consents: tuple[ConsentEntry, ...] = ()
    links_revoked_at: datetime | None = None
    """Links to manage the signup signed until then open nothing any more."""
    erased_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A participant after a deed, and what everybody else is to hear of it."""

    before: Person
    after: Person
    events: tuple[CloudEvent[Any], ...]


def first_told(producer: Producer, conference: str, story: str) -> Tell:
    """Events that nothing else caused, such as a click. `story`: a fresh UUID, the same for all events of one deed."""

    def tell(kind: type[CloudEvent[Any]], subject: str, data: Value) -> CloudEvent[Any]:
        id = derived_id(story, kind.kind)
        return producer.first(kind, id=id, story=story, conference=conference, subject=subject, data=data)

    return tell


def told_after(producer: Producer, cause: CloudEvent[Any]) -> Tell:
    """Events that follow from another."""
    return lambda kind, subject, data: producer.following(kind, cause, subject=subject, data=data)


def token_in(person: Person, hash: str) -> Token | None:
    """The token with this hash, None if they have none."""
    return next((token for token in person.tokens if hash in token.hashes), None)


def with_token(person: Person, act: Act, event: CloudEvent[Any], until: datetime, tokens: Tokens) -> Person:
    """Them with a token that follows from an event."""
    token = Token(act, tuple(tokens.hashes(act, event.id)), until)
    return replace(person, tokens=(*person.tokens[-8:], token))


def used(person: Person, *acts: Act) -> Person:
    """Them with no token left that does one of these."""
    tokens = tuple(replace(token, used=True) if token.act in acts else token for token in person.tokens)
    return replace(person, tokens=tokens)


def contact_of(person: Person, version: int) -> Contact:
    """How they are reached, as everybody who writes to them is told."""
    return Contact(version=version, name=person.name, email=person.email, language=person.language, zone=person.zone)
