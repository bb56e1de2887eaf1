"""What participants decide on the day, as recommendations tells of it."""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, Field

from shared.contracts.envelope import CloudEvent
from shared.contracts.vocabulary import Identifier, Value, Version, is_none


class Deed(StrEnum):
    """What somebody does."""

    JOIN = "join"
    """They go into a session, from wherever they are."""
    SKIP = "skip"
    """A session is not for them."""
    LEAVE = "leave"
    """They leave for the day."""
    STAY = "stay"
    """They stay for the day after all."""


class Move(Value):
    """One of them. `at`: when, which may lie ahead."""

    version: Version
    """Of all that a participant set and decided."""
    deed: Deed
    at: AwareDatetime
    session: Annotated[Identifier | None, Field(exclude_if=is_none)] = None
    """Which they join, or skip."""
    origin: Annotated[Identifier | None, Field(alias="from", exclude_if=is_none)] = None
    """The session they were in."""
    arrive: Annotated[AwareDatetime | None, Field(exclude_if=is_none)] = None
    """When they are where they go, where that is later than its start."""
    until: Annotated[AwareDatetime | None, Field(exclude_if=is_none)] = None
    """How long they stay, where that is not to the end."""


class AgendaMoved(CloudEvent[Move]):
    """A participant decided something on the day. Subject: the participant."""

    kind: ClassVar = "agenda.moved.v1"
    producer: ClassVar = "recommendations"
    type: Literal["agenda.moved.v1"] = "agenda.moved.v1"
