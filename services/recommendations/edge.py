"""What a programme may look like when an organiser hands it in."""

from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.recommendations import Level, Session
from shared.contracts.registration import Conference
from shared.contracts.vocabulary import Area, Identifier, Line, Prose, Slug, Step
from shared.web.problems import Problem


class _Strict(BaseModel):
    # A misspelt field would be an answer lost in silence.
    model_config = ConfigDict(extra="forbid", frozen=True)


class Ingredients(_Strict):
    """The step of the spectrum a session leads to, 1 to 4, on each ingredient it is about."""

    student_choice: Step | None = None
    individual_pacing: Step | None = None
    flexible_structures: Step | None = None
    technology: Step | None = None


class SessionRequest(_Strict):
    """One session."""

    guid: Identifier
    title: Annotated[str, Line(200)]
    abstract: Annotated[str, Prose(5000)] = ""
    start: datetime
    """ISO 8601; without an offset it is on the conference's clock."""
    minutes: Annotated[int, Field(ge=1, le=1440)]
    room: Annotated[str, Line(80)]
    area: Area | None = None
    ingredients: Ingredients = Ingredients()
    level: Level | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "en"
    capacity: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    speakers: Annotated[tuple[Annotated[str, Line(120)], ...], Field(max_length=20)] = ()
    tags: Annotated[tuple[Annotated[str, Line(60)], ...], Field(max_length=30)] = ()


class ProgrammeRequest(_Strict):
    """A whole programme: what is not in it any more is cancelled."""

    conference: Slug
    sessions: Annotated[tuple[SessionRequest, ...], Field(max_length=2000)]


def sessions_of(request: ProgrammeRequest, conference: Conference) -> list[Session]:
    """The sessions with their zone, version 1. Raises Problem naming every field at fault."""
    errors: list[dict[str, str]] = []
    seen: dict[str, int] = {}
    zone = ZoneInfo(conference.zone)
    sessions = []
    for position, session in enumerate(request.sessions):
        place = f"sessions[{position}]"
        if session.guid in seen:
            errors.append({"field": f"{place}.guid", "detail": f"is the guid of sessions[{seen[session.guid]}] too"})
        seen.setdefault(session.guid, position)
        start = session.start if session.start.tzinfo else session.start.replace(tzinfo=zone)
        day = _day(start, zone)
        # What begins after midnight of the last day still belongs to it.
        if day is None or day < conference.starts_on or (day - conference.ends_on).days > 1:
            detail = f"{day or start.date()} is not a day of the conference"
            errors.append({"field": f"{place}.start", "detail": detail})
        sessions.append(Session.model_validate({**session.model_dump(), "start": start, "version": 1}))
    if errors:
        raise Problem(422, "Some sessions need another look; nothing was imported.", errors=errors)
    return sessions


def _day(start: datetime, zone: ZoneInfo) -> date | None:
    """None at either end of the calendar, where a clock would have to show the year 0 or 10000."""
    try:
        return start.astimezone(zone).date()
    except OverflowError:
        return None
