"""The sessions of a conference, as recommendations tells of them."""

from enum import StrEnum
from operator import not_
from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, Field, JsonValue, StringConstraints

from shared.contracts.envelope import CloudEvent
from shared.contracts.vocabulary import Area, Identifier, Line, Prose, Spectrum, Value, Version, is_none

LONGEST_PROSE = 30_000
"""Characters of an abstract: twice of it, as it was and as it is, still travel in one event."""
LONGEST_SESSION = 5999
"""Minutes: schedule.xml has two digits for hours."""
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=2000)]


class Level(StrEnum):
    """Whom a session is for."""

    INTRODUCTORY = "introductory"
    DEVELOPING = "developing"
    ADVANCED = "advanced"


class Link(Value):
    """Something to read or see beside a session."""

    url: Url
    title: Annotated[Annotated[str, Line(300)] | None, Field(exclude_if=is_none)] = None


class Session(Value):
    """A session of the programme, whole, as it is now."""

    version: Version
    guid: Identifier
    title: Annotated[str, Line(200)]
    abstract: Annotated[str, Prose(LONGEST_PROSE)] = ""
    start: AwareDatetime
    minutes: Annotated[int, Field(ge=1, le=LONGEST_SESSION)]
    room: Annotated[str, Line(80)]
    area: Area | None = None
    ingredients: Spectrum = Spectrum()
    level: Level | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "en"
    capacity: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    speakers: tuple[Annotated[str, Line(120)], ...] = ()
    tags: tuple[Annotated[str, Line(60)], ...] = ()
    # Added to v1: left out where there is nothing to say.
    subtitle: Annotated[Annotated[str, Line(300)] | None, Field(exclude_if=is_none)] = None
    description: Annotated[str, Prose(LONGEST_PROSE), Field(exclude_if=not_)] = ""
    track: Annotated[Annotated[str, Line(120)] | None, Field(exclude_if=is_none)] = None
    type: Annotated[Annotated[str, Line(60)] | None, Field(exclude_if=is_none)] = None
    """What kind of session it is, in the organiser's word: talk, workshop."""
    url: Annotated[Url | None, Field(exclude_if=is_none)] = None
    links: Annotated[tuple[Link, ...], Field(exclude_if=not_)] = ()
    prerequisites: Annotated[tuple[Identifier, ...], Field(max_length=20, exclude_if=not_)] = ()
    """Sessions it builds on, by guid: of this conference or of an earlier one."""


class Change(Value):
    """One field that is not what it was. A side that is not there was empty, or is no part of events."""

    field: Annotated[str, Line(64)]
    old: Annotated[JsonValue, Field(exclude_if=is_none)] = None
    new: Annotated[JsonValue, Field(exclude_if=is_none)] = None


class ChangedSession(Session):
    """A session as it is now, and what is different from the version before."""

    # Added to v1: events from before it have none.
    changes: Annotated[tuple[Change, ...], Field(exclude_if=not_)] = ()


class SessionPublished(CloudEvent[Session]):
    """A session is new in the programme. Subject: its guid."""

    kind: ClassVar = "session.published.v1"
    producer: ClassVar = "recommendations"
    type: Literal["session.published.v1"] = "session.published.v1"


class SessionChanged(CloudEvent[ChangedSession]):
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
    # Added to v1: left out where every walk is what it was.
    walked_differently: Annotated[tuple[Annotated[str, Line(80)], ...], Field(exclude_if=not_)] = ()
    """Rooms from or to which it is not as far as it was: whoever goes there may have another day."""


class ProgrammePublished(CloudEvent[Programme]):
    """All events of one import of the programme are out. Subject: the conference."""

    kind: ClassVar = "programme.published.v1"
    producer: ClassVar = "recommendations"
    type: Literal["programme.published.v1"] = "programme.published.v1"
