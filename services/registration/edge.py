"""What a signup may look like when it comes from outside: stricter than on the bus, so that mistakes are told."""

from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    EmailStr,
    Field,
    TypeAdapter,
    ValidationError,
)

from shared.contracts.registration import Address, Conference, Length, Signup
from shared.contracts.vocabulary import Area, Line, Prose, Slug, Step, Window

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


class _Strict(BaseModel):
    # A misspelt field would be an answer lost in silence.
    model_config = ConfigDict(extra="forbid", populate_by_name=True, frozen=True)


class GoalRequest(_Strict):
    """One goal, in the participant's words."""

    statement: Annotated[str, Line(300)]
    area: Annotated[Area | None, BeforeValidator(_area)] = None


class SpectrumRequest(_Strict):
    """Where the participant stands on each ingredient, 1 to 4."""

    student_choice: Step | None = None
    individual_pacing: Step | None = None
    flexible_structures: Step | None = None
    technology: Step | None = None


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
    email: Annotated[EmailStr, Field(max_length=254), AfterValidator(_fit_for_the_bus)]
    role: Annotated[str, Line(80, shortest=0)] = ""
    school: Annotated[str, Line(160, shortest=0)] = ""
    definition: Annotated[str, Prose(2000)] = ""
    """How the participant defines personalised learning."""
    goals: Annotated[tuple[GoalRequest, ...], Field(min_length=1, max_length=5)]
    spectrum: SpectrumRequest = SpectrumRequest()
    available: Annotated[tuple[WindowRequest, ...], Field(max_length=10)] = ()
    lengths: Annotated[tuple[Length, ...], Field(max_length=10)] = ()
    """Preferred session lengths, in minutes."""

    def signup(self, conference: str) -> Signup:
        """The contract's form."""
        return Signup.model_validate({**self.model_dump(by_alias=True), "conference": conference})
