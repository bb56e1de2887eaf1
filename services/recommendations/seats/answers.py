"""How seats stand, as it is answered: what the sessions are called, and what follows from the numbers."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from services.recommendations.programmes import Current
from services.recommendations.seats.ports import Row


class SessionSeats(BaseModel):
    """One session that has only so many seats."""

    guid: str
    title: str
    room: str
    start: datetime
    capacity: int
    held: int
    waiting: int
    overbooked: int
    """How many more people have a seat than there are: a smaller room throws nobody out."""


class SeatsAnswer(BaseModel):
    """All of them."""

    conference: str
    sessions: list[SessionSeats]


def answer(current: Current, rows: Iterable[Row]) -> SeatsAnswer:
    """Put together what is known."""
    return SeatsAnswer(conference=current.conference.slug, sessions=[_session(current, row) for row in rows])


def _session(current: Current, row: Row) -> SessionSeats:
    session, capacity = current.sessions[row.guid], current.capacities[row.guid]
    return SessionSeats(
        guid=row.guid,
        title=session.title,
        room=session.room,
        start=session.start.astimezone(ZoneInfo(current.conference.zone)),
        capacity=capacity,
        held=row.held,
        waiting=row.waiting,
        overbooked=max(0, row.held - capacity),
    )
