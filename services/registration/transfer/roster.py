"""What import and export need to know of who is here already, as they see it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from services.registration.participants.life import State
from services.registration.participants.person import Person


@dataclass(frozen=True, slots=True)
class Shape:
    """How wide an export is."""

    questions: Sequence[tuple[str, int]]
    """Questions of forms and lists, each with how often one person answers it, in the order they came in."""
    windows: int
    """The most times of day anybody gave."""


class Roster(Protocol):
    """Everybody of a conference."""

    async def with_address(self, conference: str, addresses: Sequence[str]) -> Mapping[str, State]:
        """Those who have one of these addresses (in the form by which one person is one), by address."""
        ...

    async def of_signups(self, signups: Sequence[str]) -> set[str]:
        """Which of these signups somebody was made of, or taken as a second one, whatever became of them since."""
        ...

    async def shape(self, conference: str) -> Shape:
        """How wide an export of the conference is."""
        ...

    def everybody(self, conference: str) -> AsyncIterator[Person]:
        """All but who was erased: who signed up first comes first."""
        ...
