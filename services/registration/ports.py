"""What the use cases need from outside: the store and the bus, as they see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from services.registration.domain import Participant
from shared.contracts.registration import Conference, SignupReceived
from shared.events import FrozenEvent
from shared.outcomes import Receipt


class Progress(StrEnum):
    """How far a signup got, as far as whoever posted it may know."""

    RECEIVED = "received"
    PROCESSED = "processed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Handled:
    """A signup that was handled: what it said, in short, and what became of it."""

    fingerprint: str
    progress: Progress
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """The participant who has a signup's address already."""

    id: str
    events: tuple[FrozenEvent, ...]
    """What followed from the signup that made them."""


class ConferenceStore(Protocol):
    """Conferences, and the events of those that are not yet on the bus."""

    async def all(self) -> Sequence[Conference]:
        """Every conference. Raises Unavailable."""
        ...

    async def version(self, slug: str) -> tuple[Conference | None, int]:
        """A conference and its version; None and 0 if it is not known."""
        ...

    async def save(self, conference: Conference, version: int, event: FrozenEvent) -> bool:
        """Write a version with the event that tells of it. False if somebody else was first."""
        ...


class SignupStore(Protocol):
    """Participants, and the signups that made none."""

    async def add(self, participants: Sequence[Participant]) -> list[Known | None]:
        """Write the new ones, all at once. Answers, for each, None or who has the address already."""
        ...

    async def refuse(self, signup: SignupReceived, fingerprint: str, reason: str) -> None:
        """Remember that a signup was refused. Again is no matter."""
        ...

    async def claim_link(self, participant: str, signup: str, now: datetime) -> bool:
        """Whether this signup is the one whose owner gets a link mail now. Asked again, it says the same."""
        ...

    async def add_repeat(
        self, signup: SignupReceived, fingerprint: str, participant: str, events: Sequence[FrozenEvent]
    ) -> tuple[FrozenEvent, ...]:
        """Remember a signup for a known address; the events frozen when it was first handled."""
        ...

    async def handled(self, signup: str) -> Handled | None:
        """What became of a signup, None if it is not handled or not known."""
        ...


class SignupBus(Protocol):
    """The way of a signup onto the bus."""

    async def publish_first(self, event: FrozenEvent) -> Receipt:
        """Publish unless its subject holds a message already. Raises Unavailable."""
        ...

    async def last_on_subject(self, stream: str, address: str) -> bytes | None:
        """The message on a subject. Raises Unavailable."""
        ...
