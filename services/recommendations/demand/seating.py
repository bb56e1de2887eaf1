"""How many would come to each session, and what its seats are worth to them, before any are given out."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from services.recommendations.demand.everybody import Everybody
from services.recommendations.seats.days import Days, Numbers, best_days

People = NDArray[np.intp]


class Losses(NamedTuple):
    """Those who would come to a session, and what their day loses without it, who loses most first."""

    who: People
    points: Numbers


@dataclass(frozen=True, slots=True)
class Seating:
    """Everybody's best day as if there were seats enough, and what follows where there are not.

    Seats of a session go to those who would lose most without it. Each session is looked at alone: what the others do
    about their own full rooms is left out.
    """

    everybody: Everybody
    possible: Numbers
    days: Days
    _losses: dict[int, Losses] = field(default_factory=dict)

    @classmethod
    def of(cls, everybody: Everybody) -> "Seating":
        """Plan for everybody."""
        possible = everybody.possible()
        return cls(everybody, possible, best_days(everybody.timetable, possible))

    def expected(self) -> list[int]:
        """How many would come to each session."""
        return [int(coming) for coming in self.days.chosen.sum(axis=1)]

    def losses(self, position: int) -> Losses:
        """Worked out once for each session."""
        if position not in self._losses:
            who = np.flatnonzero(self.days.chosen[position])
            without = self.possible[:, who]
            without[position] = 0
            points = self.days.totals[who] - best_days(self.everybody.timetable, without).totals
            order = np.argsort(-points, kind="stable")
            self._losses[position] = Losses(who[order], points[order])
        return self._losses[position]

    def turned_away(self, position: int) -> Losses:
        """Those for whom there is no seat in that session."""
        capacity = self.everybody.timetable.sessions[position].capacity
        who, points = self.losses(position)
        first = len(who) if capacity is None else capacity
        return Losses(who[first:], points[first:])
