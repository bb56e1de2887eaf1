"""What a signup is and what follows from it: rules only, no bus, no database, no clock."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from services.registration.impersonal import impersonal
from shared.contracts.envelope import name_based_id
from shared.contracts.registration import (
    Conference,
    Contact,
    ContactChanged,
    ParticipantRegistered,
    ParticipantSignupRepeated,
    Repeat,
    Signup,
    SignupReceived,
    Wishes,
)
from shared.contracts.vocabulary import Goal
from shared.events import FrozenEvent, Producer

LINK_MAIL_EVERY = timedelta(hours=1)
"""Anybody can post anybody's address: its owner hears of it at most this often."""

_SIGNUP_IDS = "6f1d1bd2-6c0a-5e0e-9a57-3f2a9a1c7d10"


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who takes part, as the first signup made them, and the events that say so."""

    id: str
    signup: SignupReceived
    fingerprint: str
    events: tuple[FrozenEvent, ...]


def signup_id(conference: str, idempotency_key: str) -> str:
    """The id of a signup posted with an Idempotency-Key: a retry is the same event."""
    return name_based_id(_SIGNUP_IDS, f"{conference}\n{idempotency_key}")


def participant_id(signup: str) -> str:
    """The id of the participant a signup makes, if it makes one: the same however often it is handled."""
    return name_based_id(signup, "participant")


def fingerprint(signup: Signup) -> str:
    """Tells whether two signups say the same, without keeping what they say."""
    return sha256(signup.model_dump_json().encode()).hexdigest()


def same_person(email: str) -> str:
    """The form of an address by which one person is one participant."""
    return email.strip().casefold()


def refusal(conference: Conference | None) -> str | None:
    """Why nobody can sign up for this conference, or None."""
    if conference is None:
        return "there is no such conference"
    return None if conference.open else "signups for this conference are closed"


def register(signup: SignupReceived, producer: Producer) -> Participant:
    """The participant a first signup makes, with what everybody else is to hear of it."""
    person = participant_id(signup.id)
    data = signup.data
    contact = producer.following(
        ContactChanged, signup, subject=person, data=Contact(version=1, name=data.name, email=data.email)
    )
    registered = producer.following(ParticipantRegistered, signup, subject=person, data=wishes(data))
    return Participant(
        id=person,
        signup=signup,
        fingerprint=fingerprint(data),
        events=(FrozenEvent.of(contact), FrozenEvent.of(registered)),
    )


def wishes(signup: Signup) -> Wishes:
    """What of a signup may be shown to everybody who reads events."""
    return Wishes(
        version=1,
        goals=tuple(_impersonal(goal, signup) for goal in signup.goals),
        spectrum=signup.spectrum,
        available=signup.available,
        lengths=signup.lengths,
    )


def _impersonal(goal: Goal, signup: Signup) -> Goal:
    statement = impersonal(goal.statement, signup.name, signup.school)
    return goal if statement == goal.statement else Goal(statement=statement, area=goal.area)


def repeat(signup: SignupReceived, participant: str, producer: Producer) -> FrozenEvent:
    """What follows when a known address signs up again and its owner is to get their link."""
    event = producer.following(ParticipantSignupRepeated, signup, subject=participant, data=Repeat())
    return FrozenEvent.of(event)
