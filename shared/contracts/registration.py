"""What registration says."""

from datetime import date
from operator import not_
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints, model_validator

from shared.contracts.envelope import CloudEvent
from shared.contracts.vocabulary import Goal, Line, Prose, Slug, Spectrum, Value, Version, Window, Zone

# The web edge validates addresses fully; on the bus it is enough that nothing hostile fits through.
Address = Annotated[str, StringConstraints(pattern=r"^[^\s@<>\",;:\\]{1,64}@[^\s@<>\",;:\\]{1,190}$", max_length=254)]
Length = Annotated[int, Field(ge=5, le=480)]
"""Minutes."""


class Answer(Value):
    """What somebody answered on an organiser's own form, beyond what a signup has fields for."""

    question: Annotated[str, Line(300)]
    value: Annotated[str, Prose(2000)]


class Signup(Value):
    """What somebody wrote on the signup form."""

    conference: Slug
    name: Annotated[str, Line(120)]
    email: Address
    role: Annotated[str, Line(80, shortest=0)] = ""
    school: Annotated[str, Line(160, shortest=0)] = ""
    definition: Annotated[str, Prose(2000)] = ""
    goals: Annotated[tuple[Goal, ...], Field(min_length=1, max_length=5)]
    spectrum: Spectrum = Spectrum()
    available: Annotated[tuple[Window, ...], Field(max_length=10)] = ()
    lengths: Annotated[tuple[Length, ...], Field(max_length=10)] = ()
    # Added to v1: left out where there are none, so that every signup without answers reads as it always did.
    answers: Annotated[tuple[Answer, ...], Field(max_length=50, exclude_if=not_)] = ()


class SignupReceived(CloudEvent[Signup]):
    """A signup was taken. Holds personal data: travels on a work queue, which forgets it once handled."""

    kind: ClassVar = "signup.received.v1"
    producer: ClassVar = "registration"
    stream: ClassVar = "SIGNUPS"
    family: ClassVar = "signups.{conference}"
    type: Literal["signup.received.v1"] = "signup.received.v1"

    @model_validator(mode="after")
    def _one_conference(self) -> "SignupReceived":
        if self.data.conference != self.conference:
            raise ValueError("source and data name different conferences")
        return self


class Wishes(Value):
    """What a participant wants of the day, without anything that tells who they are."""

    version: Version
    goals: Annotated[tuple[Goal, ...], Field(max_length=5)]
    spectrum: Spectrum = Spectrum()
    available: tuple[Window, ...] = ()
    lengths: tuple[Length, ...] = ()


class ParticipantRegistered(CloudEvent[Wishes]):
    """Somebody takes part, with these wishes. Subject: the participant."""

    kind: ClassVar = "participant.registered.v1"
    producer: ClassVar = "registration"
    type: Literal["participant.registered.v1"] = "participant.registered.v1"


class Repeat(Value):
    """Nothing but the fact."""


class ParticipantSignupRepeated(CloudEvent[Repeat]):
    """Somebody signed up again with a known address; its owner is to get their link. Subject: the participant."""

    kind: ClassVar = "participant.signup_repeated.v1"
    producer: ClassVar = "registration"
    type: Literal["participant.signup_repeated.v1"] = "participant.signup_repeated.v1"


class Contact(Value):
    """How to reach a participant."""

    version: Version
    name: Annotated[str, Line(120)]
    email: Address


class ContactChanged(CloudEvent[Contact]):
    """How to reach a participant, now. The only event with personal data that stays; one is kept per participant."""

    kind: ClassVar = "contact.changed.v1"
    producer: ClassVar = "registration"
    stream: ClassVar = "CONTACTS"
    family: ClassVar = "private.{conference}"
    type: Literal["contact.changed.v1"] = "contact.changed.v1"


class Conference(Value):
    """A conference as people are told of it."""

    slug: Slug
    name: Annotated[str, Line(160)]
    starts_on: date
    ends_on: date
    zone: Zone
    place: Annotated[str, Line(200)]
    capacity: Annotated[int, Field(ge=1, le=1_000_000)]
    open: bool = True

    @model_validator(mode="after")
    def _in_order(self) -> "Conference":
        if self.ends_on < self.starts_on:
            raise ValueError("ends_on must not be before starts_on")
        return self


class PublishedConference(Conference):
    """A conference and how often it was published, so that a late event never overwrites a newer one."""

    version: Version


class ConferencePublished(CloudEvent[PublishedConference]):
    """A conference, whole, as it is now. Subject: its slug."""

    kind: ClassVar = "conference.published.v1"
    producer: ClassVar = "registration"
    type: Literal["conference.published.v1"] = "conference.published.v1"


EVENTS = (
    SignupReceived,
    ParticipantRegistered,
    ParticipantSignupRepeated,
    ContactChanged,
    ConferencePublished,
)

__all__ = [
    "EVENTS",
    "Address",
    "Answer",
    "Conference",
    "ConferencePublished",
    "Contact",
    "ContactChanged",
    "Length",
    "ParticipantRegistered",
    "ParticipantSignupRepeated",
    "PublishedConference",
    "Repeat",
    "Signup",
    "SignupReceived",
    "Wishes",
]
