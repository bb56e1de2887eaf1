"""What a signup is and what follows from it: rules only, no bus, no database, no clock."""

from datetime import timedelta
from hashlib import sha256

from services.registration.impersonal import impersonal
from shared.contracts.envelope import name_based_id
from shared.contracts.registration import (
    Conference,
    ParticipantSignupRepeated,
    Purpose,
    Repeat,
    Signup,
    SignupReceived,
    Wishes,
)
from shared.contracts.vocabulary import Goal
from shared.events import Producer

LINK_MAIL_EVERY = timedelta(hours=1)
"""Anybody can post anybody's address: its owner hears of it at most this often."""

_SIGNUP_IDS = "6f1d1bd2-6c0a-5e0e-9a57-3f2a9a1c7d10"


def signup_id(conference: str, idempotency_key: str) -> str:
    """The id of a signup posted with an Idempotency-Key: a retry is the same event."""
    return name_based_id(_SIGNUP_IDS, f"{conference}\n{idempotency_key}")


def participant_id(signup: str) -> str:
    """The id of the participant a signup makes, if it makes one: the same however often it is handled."""
    return name_based_id(signup, "participant")


def fingerprint(signup: Signup) -> str:
    """Tells whether two signups say the same, without keeping what they say.

    Of consents only the wish counts: the version of its words may change between a form and its retry.
    """
    said = signup.model_dump_json(exclude={"consents"})
    return sha256(said.encode() + b"updates" * wishes_news(signup)).hexdigest()


def wishes_news(signup: Signup) -> bool:
    """Whether they ask to hear of later conferences as well."""
    return any(consent.given and consent.purpose is Purpose.UPDATES for consent in signup.consents)


def same_person(email: str) -> str:
    """The form of an address by which one person is one participant."""
    return email.strip().casefold()


def refusal(conference: Conference | None) -> str | None:
    """Why nobody can sign up for this conference, or None."""
    if conference is None:
        return "there is no such conference"
    return None if conference.open else "signups for this conference are closed"


def wishes(signup: Signup, version: int) -> Wishes:
    """What of a signup may be shown to everybody who reads events."""
    return Wishes(
        version=version,
        goals=tuple(_impersonal(goal, signup) for goal in signup.goals),
        spectrum=signup.spectrum,
        available=signup.available,
        lengths=signup.lengths,
    )


def _impersonal(goal: Goal, signup: Signup) -> Goal:
    statement = impersonal(goal.statement, signup.name, signup.school)
    return goal if statement == goal.statement else goal.model_copy(update={"statement": statement})


def repeat(
    signup: SignupReceived, participant: str, producer: Producer, *, held: bool, pending: bool
) -> ParticipantSignupRepeated:
    """What follows when a known address signs up again and its owner is to get their link."""
    data = Repeat(held=held, pending=pending)
    return producer.following(ParticipantSignupRepeated, signup, subject=participant, data=data)


def says_the_same(first: Signup, second: Signup) -> bool:
    """Whether a second signup says nothing its first does not. How it came and in which language is no matter."""
    aside = {"consents", "language", "zone"}
    return first.model_dump(exclude=aside) == second.model_dump(exclude=aside)
