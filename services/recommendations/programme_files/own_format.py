"""What a programme may look like in our own format, JSON or TOML."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator

from services.recommendations.programme_files.found import Frame, Framed, Wanted
from services.recommendations.programme_files.room_walks import MOST_WALKS, RoomWalk, kept
from services.recommendations.programme_files.xml_text import tellable
from shared.contracts.recommendations import LONGEST_PROSE, LONGEST_SESSION, Level, Link, Session, Url
from shared.contracts.vocabulary import NO_BOOLEAN, Area, Identifier, Line, Prose, Slug, Step

MOST_SESSIONS = 2000
Place = Annotated[Step, NO_BOOLEAN]


class _Strict(BaseModel):
    # A misspelt field would be an answer lost in silence.
    model_config = ConfigDict(extra="forbid", frozen=True)


class Ingredients(_Strict):
    """The step of the spectrum a session leads to, 1 to 4, on each ingredient it is about."""

    student_choice: Place | None = None
    individual_pacing: Place | None = None
    flexible_structures: Place | None = None
    technology: Place | None = None


class SessionRequest(_Strict):
    """One session."""

    guid: Identifier
    title: Annotated[str, Line(200)]
    abstract: Annotated[str, Prose(LONGEST_PROSE)] = ""
    start: datetime
    """ISO 8601; without an offset it is on the conference's clock."""
    minutes: Annotated[int, Field(ge=1, le=LONGEST_SESSION), NO_BOOLEAN]
    room: Annotated[str, Line(80)]
    area: Area | None = None
    ingredients: Ingredients = Ingredients()
    level: Level | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "en"
    capacity: Annotated[int, Field(ge=1, le=1_000_000), NO_BOOLEAN] | None = None
    speakers: Annotated[tuple[Annotated[str, Line(120)], ...], Field(max_length=200)] = ()
    tags: Annotated[tuple[Annotated[str, Line(60)], ...], Field(max_length=30)] = ()
    subtitle: Annotated[str, Line(300)] | None = None
    description: Annotated[str, Prose(LONGEST_PROSE)] = ""
    track: Annotated[str, Line(120)] | None = None
    type: Annotated[str, Line(60)] | None = None
    url: Url | None = None
    links: Annotated[tuple[Link, ...], Field(max_length=50)] = ()
    prerequisites: Annotated[tuple[Identifier, ...], Field(max_length=20)] = ()
    """Sessions it builds on, by guid."""
    extra: dict[str, JsonValue] | None = None
    """What other formats say of it; left out, it stays as it is."""

    @model_validator(mode="before")
    @classmethod
    def _tellable(cls, said: Any) -> Any:
        return tellable(said)

    def wanted(self, start: datetime) -> Wanted:
        """The session as it is to be. `start`: with its zone."""
        session = Session.model_validate({**self.model_dump(exclude={"extra"}), "start": start, "version": 1})
        if self.extra is None:
            return Wanted(session)
        extra: dict[str, Any] = dict(self.extra)
        return Wanted(session, extra, says=None)


class ProgrammeRequest(_Strict):
    """A whole programme: what is not in it any more is cancelled."""

    conference: Slug
    sessions: Annotated[tuple[SessionRequest, ...], Field(max_length=MOST_SESSIONS)]
    walks: Annotated[tuple[RoomWalk, ...], Field(max_length=MOST_WALKS)] | None = None
    """How far it is between rooms; five minutes where it is not said. Left out, it stays as it is."""
    frame: dict[str, JsonValue] | None = None
    """What other formats say of all of it; left out, it stays as it is."""

    def framed(self) -> Framed | None:
        """What is to be kept beside the sessions, None where nothing is said of it."""
        return framed(self.frame, self.walks)


def framed(frame: Frame | None, walks: Sequence[RoomWalk] | None) -> Framed | None:
    """The same, of what a file says."""
    if frame is None and walks is None:
        return None
    return Framed(frame, walks=None if walks is None else kept(walks))
