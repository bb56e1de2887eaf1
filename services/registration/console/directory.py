"""Participants as an organiser looks for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.registration.participants.life import State
from services.registration.participants.person import Person

PAGE = 25
"""People on one page."""
FIRST = 20
"""How many of the waiting list are shown."""


@dataclass(frozen=True, slots=True)
class Found:
    """One page of those who were looked for, and how many there are on all pages."""

    people: Sequence[Person]
    total: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of somebody's history."""

    id: str
    type: str
    time: datetime


@dataclass(frozen=True, slots=True)
class Queue:
    """The waiting list: who is asked now, and who waits, each in order."""

    offered: Sequence[Person]
    waiting: Sequence[Person]
    held: int
    """How many are asked now, shown or not."""


class Directory(Protocol):
    """Where participants are looked up."""

    async def look_for(self, conference: str, text: str, state: State | None, page: int) -> Found:
        """Those in whom every word of the text is found, the latest first; `page` from 1."""
        ...

    async def history(self, participant: str) -> Sequence[Entry]:
        """Their events, the first one first."""
        ...

    async def queue(self, conference: str) -> Queue:
        """The first of the waiting list."""
        ...
