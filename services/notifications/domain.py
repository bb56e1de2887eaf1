"""What a message is and what may become of it: rules only."""

from dataclasses import dataclass
from enum import StrEnum

from shared.contracts.envelope import derived_id
from shared.contracts.notifications import Template


class State(StrEnum):
    """Where a message is. Only `sending` is ever left."""

    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True)
class Sent:
    """The server took it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The server will never take it."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """Certainly not handed over; it may be tried again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Cut between handing it over and the answer."""

    reason: str


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Not handed over, and never to be."""

    reason: str


Delivery = Sent | Refused | NotSent | Doubtful | Suppressed

LEASE = 60.0
"""Seconds a message may be `sending` before whoever claimed it is taken for dead. Above the longest conversation."""


class WhenDoubtful(StrEnum):
    """What is done about a message that went out once or not at all."""

    REPORT = "report"
    """Leave it and say so: a second copy would be worse than none."""
    SEND_AGAIN = "send_again"
    """Send it again under the same Message-ID: none would be worse than a second copy."""


POLICY = {
    Template.CONFIRMATION: WhenDoubtful.REPORT,
    Template.AGENDA: WhenDoubtful.REPORT,
    # Somebody may go to the wrong room, and two of them do no harm.
    Template.DAY_CHANGED: WhenDoubtful.SEND_AGAIN,
    # Somebody waits for it, and two of them do no harm.
    Template.LINK: WhenDoubtful.SEND_AGAIN,
    Template.INTEREST: WhenDoubtful.SEND_AGAIN,
    Template.CONFIRM_ADDRESS: WhenDoubtful.SEND_AGAIN,
    Template.WAITLISTED: WhenDoubtful.REPORT,
    Template.OFFER: WhenDoubtful.SEND_AGAIN,
    Template.CANCELLATION: WhenDoubtful.REPORT,
    Template.NEW_ADDRESS: WhenDoubtful.SEND_AGAIN,
    Template.ADDRESS_NOTICE: WhenDoubtful.REPORT,
    Template.ADDRESS_CHANGED: WhenDoubtful.SEND_AGAIN,
}

UNPROVEN = frozenset({Template.CONFIRM_ADDRESS, Template.NEW_ADDRESS})
"""Mails to an address that may be anybody's: they ask its owner for a word, and open nothing else.

Not those about an interest: it is nothing but the address, and whoever owns that is to be able to stop and delete it.
"""

LASTING = frozenset({Template.CANCELLATION, Template.LINK, Template.ADDRESS_NOTICE})
"""Mails that are as true after somebody cancels as before. All others speak of taking part, or ask for it."""

ERASED_VERSION = 2**53
"""The version of what is erased: no contact has a higher one."""


@dataclass(frozen=True, slots=True)
class Erased:
    """In the place of a contact: somebody of whom nothing is known any more, for good."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Somebody who takes part no more, or has signed up again since."""

    version: int
    """Which state of the participant cancelling made."""


def message_key(cause: str, template: Template) -> str:
    """The id of the message that follows from an event: one for each cause and template, and so for each recipient."""
    return derived_id(cause, f"message/{template}")


def message_id(key: str, host: str) -> str:
    """The Message-ID header (RFC 5322), the same at every attempt."""
    return f"<{key}@{host}>"
