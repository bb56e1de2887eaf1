"""What notifications says."""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from shared.contracts.envelope import CloudEvent
from shared.contracts.vocabulary import Identifier, Line, Value


class Template(StrEnum):
    """What a message is about."""

    CONFIRMATION = "confirmation"
    AGENDA = "agenda"
    DAY_CHANGED = "day_changed"
    """The programme changed their day."""
    LINK = "link"
    INTEREST = "interest"
    """You asked to be kept posted: confirm that it was you."""
    CONFIRM_ADDRESS = "confirm_address"
    WAITLISTED = "waitlisted"
    OFFER = "offer"
    CANCELLATION = "cancellation"
    NEW_ADDRESS = "new_address"
    """To the new address: confirm it."""
    ADDRESS_NOTICE = "address_notice"
    """To the old address: somebody asked to change it."""
    ADDRESS_CHANGED = "address_changed"
    """To the new address, once it counts: the links that open things from now on."""


class Message(Value):
    """A message to a participant, without its text or address."""

    participant: Identifier
    template: Template
    channel: Literal["mail"] = "mail"
    message_id: Annotated[str, StringConstraints(pattern=r"^<[^\s<>]+>$", max_length=250)]
    """RFC 5322 Message-ID, the same at every attempt."""


class UnsentMessage(Message):
    """A message that did not go out, or may not have, and why."""

    reason: Annotated[str, Line(300)]


class MessageSent(CloudEvent[Message]):
    """The mail server took it. Subject: the message."""

    kind: ClassVar = "message.sent.v1"
    producer: ClassVar = "notifications"
    type: Literal["message.sent.v1"] = "message.sent.v1"


class MessageFailed(CloudEvent[UnsentMessage]):
    """The mail server refused it for good. Subject: the message."""

    kind: ClassVar = "message.failed.v1"
    producer: ClassVar = "notifications"
    type: Literal["message.failed.v1"] = "message.failed.v1"


class MessageUnknown(CloudEvent[UnsentMessage]):
    """Sending was cut between handing it over and the answer: it went out once or not at all. Subject: the message."""

    kind: ClassVar = "message.unknown.v1"
    producer: ClassVar = "notifications"
    type: Literal["message.unknown.v1"] = "message.unknown.v1"


class MessageSuppressed(CloudEvent[UnsentMessage]):
    """It was not sent, because what it says is not so any more. Subject: the message."""

    kind: ClassVar = "message.suppressed.v1"
    producer: ClassVar = "notifications"
    type: Literal["message.suppressed.v1"] = "message.suppressed.v1"


class Erasure(Value):
    """How many documents were deleted."""

    documents: Annotated[int, Field(ge=0)]


class ContactErased(CloudEvent[Erasure]):
    """Notifications holds nothing of an erased participant any more. Subject: the participant."""

    kind: ClassVar = "contact.erased.v1"
    producer: ClassVar = "notifications"
    type: Literal["contact.erased.v1"] = "contact.erased.v1"


EVENTS = (MessageSent, MessageFailed, MessageUnknown, MessageSuppressed, ContactErased)
