"""A signup, as it comes in."""

from operator import not_
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from shared.contracts.envelope import CloudEvent
from shared.contracts.registration.consent import Consent
from shared.contracts.registration.contact import Address
from shared.contracts.registration.wishes import Length
from shared.contracts.vocabulary import Goal, Language, Line, Prose, Slug, Spectrum, Value, Window, Zone, is_none


class Answer(Value):
    """What somebody answered on an organiser's own form, beyond what a signup has fields for."""

    question: Annotated[str, Line(300)]
    value: Annotated[str, Prose(2000)]


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
