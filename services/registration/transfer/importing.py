"""Taking a list of participants: first all of it is looked at, then every row goes the way of any other signup.

A row's signup has an id that follows from its address, so a list that is taken again, or was cut off, makes nobody
twice. The id follows from the service's secret as well: nobody else can ask whether an address was on a list.
"""

import asyncio
import hmac
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from services.registration.domain import refusal, same_person, signup_id
from services.registration.guarding.derived import derived
from services.registration.participants.life import State
from services.registration.service import OtherBody, Refused
from services.registration.transfer.checking import Contents, contents_of
from services.registration.transfer.roster import Roster
from services.registration.transfer.rows import Entry
from shared.contracts.registration import Conference, Signup
from shared.failures import passes

log = logging.getLogger(__name__)

AT_ONCE = 50
"""Rows on their way at the same time."""
_LOOKED_UP = 1000
_PAUSES = (0.2, 1.0, 3.0)
"""Seconds before a row is tried again, while the bus or the store is away."""


class Desk(Protocol):
    """Where signups are taken."""

    async def take(
        self, signup: Signup, *, key: str | None, traceparent: str | None, at: datetime | None = None
    ) -> str:
        """Put a signup on the bus."""
        ...


@dataclass(frozen=True, slots=True)
class Known:
    """A row whose address is here already: it is left as it is."""

    row: int
    state: State | None
    """None: an earlier import of the same list took it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do."""

    conference: Conference
    contents: Contents
    known: Sequence[Known]

    @property
    def refusal(self) -> str | None:
        """Why nobody can sign up at the moment, or None."""
        return refusal(self.conference)

    @property
    def fresh(self) -> list[Entry]:
        """The rows that are to be taken."""
        known = {one.row for one in self.known}
        return [entry for entry in self.contents.entries if entry.row not in known]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import got."""

    done: int
    of: int
    differing: tuple[int, ...] = ()
    """Rows that an earlier import took with other words, and that wait in the queue. Those stand."""
    cut_off: str | None = None
    """Why it ended before its end. Taken again, it goes on."""

    @property
    def finished(self) -> bool:
        """Whether all is done."""
        return self.done == self.of


class Importer:
    """Looks lists of participants through, and takes them."""

    def __init__(self, desk: Desk, roster: Roster, secret: str, clock: Callable[[], datetime]) -> None:
        self._desk, self._roster, self._clock = desk, roster, clock
        self._key = derived(secret, "import")

    async def plan(self, conference: Conference, content: bytes, mapping: Mapping[str, str]) -> Plan:
        """Look a list through; nothing is written. Raises UnusableFile."""
        # A long list takes seconds: others are answered meanwhile.
        contents = await asyncio.to_thread(contents_of, content, mapping, conference, self._clock())
        return Plan(conference, contents, await self._known(conference.slug, contents.entries))

    async def take(self, plan: Plan, traceparent: str | None) -> AsyncIterator[Progress]:
        """Sign everybody up who is not known yet, and tell how far it is."""
        fresh = plan.fresh
        progress = Progress(0, len(fresh))
        yield progress
        for some in _in_turn(fresh, AT_ONCE):
            rows = [self._take(plan.conference.slug, entry, traceparent) for entry in some]
            results = await asyncio.gather(*rows, return_exceptions=True)
            failure = next((one for one in results if isinstance(one, BaseException)), None)
            if failure:
                if not isinstance(failure, Refused) and not passes(failure):
                    raise failure
                # Some of these may have been taken; how many is known when they are taken again.
                words = str(failure) if isinstance(failure, Refused) else "a part this needs is away"
                log.warning("an import was cut off: %s", words, extra={"conference": plan.conference.slug})
                yield replace(progress, cut_off=words)
                return
            differing = tuple(entry.row for entry, same in zip(some, results, strict=True) if not same)
            progress = replace(progress, done=progress.done + len(some), differing=(*progress.differing, *differing))
            yield progress
        log.info("participants imported", extra={"conference": plan.conference.slug, "rows": progress.done})

    async def _take(self, conference: str, entry: Entry, traceparent: str | None) -> bool:
        """Whether the row was taken; False where one with the same address and other words was."""
        for pause in (*_PAUSES, None):
            try:
                await self._desk.take(
                    entry.signup, key=self._key_of(conference, entry), traceparent=traceparent, at=entry.signed_up_at
                )
            except OtherBody:
                return False
            except Exception as failure:
                if pause is None or not passes(failure):
                    raise
                await asyncio.sleep(pause)
            else:
                return True
        return False

    async def _known(self, conference: str, entries: Sequence[Entry]) -> list[Known]:
        known: list[Known] = []
        for some in _in_turn(entries, _LOOKED_UP):
            addresses = [same_person(entry.signup.email) for entry in some]
            signups = [signup_id(conference, self._key_of(conference, entry)) for entry in some]
            there = await self._roster.with_address(conference, addresses)
            taken = await self._roster.of_signups(signups)
            for entry, address, signup in zip(some, addresses, signups, strict=True):
                state = there.get(address)
                if signup in taken:
                    known.append(Known(entry.row, None))
                # Who wanted to hear of the conference signs up with this.
                elif state not in (None, State.INTERESTED):
                    known.append(Known(entry.row, state))
        return known

    def _key_of(self, conference: str, entry: Entry) -> str:
        address = same_person(entry.signup.email)
        # No header can hold a line break: who posts signups with keys of their own can never meet these.
        told = hmac.digest(self._key, f"{conference}\n{address}".encode(), "sha256").hex()
        return f"import\n{conference}\n{told}"


def _in_turn(entries: Sequence[Entry], number: int) -> Iterator[Sequence[Entry]]:
    return (entries[at : at + number] for at in range(0, len(entries), number))
