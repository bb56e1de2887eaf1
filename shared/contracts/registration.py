"""What registration says."""

from datetime import date
from enum import StrEnum
from operator import not_
from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from shared.contracts.envelope import CloudEvent
from shared.contracts.vocabulary import (
    Goal,
    Language,
    Line,
    Prose,
    Slug,
    Spectrum,
    Value,
    Version,
    Window,
    Zone,
    is_none,
)

# The web edge validates addresses fully; on the bus it is enough that nothing hostile fits through.
Address = Annotated[str, StringConstraints(pattern=r"^[^\s@<>\",;:\\]{1,64}@[^\s@<>\",;:\\]{1,190}$", max_length=254)]
Length = Annotated[int, Field(ge=5, le=480)]
"""Minutes."""


class Answer(Value):
    """What somebody answered on an organiser's own form, beyond what a signup has fields for."""

    question: Annotated[str, Line(300)]
    value: Annotated[str, Prose(2000)]


class Purpose(StrEnum):
    """What an address may be used for. One consent does not stand for the other."""

    OPERATIONAL = "operational"
    """Mail about the conference somebody signed up for."""
    UPDATES = "updates"
    """News of this conference before signing up, and of later ones."""


class Consent(Value):
    """What somebody agreed to or withdrew, in which words, and where. The time is that of the event that holds it."""

    purpose: Purpose
    given: bool = True
    wording: Annotated[str, Line(80)]
    """The version of the words they saw."""
    source: Annotated[str, Line(80)]
    """Where they saw them: `form`, `api`, `hook/{form}`, `import`, `manage`."""


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
    language: Annotated[Language | None, Field(exclude_if=is_none)] = None
    """The language they read the form in."""
    zone: Annotated[Zone | None, Field(exclude_if=is_none)] = None
    """The zone their own clock is in, where it is known."""
    consents: Annotated[tuple[Consent, ...], Field(max_length=10, exclude_if=not_)] = ()


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


class Part(StrEnum):
    """A part of the wishes."""

    GOALS = "goals"
    SPECTRUM = "spectrum"
    AVAILABLE = "available"
    LENGTHS = "lengths"


class ChangedWishes(Wishes):
    """The wishes, whole, as they are now, and which parts are not what they were."""

    changed: tuple[Part, ...]


class ParticipantWishesChanged(CloudEvent[ChangedWishes]):
    """Somebody who takes part wants something else of the day. Subject: the participant."""

    kind: ClassVar = "participant.wishes_changed.v1"
    producer: ClassVar = "registration"
    type: Literal["participant.wishes_changed.v1"] = "participant.wishes_changed.v1"


class Fact(Value):
    """Nothing but the fact, and which state of the participant it made."""

    version: Version


class Interest(Fact):
    """Whether the owner of the address has said so."""

    # Added to v1: left out where it is false.
    confirmed: Annotated[bool, Field(exclude_if=not_)] = False
    """They asked once more, and need no question but their link."""


class ParticipantInterested(CloudEvent[Interest]):
    """Somebody wants to hear of the conference and has not signed up. Subject: the participant."""

    kind: ClassVar = "participant.interested.v1"
    producer: ClassVar = "registration"
    type: Literal["participant.interested.v1"] = "participant.interested.v1"


class Deadline(Fact):
    """A fact that waits for an answer."""

    until: AwareDatetime


class ParticipantPending(CloudEvent[Deadline]):
    """A signup waits until the owner of its address confirms it. Subject: the participant."""

    kind: ClassVar = "participant.pending.v1"
    producer: ClassVar = "registration"
    type: Literal["participant.pending.v1"] = "participant.pending.v1"


class ParticipantWaitlisted(CloudEvent[Fact]):
    """No place is free; somebody waits for one. Subject: the participant."""

    kind: ClassVar = "participant.waitlisted.v1"
    producer: ClassVar = "registration"
    type: Literal["participant.waitlisted.v1"] = "participant.waitlisted.v1"


class ParticipantOffered(CloudEvent[Deadline]):
    """A place is held for somebody who waited, until they answer or the time is up. Subject: the participant."""

    kind: ClassVar = "participant.offered.v1"
    producer: ClassVar = "registration"
    type: Literal["participant.offered.v1"] = "participant.offered.v1"


class Ending(StrEnum):
    """Why somebody takes part no more."""

    ASKED = "asked"
    DECLINED = "declined"
    EXPIRED = "expired"


class Cancellation(Fact):
    """Why, in one word."""

    reason: Ending


class ParticipantCancelled(CloudEvent[Cancellation]):
    """Somebody takes part no more. Subject: the participant."""

    kind: ClassVar = "participant.cancelled.v1"
    producer: ClassVar = "registration"
    type: Literal["participant.cancelled.v1"] = "participant.cancelled.v1"


class ParticipantErased(CloudEvent[Fact]):
    """Everything that tells who a participant is must go, everywhere, and never come back. Subject: the participant."""

    kind: ClassVar = "participant.erased.v1"
    producer: ClassVar = "registration"
    type: Literal["participant.erased.v1"] = "participant.erased.v1"


class Repeat(Value):
    """Nothing but the fact."""

    # Added to v1: left out where it is false.
    held: Annotated[bool, Field(exclude_if=not_)] = False
    """It says something else than the first; it is kept aside until its owner decides."""
    pending: Annotated[bool, Field(exclude_if=not_)] = False
    """The first is not confirmed yet: the address may be anybody's."""


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
    language: Annotated[Language | None, Field(exclude_if=is_none)] = None
    zone: Annotated[Zone | None, Field(exclude_if=is_none)] = None


class ContactChanged(CloudEvent[Contact]):
    """How to reach a participant, now. The only event with personal data that stays; one is kept per participant."""

    kind: ClassVar = "contact.changed.v1"
    producer: ClassVar = "registration"
    stream: ClassVar = "CONTACTS"
    family: ClassVar = "private.{conference}"
    type: Literal["contact.changed.v1"] = "contact.changed.v1"


class ContactProposed(CloudEvent[Contact]):
    """An address somebody wants to be reached at, once its owner confirms. Personal data; one is kept for each."""

    kind: ClassVar = "contact.proposed.v1"
    producer: ClassVar = "registration"
    stream: ClassVar = "CONTACTS"
    family: ClassVar = "private.{conference}"
    type: Literal["contact.proposed.v1"] = "contact.proposed.v1"


class Standing(StrEnum):
    """How somebody stands who may change their address."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    OFFERED = "offered"


class NewAddress(Fact):
    """The version is that of the contact which holds the new address: an older one leads to the old one."""

    standing: Standing
    until: Annotated[AwareDatetime | None, Field(exclude_if=is_none)] = None
    """Until when a place is held, where one is offered."""


class ParticipantAddressChanged(CloudEvent[NewAddress]):
    """The owner of another address said that it is theirs: earlier links open nothing. Subject: the participant."""

    kind: ClassVar = "participant.address_changed.v1"
    producer: ClassVar = "registration"
    type: Literal["participant.address_changed.v1"] = "participant.address_changed.v1"


OFFER_STANDS = 2 * 24 * 60
"""Minutes."""


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
    # Added to v1: left out where they are what they always were.
    double_opt_in: Annotated[bool, Field(exclude_if=not_)] = False
    """A signup counts once the owner of its address confirms it."""
    offer_minutes: Annotated[int, Field(ge=1, le=60 * 24 * 60, exclude_if=OFFER_STANDS.__eq__)] = OFFER_STANDS
    """How long an offered place is held."""

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
    ParticipantInterested,
    ParticipantPending,
    ParticipantRegistered,
    ParticipantWishesChanged,
    ParticipantWaitlisted,
    ParticipantOffered,
    ParticipantCancelled,
    ParticipantErased,
    ParticipantSignupRepeated,
    ParticipantAddressChanged,
    ContactChanged,
    ContactProposed,
    ConferencePublished,
)
