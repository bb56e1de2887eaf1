"""Somebody's agenda, as recommendations tells of it."""

from operator import not_
from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, Field

from shared.contracts.envelope import CloudEvent
from shared.contracts.recommendations.programme import LONGEST_SESSION
from shared.contracts.vocabulary import Identifier, Line, Value, Version, is_none


class AgendaItem(Value):
    """One session of somebody's day, and why it is there. The hours are theirs: who comes late has less of it."""

    guid: Identifier
    title: Annotated[str, Line(200)]
    room: Annotated[str, Line(80)]
    start: AwareDatetime
    minutes: Annotated[int, Field(ge=1, le=LONGEST_SESSION)]
    why: Annotated[str, Line(500)]


class Slot(Value):
    """Where and when a session is."""

    room: Annotated[str, Line(80)]
    start: AwareDatetime
    minutes: Annotated[int, Field(ge=1, le=LONGEST_SESSION)]


class Alteration(Value):
    """One session of a day that is not what it was. A slot that is not there: it was or is no part of the day."""

    guid: Identifier
    title: Annotated[str, Line(200)]
    before: Annotated[Slot | None, Field(exclude_if=is_none)] = None
    now: Annotated[Slot | None, Field(exclude_if=is_none)] = None
    cancelled: bool = False
    """It does not take place."""
    elsewhere: Annotated[Slot | None, Field(exclude_if=is_none)] = None
    """When and where it takes place now, where it was moved out of the day."""

    @property
    def by_programme(self) -> bool:
        """Whether the programme did that to the session itself, rather than to what is beside it."""
        return self.cancelled or self.elsewhere is not None or (self.before is not None and self.now is not None)


class Agenda(Value):
    """Somebody's day."""

    version: Version
    """That of the participant it was made for."""
    revision: Version | None = None
    """Counts the states of this agenda, whatever made it another one; events of old do not say."""
    programme_version: Version
    items: tuple[AgendaItem, ...]
    # Added to v1.
    altered: Annotated[tuple[Alteration, ...], Field(exclude_if=not_)] = ()
    """What the programme did to it. Left out where it is another one for a reason of their own."""

    @property
    def edition(self) -> int:
        """Rises from one agenda of a participant to their next, whether its event says so or is of old."""
        return self.revision or self.version


class AgendaReady(CloudEvent[Agenda]):
    """The first agenda of a participant is there. Subject: the participant."""

    kind: ClassVar = "agenda.ready.v1"
    producer: ClassVar = "recommendations"
    type: Literal["agenda.ready.v1"] = "agenda.ready.v1"


class AgendaChanged(CloudEvent[Agenda]):
    """The agenda of a participant is not what it was. Subject: the participant."""

    kind: ClassVar = "agenda.changed.v1"
    producer: ClassVar = "recommendations"
    type: Literal["agenda.changed.v1"] = "agenda.changed.v1"


class Ended(Value):
    """Nothing but the fact, and which state of the agenda was the last."""

    version: Version


class AgendaCancelled(CloudEvent[Ended]):
    """A participant who cancelled has no agenda any more. Subject: the participant."""

    kind: ClassVar = "agenda.cancelled.v1"
    producer: ClassVar = "recommendations"
    type: Literal["agenda.cancelled.v1"] = "agenda.cancelled.v1"
