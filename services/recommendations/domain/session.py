"""A session of the programme."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Session:
    """One session, as the programme knows it.

    `start` and `end` know their zone. `ingredients` holds the step of the spectrum, 1 to 4, that the session
    leads to on each ingredient it is about; `prerequisites` are the guids of those it builds on. `language` is
    an ISO 639-1 code. `capacity` is None where there is no limit.
    """

    guid: str
    title: str
    abstract: str
    start: datetime
    end: datetime
    room: str
    area: str | None = None
    level: str | None = None
    ingredients: Mapping[str, int] = field(default_factory=dict)
    language: str = "en"
    speakers: tuple[str, ...] = ()
    capacity: int | None = None
    tags: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()
    minutes: int = field(init=False)
    """How long it lasts, in whole minutes."""

    def __post_init__(self) -> None:
        """Refuse with ValueError what no timetable can hold, and work out the length."""
        if self.start.utcoffset() is None or self.end.utcoffset() is None:
            raise ValueError(f"session {self.guid}: start and end must know their zone")
        # Datetimes of one zone subtract by the clock on the wall, which is wrong in the night clocks change.
        minutes = round((self.end.timestamp() - self.start.timestamp()) / 60)
        if minutes < 1:
            raise ValueError(f"session {self.guid} must end at least a minute after it starts")
        object.__setattr__(self, "minutes", minutes)
