"""That recommendations holds nothing of somebody any more."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shared.contracts.envelope import CloudEvent
from shared.contracts.vocabulary import Value


class Erasure(Value):
    """How many documents were deleted."""

    documents: Annotated[int, Field(ge=0)]


class ProfileErased(CloudEvent[Erasure]):
    """Recommendations holds nothing of an erased participant any more. Subject: the participant."""

    kind: ClassVar = "profile.erased.v1"
    producer: ClassVar = "recommendations"
    type: Literal["profile.erased.v1"] = "profile.erased.v1"
