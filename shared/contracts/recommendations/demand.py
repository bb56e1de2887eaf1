"""What everybody wants of a programme, as recommendations tells of it: of no group of fewer than five people.

Every number of people is a multiple of five; absent where fewer than five are behind it.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shared.contracts.envelope import CloudEvent
from shared.contracts.vocabulary import Identifier, Line, Value, Version

People = Annotated[int, Field(ge=5, multiple_of=5)]


class UnmetGoal(Value):
    """People whose goals want the same, which no session serves well."""

    programme_version: Version
    words: tuple[Annotated[str, Line(40)], ...] = ()
    """Words at least five of them used."""
    people: People
    closest: Identifier | None = None
    """The guid of the session that comes nearest."""


class GoalUnmet(CloudEvent[UnmetGoal]):
    """A group of goals is new, or not what it was, for which a programme has no good session. Subject: the group."""

    kind: ClassVar = "goal.unmet.v1"
    producer: ClassVar = "recommendations"
    type: Literal["goal.unmet.v1"] = "goal.unmet.v1"


class SessionDemand(Value):
    """How many want a session, and in how many people's best day it is as if there were seats enough."""

    guid: Identifier
    wanted: People | None = None
    expected: People | None = None
    capacity: Annotated[int, Field(ge=1)] | None = None


class Demand(Value):
    """What a measurement came to."""

    programme_version: Version
    people: People | None = None
    unmet: Annotated[int, Field(ge=0)]
    """How many groups of goals no session serves well."""
    sessions: tuple[SessionDemand, ...]
    """Those at least five people want or would come to."""


class DemandMeasured(CloudEvent[Demand]):
    """What everybody wants was measured, and is not what it was. Subject: the conference."""

    kind: ClassVar = "demand.measured.v1"
    producer: ClassVar = "recommendations"
    type: Literal["demand.measured.v1"] = "demand.measured.v1"
