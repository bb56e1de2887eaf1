"""A schedule as pretalx, frab and their relatives write it, in the words of its JSON, whatever the file was.

https://c3voc.de/wiki/schedule
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.recommendations.programme_files.found import Position, Remark, Says

OWN = "desirepath"
"""What sessions have and the format has no place for, in a part of the file that others pass over."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event, as it is written."""

    said: Mapping[str, Any]
    position: Position


@dataclass(frozen=True, slots=True)
class Room:
    """What is in one room on one day."""

    name: str
    events: Sequence[Event]


@dataclass(frozen=True, slots=True)
class Day:
    """One conference day. `start`, `end`: as they are written."""

    date: date | None
    start: str
    end: str
    rooms: Sequence[Room]


@dataclass(frozen=True, slots=True)
class Schedule:
    """All of it. `head`: beside the conference, such as its version; `own`: the part that is ours."""

    head: Mapping[str, Any]
    conference: Mapping[str, Any]
    days: Sequence[Day]
    own: Mapping[str, Any] = field(default_factory=dict)
    faults: Sequence[Remark] = ()
    says: Says | None = None
    """Which extras of an event this format can tell of; None for all."""
    frame_says: Says | None = None
    """The same of the conference."""
