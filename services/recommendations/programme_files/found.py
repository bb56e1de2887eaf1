"""What reading a file comes to, whatever its format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from shared.contracts.recommendations import Session
from shared.contracts.registration import Conference

Extra = Mapping[str, Any]
"""What a file says of a session that sessions have no field for, or not exactly so, under the file's own names."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one place of a file: what is wrong there, or what was made of it."""

    field: str
    detail: str
    line: int | None = None
    row: int | None = None
    column: str | None = None


class Unreadable(Exception):
    """A file nothing can be taken from."""

    def __init__(self, *faults: Remark) -> None:
        super().__init__(faults[0].detail if faults else "")
        self.faults = faults


class Position(Protocol):
    """Where in a file somebody speaks of a session."""

    def remark(self, field: str, detail: str) -> Remark:
        """A remark about one field there; the empty one is the whole."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """A session as it is to be.

    `unsaid`: fields that stay as they are, because whoever wants it has no words for them. `says`: which extras they
    could have told of, so that one they leave out is gone; None for all of them.
    """

    session: Session
    extra: Extra = field(default_factory=dict)
    unsaid: frozenset[str] = frozenset()
    says: frozenset[str] | None = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """A session as a file tells of it, and where."""

    wanted: Wanted
    position: Position

    @property
    def session(self) -> Session:
        """The session itself."""
        return self.wanted.session


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of its conference."""

    title: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A whole file. With faults in it nothing of it counts.

    `frame`: what is kept of the conference beside its sessions; None where this format says nothing of that.
    """

    entries: Sequence[Entry]
    faults: Sequence[Remark] = ()
    notes: Sequence[Remark] = ()
    about: About = About()
    frame: Mapping[str, Any] | None = None
    conference: Conference | None = None
    """Whole, where the file defines it."""
