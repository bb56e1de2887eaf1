"""What a signup may look like when it comes from outside: stricter than on the bus, so that mistakes are told."""

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    EmailStr,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from services.registration.participants.consents import of_signup
from shared.contracts.registration import Address, Conference, Length, Signup
from shared.contracts.vocabulary import NO_BOOLEAN, Area, Language, Line, Priority, Prose, Slug, Step, Window, Zone

_address: TypeAdapter[str] = TypeAdapter(Address)


def _area(written: Any) -> Any:
    # "Progress monitoring" is how people write it.
    return written.strip().lower().replace(" ", "_").replace("-", "_") if isinstance(written, str) else written


def _fit_for_the_bus(address: str) -> str:
    # Nothing may pass here that the contract then refuses: whoever typed it must hear of it.
    try:
        return _address.validate_python(address)
    except ValidationError as unfit:
        raise ValueError("must be an address of ordinary length and characters") from unfit


EmailAddress = Annotated[EmailStr, Field(max_length=254), AfterValidator(_fit_for_the_bus)]


Place = Annotated[Step, NO_BOOLEAN]


class _Strict(BaseModel):
    # A misspelt field would be an answer lost in silence.
    model_config = ConfigDict(extra="forbid", populate_by_name=True, frozen=True)


class GoalRequest(_Strict):
    """One goal, in the participant's words."""

    statement: Annotated[str, Line(300)]
    area: Annotated[Area | None, BeforeValidator(_area)] = None
    priority: Priority | None = None
    """1 matters most, 3 would be nice."""
    now: Place | None = None
    """How far they are with it, from 1 (not yet) to 4 (fully personalised)."""
    want: Place | None = None
    """How far they want to get."""

    @model_validator(mode="after")
    def _forward(self) -> "GoalRequest":
        if self.now is not None and self.want is not None and self.want < self.now:
            raise ValueError("want must not be below now")
        return self


class SpectrumRequest(_Strict):
    """Where the participant stands on each ingredient, 1 to 4."""

    student_choice: Place | None = None
    individual_pacing: Place | None = None
    flexible_structures: Place | None = None
    technology: Place | None = None


class WindowRequest(Window):
    """Hours of the day, on the conference's clock."""

    model_config = ConfigDict(extra="forbid")


class ConferenceRequest(Conference):
    """A conference as an organiser hands it in."""

    model_config = ConfigDict(extra="forbid")


class SignupRequest(_Strict):
    """What the signup form asks. Only name, email and one goal are needed."""

    conference: Slug | None = None
    """The slug; without one, the only open conference is meant."""
    name: Annotated[str, Line(120)]
    email: EmailAddress
    role: Annotated[str, Line(80, shortest=0)] = ""
    school: Annotated[str, Line(160, shortest=0)] = ""
    definition: Annotated[str, Prose(2000)] = ""
    """How the participant defines personalised learning."""
    goals: Annotated[tuple[GoalRequest, ...], Field(min_length=1, max_length=5)]
    spectrum: SpectrumRequest = SpectrumRequest()
    available: Annotated[tuple[WindowRequest, ...], Field(max_length=10)] = ()
    lengths: Annotated[tuple[Length, ...], Field(max_length=10)] = ()
    """Preferred session lengths, in minutes."""
    language: Language | None = None
    """The language mails are to be in."""
    zone: Zone | None = None
    """The IANA zone the participant's own clock is in."""
    updates: bool = False
    """Whether they also want news of later conferences."""

    def signup(self, conference: str, *, source: str) -> Signup:
        """The contract's form. `source`: where it was filled in: `form`, `api`, `manage`."""
        said = self.model_dump(by_alias=True, exclude={"updates"})
        consents = of_signup(source, updates=self.updates)
        return Signup.model_validate({**said, "conference": conference, "consents": consents})


class InterestRequest(_Strict):
    """Who wants to hear of a conference without signing up."""

    conference: Slug | None = None
    """The slug; without one, the only open conference is meant."""
    email: EmailAddress
    name: Annotated[str, Line(120, shortest=0)] = ""
    language: Language | None = None
    """The language mails are to be in."""
    zone: Zone | None = None
    """The IANA zone their own clock is in."""
    updates: Literal[True]
    """That they want to be written to: nothing is sent to who did not say so."""
