"""What is said over HTTP about somebody who comes or goes, and what is answered."""

from datetime import datetime
from typing import Annotated

from fastapi import Header
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from services.recommendations.attendance.recording import Answer
from services.recommendations.attendance.scan import Way
from shared.contracts.recommendations import Witness
from shared.contracts.vocabulary import Identifier, UniqueId

IdempotencyKey = Annotated[
    Annotated[str, StringConstraints(pattern=r"^[\x21-\x7e]{1,200}$")] | None,
    Header(description="Told again with the same key, it is the same scan; another one is refused."),
]


class PassageRequest(BaseModel):
    """Who and where; when, if it is not now."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    session: Identifier
    participant: UniqueId | None = None
    badge: Annotated[str, Field(max_length=500)] | None = None
    """What the code on their phone says, in place of `participant`. With their own token neither is needed."""
    at: AwareDatetime | None = None


class PassageAnswer(BaseModel):
    """What is recorded. `again`: it was before."""

    id: UniqueId
    participant: UniqueId
    session: Identifier
    title: str
    way: Way
    at: datetime
    by: Witness
    again: bool


def answered(participant: str, answer: Answer) -> PassageAnswer:
    """An answer as it is sent."""
    scan = answer.scan
    return PassageAnswer(
        id=scan.id,
        participant=participant,
        session=scan.guid,
        title=answer.session.title,
        way=scan.way,
        at=scan.at,
        by=scan.by,
        again=answer.again,
    )
