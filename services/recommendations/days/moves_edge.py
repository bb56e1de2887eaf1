"""What may be asked of moves over HTTP."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from services.recommendations.conference_days import fault_of
from shared.contracts.recommendations import Deed
from shared.contracts.registration import Conference
from shared.contracts.vocabulary import Identifier, Line
from shared.web.problems import Problem


class MoveRequest(BaseModel):
    """Look around from where they are, or decide: `join` or `skip` a session, `leave` for the day, `stay` after all."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    place: Annotated[Annotated[str, Line(80)] | None, Field(alias="from")] = None
    """A room, or the guid of a session; left out: where their agenda has them."""
    at: AwareDatetime | None = None
    """Now, if it is left out."""
    minutes: Annotated[int, Field(ge=5, le=480)] | None = None
    """How long they have."""
    join: Identifier | None = None
    skip: Identifier | None = None
    leave: bool = False
    stay: bool = False

    def deed(self) -> tuple[Deed, str | None] | None:
        """What they decide, and about which session; None to look around. Raises Problem where it is two things."""
        decided: list[tuple[Deed, str | None]] = []
        if self.join is not None:
            decided.append((Deed.JOIN, self.join))
        if self.skip is not None:
            decided.append((Deed.SKIP, self.skip))
        if self.leave:
            decided.append((Deed.LEAVE, None))
        if self.stay:
            decided.append((Deed.STAY, None))
        if len(decided) > 1:
            errors = [{"field": str(deed), "detail": "is a second decision; one at a time"} for deed, _ in decided[1:]]
            raise Problem(422, "Some fields need another look.", errors=errors)
        return decided[0] if decided else None


def on_its_days(at: datetime, conference: Conference) -> None:
    """Raise Problem where a move is not on a day of the conference."""
    if fault := fault_of(at, conference):
        raise Problem(422, "Some fields need another look.", errors=[{"field": "at", "detail": fault}])
