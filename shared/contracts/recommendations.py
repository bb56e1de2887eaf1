"""What recommendations says."""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, Field

from shared.contracts.envelope import CloudEvent
from shared.contracts.vocabulary import Area, Identifier, Line, Prose, Spectrum, Value, Version


class Level(StrEnum):
    """Whom a session is for."""

    INTRODUCTORY = "introductory"
    DEVELOPING = "developing"
    ADVANCED = "advanced"


class Session(Value):
    """A session of the programme, whole, as it is now."""

    version: Version
    guid: Identifier
    title: Annotated[str, Line(200)]
    abstract: Annotated[str, Prose(5000)] = ""
    start: AwareDatetime
    minutes: Annotated[int, Field(ge=1, le=1440)]
    room: Annotated[str, Line(80)]
    area: Area | None = None
    ingredients: Spectrum = Spectrum()
    level: Level | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "en"
    capacity: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    speakers: tuple[Annotated[str, Line(120)], ...] = ()
    tags: tuple[Annotated[str, Line(60)], ...] = ()


class SessionPublished(CloudEvent[Session]):
    """A session is new in the programme. Subject: its guid."""

    kind: ClassVar = "session.published.v1"
    producer: ClassVar = "recommendations"
    type: Literal["session.published.v1"] = "session.published.v1"


class SessionChanged(CloudEvent[Session]):
    """A session is not what it was. Subject: its guid."""

    kind: ClassVar = "session.changed.v1"
    producer: ClassVar = "recommendations"
    type: Literal["session.changed.v1"] = "session.changed.v1"


class SessionCancellation(Value):
    """Which state of the session was the last."""

    version: Version
    guid: Identifier
    title: Annotated[str, Line(200)]


class SessionCancelled(CloudEvent[SessionCancellation]):
    """A session will not take place. Subject: its guid."""

    kind: ClassVar = "session.cancelled.v1"
    producer: ClassVar = "recommendations"
    type: Literal["session.cancelled.v1"] = "session.cancelled.v1"


class Programme(Value):
    """What an import of the programme came to."""

    version: Version
    sessions: Annotated[int, Field(ge=0, le=1_000_000)]


class ProgrammePublished(CloudEvent[Programme]):
    """All events of one import of the programme are out. Subject: the conference."""

    kind: ClassVar = "programme.published.v1"
    producer: ClassVar = "recommendations"
    type: Literal["programme.published.v1"] = "programme.published.v1"


class AgendaItem(Value):
    """One session of somebody's day, and why it is there."""

    guid: Identifier
    title: Annotated[str, Line(200)]
    room: Annotated[str, Line(80)]
    start: AwareDatetime
    minutes: Annotated[int, Field(ge=1, le=1440)]
    why: Annotated[str, Line(500)]


class Agenda(Value):
    """Somebody's day."""

    version: Version
    programme_version: Version
    items: tuple[AgendaItem, ...]


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


class Erasure(Value):
    """How many documents were deleted."""

    documents: Annotated[int, Field(ge=0)]


class ProfileErased(CloudEvent[Erasure]):
    """Recommendations holds nothing of an erased participant any more. Subject: the participant."""

    kind: ClassVar = "profile.erased.v1"
    producer: ClassVar = "recommendations"
    type: Literal["profile.erased.v1"] = "profile.erased.v1"


EVENTS = (
    SessionPublished,
    SessionChanged,
    SessionCancelled,
    ProgrammePublished,
    AgendaReady,
    AgendaChanged,
    AgendaCancelled,
    ProfileErased,
)
