"""What reading a file comes to, whatever its format."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from shared.contracts.recommendations import Session
from shared.contracts.registration import Conference

Extra = Mapping[str, Any]
"""What a file says of a session that sessions have no field for, or not exactly so, under the file's own names."""


Frame = Mapping[str, Any]
"""What a file says beside its sessions: `head`, `conference` and `days`; and `walks`, in our own format alone."""


Says = Mapping[str, Callable[[Any], Any]]
"""What a format has words for, and what becomes of it when it is written and read again; None where nothing is left."""


@dataclass(frozen=True, slots=True)
class Framed:
    """A frame as a file tells of it, None where it tells of walks alone.

    `says`: of what, beside head and days; None for everything. `walks`: None where they stay as they are.
    """

    said: Frame | None
    says: Says | None = None
    walks: Sequence[Mapping[str, Any]] | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one place of a file: what is wrong there, or what was made of it."""

    field: str
    detail: str
    line: int | None = None
    row: int | None = None
    column: str | None = None


def said_over(now: Mapping[str, Any], was: Mapping[str, Any], says: Says) -> dict[str, Any]:
    """What a format said now, over what was there: what it has no words for stays, and what it cannot say better."""
    left = {
        key: value
        for key, value in was.items()
        if (key not in says and key not in now) or (key in says and says[key](value) == now.get(key))
    }
    return {**now, **left}


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
class Whole:
    """A session with what is kept beside it."""

    session: Session
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A session as it is to be.

    `unsaid`: fields that stay as they are, because whoever wants it has no words for them. `says`: which extras they
    could have told of, so that one they leave out is gone; None for all of them, however they are.
    """

    session: Session
    extra: Extra = field(default_factory=dict)
    unsaid: frozenset[str] = frozenset()
    says: Says | None = field(default_factory=dict)


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
    frame: Framed | None = None
    conference: Conference | None = None
    """Whole, where the file defines it."""
