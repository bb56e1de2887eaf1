"""What the use cases need from outside, as they see it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from services.recommendations.domain.basis import Basis
from services.recommendations.domain.life import Life
from services.recommendations.domain.obstacles import KeptOut
from services.recommendations.domain.plan import AgendaItem
from services.recommendations.programme_files.found import Extra, Frame
from services.recommendations.reproducing.made import Made
from shared.contracts.recommendations import Session
from shared.contracts.registration import (
    Conference,
    ParticipantCancelled,
    ParticipantRegistered,
    ParticipantWishesChanged,
    Wishes,
)
from shared.events import FrozenEvent
from shared.outcomes import Done

TakesPart = ParticipantRegistered | ParticipantWishesChanged
"""What says that somebody takes part, and what they want of the day."""


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
    extras: Mapping[str, Extra] = field(default_factory=dict)
    """What is kept beside sessions, by guid."""
    frame: Frame = field(default_factory=dict)
    """What is kept beside all of them."""
    gone: tuple[Session, ...] = ()
    """Those that do not take place, as they were."""
    published_at: datetime | None = None
    """When this version was; of very old ones nobody knows."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event, and the id of the event it followed from."""

    cause: str
    event: FrozenEvent


@dataclass(frozen=True, slots=True)
class Built:
    """A participant's agenda as it goes into the store, with the events that tell of it."""

    participant: str
    conference: str
    basis: Basis
    revision: int
    """Counts the writes in its place, from 1 and for ever: whoever writes says which one they write over."""
    items: tuple[AgendaItem, ...]
    built_at: datetime
    told: tuple[Told, ...]
    """Its own last; before it, some of earlier agendas, which may not be on the bus yet."""
    made: tuple[Made, ...] = ()
    """How it was made last; before it, some of earlier agendas."""
    limits: Mapping[str, int | None] = field(default_factory=dict)
    """Its sessions that have only so many seats, and how many, by guid; None where there is one more for its owner."""
    waits: tuple[str, ...] = ()
    """Full sessions that would be in it, by guid."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What is in the place of an agenda whose owner cancelled."""

    participant: str
    conference: str
    version: int
    revision: int
    sessions: tuple[str, ...]
    """What calendars may still hold of it, by guid."""
    ended_at: datetime
    told: tuple[Told, ...]
    """Empty if there was no agenda to tell of."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is in the place of an agenda already, as far as whoever writes there needs to know."""

    life: Life
    revision: int
    basis: Basis
    items: tuple[AgendaItem, ...] = ()
    sessions: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    made: tuple[Made, ...] = ()

    def again(self, cause: str) -> Done:
        """The answer to a cause that comes again or too late: what followed from it, if anything did."""
        events = tuple(one.event for one in self.told if one.cause == cause)
        return Done(events, again=bool(events))


@dataclass(frozen=True, slots=True)
class Kept:
    """A participant's agenda as it comes from the store."""

    participant: str
    conference: str
    version: int
    revision: int
    programme_version: int
    items: tuple[AgendaItem, ...]
    built_at: datetime
    recommendation: str | None = None
    """Under this id it can be made again; None if it was made before that was kept."""
    unkept: tuple[KeptOut, ...] = ()
    """What they said must be in and cannot be."""
    unmet: tuple[int, ...] = ()
    """The goals without a session, where each was to have one, by index."""
    unserved: tuple[int, ...] = ()
    """The goals that no session of the programme serves, by index."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a participant here."""

    conference: str
    life: Life
    wishes: Wishes | None
    """None unless they take part."""
    links_revoked_at: datetime | None = None


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
        changed: Sequence[tuple[Session, Extra, FrozenEvent]],
        cancelled: Sequence[tuple[Session, FrozenEvent]],
        published: FrozenEvent,
        frame: Frame,
        walked: Collection[str],
        at: datetime,
    ) -> bool:
        """Write a version with the events that tell of it. False if somebody else was first.

        `walked`: the rooms from or to which it is not as far any more.
        """
        ...


class ProfileStore(Protocol):
    """What participants want, or that they take part no more: for each of them, the newest that was said."""

    async def take_part(self, said: Sequence[TakesPart], *, waiting: bool) -> None:
        """Write what overtakes the profiles that are there. Each is of somebody else."""
        ...

    async def cancel(self, said: ParticipantCancelled) -> None:
        """Write that somebody takes part no more, unless something newer is there. Their wishes go."""
        ...

    async def erase(self, participant: str, conference: str, event: FrozenEvent) -> tuple[FrozenEvent, bool]:
        """Leave nothing but the event in their place. Answers the event that was left first, and if that was before."""
        ...

    async def waiting(self, conference: str, limit: int) -> list[TakesPart]:
        """Some of those who wait for the programme."""
        ...

    async def settle(self, participants: Sequence[str]) -> None:
        """They wait no more."""
        ...

    async def profile(self, participant: str) -> Profile | None:
        """One profile, None if there is none."""
        ...

    async def profiles(self, participants: Sequence[str]) -> dict[str, Profile]:
        """Those there are of these, by participant."""
        ...

    async def revoke_links(self, participant: str, at: datetime) -> bool:
        """Links signed until then open nothing any more. False if there is no such participant."""
        ...


class AgendaStore(Protocol):
    """Agendas, and what is in the place of those that are gone."""

    async def add(self, written: Sequence[Built | Ended]) -> list[Found | None]:
        """Write where there is nothing yet. Answers, for each, None or what is there already."""
        ...

    async def replace(self, written: Built | Ended, over: int) -> bool:
        """Write over the revision that was found. False if that is there no more."""
        ...

    async def erase(self, participant: str, conference: str, event: FrozenEvent) -> None:
        """Leave nothing but the event in its place."""
        ...

    async def found(self, participants: Sequence[str]) -> dict[str, Found]:
        """What is there, by participant."""
        ...

    async def agenda(self, participant: str) -> Kept | Ended | None:
        """One agenda, or what is in its place. None if there is none, or no more than that it was erased."""
        ...


class EventBus(Protocol):
    """The way out for what is too much for one answer."""

    async def publish_all(self, events: Sequence[FrozenEvent], *, again: bool) -> None:
        """Publish and wait for every PubAck. Raises Unavailable."""
        ...
