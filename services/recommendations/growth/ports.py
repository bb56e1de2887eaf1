"""What growth needs from outside, as its use cases see it."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from services.recommendations.growth.places import Grown
from shared.events import FrozenEvent


@dataclass(frozen=True, slots=True)
class Reflector:
    """Somebody who may look back: where they said they stood, and what they said since."""

    conference: str
    stated: Mapping[str, int]
    grown: Grown


class GrowthStore(Protocol):
    """What people said after the day."""

    async def of(self, participant: str) -> Reflector | None:
        """One of them, None if they take no part."""
        ...

    async def save(self, participant: str, grown: Grown, event: FrozenEvent) -> bool:
        """Write the next version with the event that is owed. False if somebody else wrote it first."""
        ...

    def everybody(self, conference: str) -> AsyncIterator[Grown]:
        """What each of those said who said anything."""
        ...
