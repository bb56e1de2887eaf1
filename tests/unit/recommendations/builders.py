"""Sessions and hours for tests, written the way people say them."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.recommendations.domain.session import Session
from services.recommendations.domain.wishes import Window

DETROIT = ZoneInfo("America/Detroit")
MIDNIGHT = datetime(2026, 10, 28, tzinfo=DETROIT)


def a_session(
    guid: str,
    start: str = "09:00",
    minutes: int = 60,
    *,
    title: str = "",
    abstract: str = "",
    room: str = "Room A",
    area: str | None = None,
    level: str | None = None,
    ingredients: Mapping[str, int] | None = None,
    language: str = "en",
    tags: tuple[str, ...] = (),
    day: int = 0,
) -> Session:
    """A session on the day of the conference, or `day` days later."""
    clock = time.fromisoformat(start)
    begins = MIDNIGHT + timedelta(days=day, hours=clock.hour, minutes=clock.minute)
    return Session(
        guid=guid,
        title=title,
        abstract=abstract,
        start=begins,
        end=begins + timedelta(minutes=minutes),
        room=room,
        area=area,
        level=level,
        ingredients=ingredients or {},
        language=language,
        tags=tags,
    )


def hours(start: str, end: str) -> Window:
    """Hours somebody can be there."""
    return Window(time.fromisoformat(start), time.fromisoformat(end))
