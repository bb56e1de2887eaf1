"""What participants want, and that they take part."""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shared.contracts.envelope import CloudEvent
from shared.contracts.vocabulary import Goal, Spectrum, Value, Version, Window

Length = Annotated[int, Field(ge=5, le=480)]
"""Minutes."""


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
