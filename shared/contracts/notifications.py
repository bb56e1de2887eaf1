"""What notifications says."""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints

from shared.contracts.envelope import CloudEvent
from shared.contracts.vocabulary import Identifier, Line, Value


class Template(StrEnum):
    """What a message is about."""

    CONFIRMATION = "confirmation"
    AGENDA = "agenda"
    LINK = "link"


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


EVENTS = (MessageSent, MessageFailed, MessageUnknown)
