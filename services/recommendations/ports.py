"""What the use cases need from outside, as they see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.recommendations.domain.plan import AgendaItem
from shared.contracts.recommendations import Session
from shared.contracts.registration import Conference, ParticipantRegistered
from shared.events import FrozenEvent


@dataclass(frozen=True, slots=True)
class Stored:
    """A programme as it is in the store."""

    version: int
    sessions: tuple[Session, ...]
    """Those that take place."""
    cancelled: Mapping[str, int]
    """The last version of those that do not, by guid."""
    complete: bool = True
    """False when an import was cut before its version counted."""


@dataclass(frozen=True, slots=True)
class Built:
    """A participant's agenda as it goes into the store, with the event that tells of it."""

    participant: str
    conference: str
    version: int
    programme_version: int
    items: tuple[AgendaItem, ...]
    built_at: datetime
    cause: str
    """The id of the event it follows from."""
    event: FrozenEvent


@dataclass(frozen=True, slots=True)
class Kept:
    """A participant's agenda as it comes from the store."""

    participant: str
    conference: str
    version: int
    programme_version: int
    items: tuple[AgendaItem, ...]
    built_at: datetime


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a participant here."""

    registered: ParticipantRegistered
    links_revoked_at: datetime | None


class ConferenceReader(Protocol):
    """The copies of the conferences."""

    async def get(self, slug: str) -> Conference | None:
        """One conference, None if it is not known here (yet)."""
        ...


class ProgrammeStore(Protocol):
    """Programmes: their sessions, and which version they are."""

    async def version(self, conference: str) -> int:
        """0 if there is none."""
        ...

    async def load(self, conference: str) -> Stored | None:
        """The programme, None if there is none."""
        ...

    async def save(
        self,
        conference: str,
        version: int,
        changed: Sequence[tuple[Session, FrozenEvent]],
        cancelled: Sequence[tuple[Session, FrozenEvent]],
        published: FrozenEvent,
    ) -> bool:
        """Write a version with the events that tell of it. False if somebody else was first."""
        ...


class AgendaStore(Protocol):
    """Profiles and agendas."""

    async def add_profiles(self, registered: Sequence[ParticipantRegistered], *, waiting: bool) -> None:
        """Write profiles. Those that are there stay as they are."""
        ...

    async def add_agendas(self, built: Sequence[Built]) -> list[FrozenEvent | None]:
        """Write first agendas. Answers, for each, None or the event frozen when it was first written."""
        ...

    async def waiting(self, conference: str, limit: int) -> list[ParticipantRegistered]:
        """Some of those who wait for the programme."""
        ...

    async def settle(self, participants: Sequence[str]) -> None:
        """They wait no more."""
        ...

    async def profile(self, participant: str) -> Profile | None:
        """One profile, None if there is none."""
        ...

    async def agenda(self, participant: str) -> Kept | None:
        """One agenda, None if there is none."""
        ...

    async def revoke_links(self, participant: str, at: datetime) -> bool:
        """Links signed until then open nothing any more. False if there is no such participant."""
        ...


class EventBus(Protocol):
    """The way out for what is too much for one answer."""

    async def publish_all(self, events: Sequence[FrozenEvent], *, again: bool) -> None:
        """Publish and wait for every PubAck. Raises Unavailable."""
        ...
