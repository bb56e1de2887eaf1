"""Whom a change of the programme concerns: those who have the session, or everybody if something new is to be had."""

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = frozenset(("title", "room", "start", "minutes", "capacity"))
"""What matters to those who have a session in their day."""
WORTH = frozenset(
    (
        "start",
        "minutes",
        "title",
        "abstract",
        "description",
        "area",
        "ingredients",
        "level",
        "language",
        "tags",
        "prerequisites",
    )
)
"""What may make a session worth going to for those who do not have it, or let them get there. A room does not: five
minutes of walking more or less are no reason to look through everybody's day."""


@dataclass(frozen=True, slots=True)
class SessionChange:
    """What became of one session; `fields` are those that are different, none for one that is new or gone."""

    guid: str
    fields: frozenset[str] = frozenset()
    new: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whose day may be another one now."""

    everybody: bool
    having: frozenset[str]
    """Those who have one of these sessions, by guid. Everybody includes them."""

    def __bool__(self) -> bool:
        """Whether there may be any."""
        return self.everybody or bool(self.having)


def concerned(changes: Iterable[SessionChange]) -> Concerned:
    """Whose days to look at. Whether a day really changes is seen when it is planned."""
    everybody, having = False, set()
    for change in changes:
        everybody |= change.new or bool(change.fields & WORTH)
        if change.gone or change.fields & (SHOWN | WORTH):
            having.add(change.guid)
    return Concerned(everybody, frozenset(having))
