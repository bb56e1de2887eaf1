"""Who looks at their day right now, and what may have changed on it."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

MOST = 5_000
"""Open pages of one process; each costs a connection and some ten kilobytes."""
MOST_OF_ONE = 8
"""Open pages of one participant."""

ABOUT_ONE = frozenset({"agenda", "preferences", "attendance", "seat", "growth"})
"""Entities whose events tell of one participant: their subject, or one we need not know."""
ABOUT_ALL = frozenset({"session", "programme"})


class TooMany(Exception):
    """No more pages can be kept up to date at the moment."""


@dataclass(eq=False, slots=True)
class Watch:
    """One open page."""

    conference: str
    participant: str
    _moved: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        """Something may have changed."""
        self._moved.set()

    async def moved(self) -> None:
        """Return when something may have changed since the last time."""
        await self._moved.wait()
        self._moved.clear()


class Watching:
    """The open pages of this process, woken by what passes on the bus."""

    def __init__(self) -> None:
        self._open: set[Watch] = set()
        self._of: Counter[str] = Counter()
        self.leaving = False
        """Whether the process is about to end: pages come back to another one."""

    @contextmanager
    def watch(self, conference: str, participant: str) -> Iterator[Watch]:
        """Keep a page up to date. Raises TooMany."""
        if len(self._open) >= MOST or self._of[participant] >= MOST_OF_ONE:
            raise TooMany
        page = Watch(conference, participant)
        self._open.add(page)
        self._of[participant] += 1
        try:
            yield page
        finally:
            self._open.discard(page)
            self._of[participant] -= 1
            if not self._of[participant]:
                del self._of[participant]

    def heard(self, subject: str) -> None:
        """Wake the pages an event is about, by its subject: `conf.{conference}.{service}.{entity}.{fact}.v{n}.{id}`."""
        tokens = subject.split(".")
        if len(tokens) < 7:
            return
        conference, entity, id = tokens[1], tokens[3], tokens[6]
        for page in self._open:
            all_of_it = entity in ABOUT_ALL and page.conference == conference
            if all_of_it or (entity in ABOUT_ONE and page.participant == id):
                page.wake()

    def leave(self) -> None:
        """Let every page go."""
        self.leaving = True
        for page in self._open:
            page.wake()
