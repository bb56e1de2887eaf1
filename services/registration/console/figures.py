"""What an organiser wants to know about a conference at one glance, as numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from services.registration.participants.life import State
from services.registration.ports import Places
from shared.contracts.registration import Conference
from shared.contracts.vocabulary import Area, Ingredient

AUDIENCE = (State.PENDING, State.CONFIRMED, State.WAITLISTED, State.OFFERED)
"""Who comes, or would like to: whose goals and steps are counted."""
LATEST = 200
"""Definitions that are read: enough to see what people speak of, few enough to be read while a page waits."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """Of the latest definitions, how many speak of each ingredient."""

    read: int
    mention: Mapping[Ingredient, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """A conference in numbers."""

    at: datetime
    places: Places
    states: Mapping[State, int]
    quarters: Mapping[datetime, int]
    """Signups by the quarter of an hour in which they came, in order; those without any are left out."""
    areas: Mapping[Area | None, int]
    """People with a goal in an area; None: with a goal in no area."""
    spectrum: Mapping[Ingredient, Mapping[int | None, int]]
    """People at each step; None: who did not say."""
    definitions: Definitions

    @property
    def audience(self) -> int:
        """How many come, or would like to."""
        return sum(self.states.get(state, 0) for state in AUDIENCE)

    @property
    def signups(self) -> int:
        """How many signed up so far, whatever they did then."""
        return sum(self.quarters.values())

    def since(self, *, hours: int) -> int:
        """How many signed up in the last hours."""
        return sum(number for quarter, number in self.quarters.items() if quarter > self.at - timedelta(hours=hours))

    @property
    def held(self) -> int:
        """Places that are held until somebody answers."""
        return self.states.get(State.OFFERED, 0)


class FigureStore(Protocol):
    """Where the numbers come from."""

    async def of(self, conference: Conference) -> Figures:
        """The conference now, or a moment ago."""
        ...
