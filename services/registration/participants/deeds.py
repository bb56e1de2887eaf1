"""Doing something to one participant: read, decide, write, tell; again when somebody else was quicker."""

import logging
from collections.abc import Awaitable, Callable
from uuid import uuid4

from services.registration.participants.life import State, holds_place
from services.registration.participants.person import Change, Person, Tell, first_told
from services.registration.ports import ChangedMeanwhile, NoPlace, PeopleStore
from shared.events import Producer
from shared.outcomes import Unavailable

log = logging.getLogger(__name__)

_ATTEMPTS = 20

Decide = Callable[[Person, Tell], Change]


class NoSuchParticipant(Exception):
    """Nobody has this id."""


class Deeds:
    """The one way a click changes a participant."""

    def __init__(self, store: PeopleStore, owed: Callable[[str], Awaitable[bool]], producer: Producer) -> None:
        """`owed` brings the events of a participant onto the bus; what it cannot bring now goes later by itself."""
        self._people, self.owed, self._producer = store, owed, producer
        self.place_freed: Callable[[str], Awaitable[None]] | None = None
        self.erased: Callable[[], None] | None = None

    async def do(self, participant: str, *decisions: Decide) -> Person:
        """Decide and write. A further decision is taken where the one before found no place.

        Returns the participant as they are then. Raises NoSuchParticipant, IllegalChange, AddressTaken, Unavailable.
        """
        for _ in range(_ATTEMPTS):
            person = await self._people.find(participant)
            if person is None:
                raise NoSuchParticipant
            try:
                return await self._first_possible(person, decisions)
            except ChangedMeanwhile:
                continue
        raise Unavailable("somebody else keeps changing this participant")

    async def _first_possible(self, person: Person, decisions: tuple[Decide, ...]) -> Person:
        for number, decide in enumerate(decisions, 1):
            change = decide(person, first_told(self._producer, person.conference, str(uuid4())))
            try:
                await self._people.save(change)
            except NoPlace:
                if number == len(decisions):
                    raise
                continue
            await self._tell(change)
            return change.after
        raise NoPlace

    async def _tell(self, change: Change) -> None:
        for event in change.events:
            log.info("%s", event.type, extra={"event_id": event.id, "correlation_id": event.correlationid})
        if change.events:
            await self.owed(change.after.id)
        if change.after.state is State.ERASED and self.erased:
            self.erased()
        freed = holds_place(change.before.state) and not holds_place(change.after.state)
        if freed and self.place_freed:
            await self.place_freed(change.before.conference)
