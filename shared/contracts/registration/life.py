"""What becomes of a participant."""

from enum import StrEnum
from operator import not_
from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, Field

from shared.contracts.envelope import CloudEvent
from shared.contracts.vocabulary import Value, Version


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
    # Added to v1: left out where it is false.
    only_interested: Annotated[bool, Field(exclude_if=not_)] = False
    """They were not signed up: they hear no more of the conference."""


class ParticipantCancelled(CloudEvent[Cancellation]):
    """Somebody takes part no more, or hears no more. Subject: the participant."""

    kind: ClassVar = "participant.cancelled.v1"
    producer: ClassVar = "registration"
    type: Literal["participant.cancelled.v1"] = "participant.cancelled.v1"


class ParticipantErased(CloudEvent[Fact]):
    """Everything that tells who a participant is must go, everywhere, and never come back. Subject: the participant."""

    kind: ClassVar = "participant.erased.v1"
    producer: ClassVar = "registration"
    type: Literal["participant.erased.v1"] = "participant.erased.v1"
