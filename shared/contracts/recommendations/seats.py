"""Seats in sessions that have only so many, as recommendations tells of them: how many, and whose by id alone."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shared.contracts.envelope import CloudEvent
from shared.contracts.vocabulary import UniqueId, Value, Version, is_none

Number = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]


class Seat(Value):
    """A seat that changed hands, and how many are held after it."""

    participant: Annotated[UniqueId | None, Field(exclude_if=is_none)] = None
    """Absent where they were erased."""
    held: Number
    capacity: Number


class SeatHeld(CloudEvent[Seat]):
    """Somebody has a seat in a session. Subject: the session."""

    kind: ClassVar = "seat.held.v1"
    producer: ClassVar = "recommendations"
    type: Literal["seat.held.v1"] = "seat.held.v1"


class SeatReleased(CloudEvent[Seat]):
    """Somebody has it no more. Subject: the session."""

    kind: ClassVar = "seat.released.v1"
    producer: ClassVar = "recommendations"
    type: Literal["seat.released.v1"] = "seat.released.v1"


class Shares(Value):
    """What people have of the day they could have alone, from 0 to 1."""

    least: Share
    p5: Share
    median: Share
    below: Number
    """How many have less than four fifths of the median."""


class Allocation(Value):
    """What giving out all seats came to. Value and bound are in points."""

    programme_version: Version
    people: Number
    value: Annotated[float, Field(ge=0)]
    bound: Annotated[float, Field(ge=0)]
    """No allocation is worth more."""
    shares: Shares
    cost_of_fairness: float
    changed: Number
    """People whose day became another one."""


class AllocationCompleted(CloudEvent[Allocation]):
    """The seats of a conference were given out over everybody. Subject: the conference."""

    kind: ClassVar = "allocation.completed.v1"
    producer: ClassVar = "recommendations"
    type: Literal["allocation.completed.v1"] = "allocation.completed.v1"
