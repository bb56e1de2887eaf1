"""How participants are reached."""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from shared.contracts.envelope import CloudEvent
from shared.contracts.registration.life import Fact
from shared.contracts.vocabulary import Language, Line, Value, Version, Zone, is_none

# The web edge validates addresses fully; on the bus it is enough that nothing hostile fits through.
Address = Annotated[str, StringConstraints(pattern=r"^[^\s@<>\",;:\\]{1,64}@[^\s@<>\",;:\\]{1,190}$", max_length=254)]


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
