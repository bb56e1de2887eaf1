"""What the use cases need from outside: the store and the bus, as they see them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from services.registration.participants.person import Change, Person
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
    conference: str | None = None
    """Where it is known."""


class NoPlace(Exception):
    """Every place is taken, or others wait for the next one."""


class AddressTaken(Exception):
    """Another participant has this address."""


class ChangedMeanwhile(Exception):
    """Somebody else changed it since it was read: read it and decide again."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody as a signup makes them, with the events that say so."""

    signup: SignupReceived
    fingerprint: str
    change: Change
    frozen: tuple[FrozenEvent, ...]

    @property
    def person(self) -> Person:
        """As they are then."""
        return self.change.after


@dataclass(frozen=True, slots=True)
class Known:
    """The participant who has a signup's address already."""

    person: Person
    events: tuple[FrozenEvent, ...] | None
    """What followed from this very signup, when it was handled first; None if it was another one."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a conference."""

    capacity: int
    taken: int
    waiting: int

    @property
    def free(self) -> int:
        """Places nobody has, for who waits."""
        return max(0, self.capacity - self.taken)

    @property
    def free_for_newcomers(self) -> int:
        """Places nobody has and nobody waits for."""
        return 0 if self.waiting else self.free


@dataclass(frozen=True, slots=True)
class HeldSignup:
    """A second signup, aside until the owner of the address decides."""

    signup: SignupReceived
    fingerprint: str
    participant: str
    frozen: tuple[FrozenEvent, ...] = ()
    hashes: tuple[str, ...] = ()
    until: datetime | None = None


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


class PeopleStore(Protocol):
    """Participants, and the ledger of places."""

    async def add(self, newcomers: Sequence[Newcomer]) -> list[Newcomer | None]:
        """Write people who take no place, all at once. None for each whose address or signup is known already."""
        ...

    async def admit(
        self, conference: str, newcomers: Sequence[Newcomer], turned_away: Callable[[Newcomer], Newcomer]
    ) -> list[Newcomer | None]:
        """Write people who are to have a place each, as long as there are any: by time of signup.

        Who gets none is written as `turned_away` makes them. None for each whose address or signup is known already.
        """
        ...

    async def begin(self, change: Change) -> None:
        """Write somebody no signup made, with the events that are owed. Raises AddressTaken."""
        ...

    async def save(self, change: Change, *, because: Newcomer | None = None) -> None:
        """Write a participant as a deed left them, with the events it owes; places and queue move along.

        `because`: the signup it follows from, whose events the worker publishes. Raises NoPlace, AddressTaken, or
        ChangedMeanwhile when they are not any more what the deed was decided on.
        """
        ...

    async def find(self, participant: str) -> Person | None:
        """One participant, None if there is none."""
        ...

    async def by_address(self, conference: str, email: str) -> Person | None:
        """Who has an address at a conference."""
        ...

    async def by_token(self, hash: str) -> Person | None:
        """Whom a token was sent to."""
        ...

    async def by_signup(self, signup: str) -> Person | None:
        """Whom a signup made, or made take part."""
        ...

    async def who_has(self, signup: SignupReceived) -> Known:
        """Who handled this signup already or, if nobody did, has its address."""
        ...

    async def waiting_first(self, conference: str) -> Person | None:
        """The first of the queue: who signed up earliest, whenever they confirmed."""
        ...

    async def position(self, person: Person) -> int:
        """Their place in the queue, from 1."""
        ...

    async def overdue(self, now: datetime, limit: int) -> list[Person]:
        """Some of those whose offer has run out."""
        ...

    async def queues(self) -> list[str]:
        """The conferences somebody waits for a place at."""
        ...

    async def places(self, conference: str) -> Places:
        """How many places there are, are taken, and are waited for."""
        ...


class SignupStore(Protocol):
    """The signups that made no participant."""

    async def refuse(self, signup: SignupReceived, fingerprint: str, reason: str) -> None:
        """Remember that a signup was refused. Again is no matter."""
        ...

    async def claim_link(self, participant: str, signup: str, now: datetime) -> bool:
        """Whether this signup is the one whose owner gets a link mail now. Asked again, it says the same."""
        ...

    async def hold(self, held: HeldSignup) -> tuple[FrozenEvent, ...]:
        """Put a signup for a known address aside; the events frozen when it was first handled."""
        ...

    async def held(self, hash: str) -> HeldSignup | None:
        """The signup somebody is to look at with this token; None once decided, or if there is none."""
        ...

    async def was_decided(self, hash: str) -> bool:
        """Whether this token was about a signup that is decided."""
        ...

    async def held_for(self, participant: str) -> list[HeldSignup]:
        """Signups that wait for a participant's word."""
        ...

    async def decide(self, signup: str) -> None:
        """A held signup was accepted or dropped: what it said is forgotten."""
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
