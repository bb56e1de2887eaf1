"""One event of a schedule while it is read: what it says, what is wrong in it, what is kept beside the session."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any

from services.recommendations.programme_files.found import Remark, Says
from services.recommendations.programme_files.schedule import Day, Event
from services.recommendations.programme_files.texts import one_line


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an event does not say itself."""

    conference: str
    zone: tzinfo
    language: str
    """Of events that do not say theirs."""
    capacities: Mapping[str, int] = field(default_factory=dict)
    """Of rooms, by name."""
    says: Says | None = None
    """Which extras the format can tell of; None for all."""


@dataclass
class Reading:
    """One event while it is read."""

    event: Event
    day: Day
    room: str
    around: Surroundings
    faults: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def said(self) -> Mapping[str, Any]:
        """What the file says of it."""
        return self.event.said

    def fault(self, name: str, detail: str) -> None:
        """Something nothing can be made of."""
        self.faults.append(self.event.position.remark(name, detail))

    def note(self, name: str, detail: str) -> None:
        """Something was made of it that the organiser should know."""
        self.notes.append(self.event.position.remark(name, detail))

    def keep(self, name: str, fitted: Any, clean: Callable[[str], str] = one_line) -> Any:
        """What a session holds of a field; the whole of it is kept beside, unless it is the same."""
        raw = self.said.get(name)
        told = clean(raw) if isinstance(raw, str) else raw
        if name in self.said and (told or "") != (fitted or ""):
            self.extra[name] = told
        return fitted
