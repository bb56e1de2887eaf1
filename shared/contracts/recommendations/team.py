"""People who plan their days together, as recommendations tells of them: ids and numbers, no names."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shared.contracts.envelope import CloudEvent
from shared.contracts.vocabulary import UniqueId, Value, Version


class Membership(Value):
    """Who, and how many are in the team now."""

    participant: UniqueId
    members: Annotated[int, Field(ge=0)]


class TeamJoined(CloudEvent[Membership]):
    """A participant joined a team; the first one began it. Subject: the team."""

    kind: ClassVar = "team.joined.v1"
    producer: ClassVar = "recommendations"
    type: Literal["team.joined.v1"] = "team.joined.v1"


class TeamLeft(CloudEvent[Membership]):
    """A participant is in that team no more. Subject: the team."""

    kind: ClassVar = "team.left.v1"
    producer: ClassVar = "recommendations"
    type: Literal["team.left.v1"] = "team.left.v1"


class JointPlan(Value):
    """What the days of a team were planned from, and for how many."""

    programme_version: Version
    members: Annotated[int, Field(ge=1)]


class TeamPlanned(CloudEvent[JointPlan]):
    """The days of a team were planned together, and are not what they were. Subject: the team."""

    kind: ClassVar = "team.planned.v1"
    producer: ClassVar = "recommendations"
    type: Literal["team.planned.v1"] = "team.planned.v1"
