"""A signup that is not the first."""

from operator import not_
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shared.contracts.envelope import CloudEvent
from shared.contracts.vocabulary import Value


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
