"""What the use cases need from outside, as they see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Protocol

from services.notifications.domain import Cancelled, Delivery, Erased, State
from shared.contracts.notifications import Template
from shared.contracts.registration import Conference, Contact, ContactChanged, ParticipantCancelled
from shared.events import FrozenEvent


@dataclass(frozen=True, slots=True)
class Claim:
    """The wish to send one message."""

    key: str
    cause: str
    participant: str
    conference: str
    template: Template
    owner: str
    """The process that wants to send it."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message somebody claimed before."""

    state: State
    owner: str
    at: datetime
    event: FrozenEvent | None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a message, with the event that tells of it."""

    key: str
    state: State
    reason: str | None
    event: FrozenEvent


class ContactStore(Protocol):
    """How to reach people."""

    async def keep(self, changes: Sequence[ContactChanged]) -> None:
        """Keep the newest version of each, in whatever order they come."""
        ...

    async def of(self, participants: Sequence[str]) -> dict[str, Contact | Erased]:
        """By participant; who is not known (yet) is absent."""
        ...

    async def cancel(self, events: Sequence[ParticipantCancelled]) -> None:
        """Note that people take part no more, whether it is known how to reach them or not."""
        ...

    async def gone(self, participants: Sequence[str]) -> dict[str, Erased | Cancelled]:
        """Which of them are erased, or cancelled at any time."""
        ...

    async def erase(self, participant: str, conference: str, event: FrozenEvent) -> tuple[FrozenEvent, bool]:
        """Leave nothing but the event in their place. Answers the event that was left first, and if that was before."""
        ...


class MessageStore(Protocol):
    """Messages: claimed before they are sent, marked after."""

    async def claim(self, claims: Sequence[Claim]) -> list[Claimed | None]:
        """Write the claims. Answers, for each, None (it is ours) or what is there already."""
        ...

    async def take_over(self, claim: Claim, owner: str, at: datetime) -> bool:
        """Claim a message that is still `sending` as this owner claimed it then. False if it is not any more."""
        ...

    async def mark(self, results: Sequence[Result]) -> None:
        """Write what became of messages that are `sending`."""
        ...

    async def release(self, keys: Sequence[str], owner: str) -> None:
        """Give up claims on messages that were certainly not handed over."""
        ...

    async def number_of(self, participant: str) -> int:
        """How many messages there are to a participant."""
        ...

    async def forget(self, participants: Sequence[str]) -> None:
        """Delete every message to these participants, whatever became of it."""
        ...

    async def counts(self) -> dict[tuple[str, str], int]:
        """How many messages there are, by template and state."""
        ...


class ConferenceReader(Protocol):
    """The copies of the conferences."""

    async def get(self, slug: str) -> Conference | None:
        """One conference, None if it is not known here (yet)."""
        ...


class Mailer(Protocol):
    """The way out."""

    async def send(self, message: EmailMessage) -> Delivery:
        """Hand one mail over. Raises nothing."""
        ...
