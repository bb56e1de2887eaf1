"""What each session is worth to everybody, by the product's own value, in one table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from services.recommendations.domain.hours import Spans, hours_of, within
from services.recommendations.domain.plan import AS_USUAL, planning_for
from services.recommendations.domain.preferences import Preferences
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.timetable import Timetable
from services.recommendations.domain.wishes import Wishes
from services.recommendations.seats.days import Marks, Numbers


class Row(NamedTuple):
    """Somebody: what each session is worth to them, whenever it would be, and when they are there."""

    worth: NDArray[np.float64]
    spans: Spans


def row_of(programme: Programme, wishes: Wishes, preferences: Preferences = AS_USUAL) -> Row:
    """One of everybody, valued as their own day is: who finds nothing for their goals wants a day for anybody."""
    planning = planning_for(programme, wishes, preferences)
    worth = np.array([each.points for each in planning.worths], dtype=np.float64)
    return Row(np.maximum(worth, 0), hours_of(wishes.available, preferences))


@dataclass(frozen=True, slots=True)
class Everybody:
    """All rows as columns: `worth` has a row for each session in order of start and a column for each person."""

    timetable: Timetable
    worth: Numbers
    """Whenever a session would be."""
    spans: tuple[Spans, ...]
    """All the hours somebody has, each once."""
    kinds: NDArray[np.intp]
    """Which of them each person has."""

    @classmethod
    def of(cls, timetable: Timetable, rows: Sequence[Row]) -> "Everybody":
        """Put the rows together."""
        known: dict[Spans, int] = {}
        kinds = np.array([known.setdefault(row.spans, len(known)) for row in rows], dtype=np.intp)
        worth = np.zeros((len(timetable.sessions), len(rows)))
        for person, row in enumerate(rows):
            worth[:, person] = row.worth
        return cls(timetable, worth, tuple(known), kinds)

    @property
    def people(self) -> int:
        """How many there are."""
        return len(self.kinds)

    def there(self, hours: tuple[int, int]) -> Marks:
        """Who is there at these hours."""
        open_to: Marks = np.array([within(hours, spans) for spans in self.spans], dtype=bool)
        return open_to[self.kinds]

    def possible(self) -> Numbers:
        """What sessions are worth to those who are there when they are; nothing to others."""
        possible = np.zeros_like(self.worth)
        for position, hours in enumerate(self.timetable.hours):
            np.copyto(possible[position], self.worth[position], where=self.there(hours))
        return possible
