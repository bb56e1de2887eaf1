"""A participant as a MongoDB document, and back."""

from dataclasses import asdict
from typing import Any

from services.registration.domain import same_person
from services.registration.participants.life import State
from services.registration.participants.person import ConsentEntry, Person, Proposal, Token
from shared.contracts.registration import Consent, Signup
from shared.contracts.vocabulary import Language
from shared.tokens import Act


def document_of(person: Person) -> dict[str, Any]:
    """Everything a Person holds; what says nothing is left out. `person` is the key by which one address is one."""
    found = {
        "conference": person.conference,
        # An erased person has no address; their own id keeps the unique index content.
        "person": same_person(person.email) or person.id,
        "state": person.state,
        "version": person.version,
        "name": person.name,
        "email": person.email,
        "signup": person.signup and person.signup.model_dump(mode="json", by_alias=True),
        "registered_at": person.signed_up_at,
        "language": person.language,
        "zone": person.zone,
        "address_confirmed": person.address_confirmed,
        "offer_until": person.offer_until,
        "proposal": person.proposal and asdict(person.proposal),
        "tokens": [{**asdict(token), "hashes": list(token.hashes)} for token in person.tokens],
        "consents": [_consent(entry) for entry in person.consents],
        "links_revoked_at": person.links_revoked_at,
        "erased_at": person.erased_at,
    }
    return {name: value for name, value in found.items() if value or name in ("state", "person", "name", "email")}


FIELDS = frozenset(
    (
        *("conference", "person", "state", "version", "name", "email", "signup", "registered_at", "language", "zone"),
        *("address_confirmed", "offer_until", "proposal", "tokens", "consents", "links_revoked_at", "erased_at"),
    )
)
"""What `document_of` may hold: a field of these that it leaves out is not there (any more)."""


def person_of(document: dict[str, Any]) -> Person:
    """The Person in a document."""
    signup = document.get("signup")
    language = document.get("language")
    proposal = document.get("proposal")
    return Person(
        id=document["_id"],
        conference=document["conference"],
        state=State(document["state"]),
        version=document["version"],
        name=document["name"],
        email=document["email"],
        signup=Signup.model_validate(signup) if signup else None,
        signed_up_at=document.get("registered_at"),
        language=Language(language) if language else None,
        zone=document.get("zone"),
        address_confirmed=document.get("address_confirmed", False),
        offer_until=document.get("offer_until"),
        proposal=Proposal(**proposal) if proposal else None,
        tokens=tuple(_token(one) for one in document.get("tokens", ())),
        consents=tuple(_entry(one) for one in document.get("consents", ())),
        links_revoked_at=document.get("links_revoked_at"),
        erased_at=document.get("erased_at"),
    )


def _token(document: dict[str, Any]) -> Token:
    return Token(Act(document["act"]), tuple(document["hashes"]), document["until"], document["used"])


def _consent(entry: ConsentEntry) -> dict[str, Any]:
    return {**entry.consent.model_dump(mode="json"), "at": entry.at, "confirmed": entry.confirmed}


def _entry(document: dict[str, Any]) -> ConsentEntry:
    return ConsentEntry(Consent.model_validate(document), document["at"], document["confirmed"])
