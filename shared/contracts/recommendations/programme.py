"""The sessions of a conference, as recommendations tells of them."""

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
