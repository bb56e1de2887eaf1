"""How many signups one network and one mailbox may send: counted at once, in memory; shared when it looks suspicious.

Honest people do not wait for the store. What one replica has seen beyond a small part of the allowance is told to the
others in the background, once a second, and from then on all of them count together. Whoever sends a mailbox more than
that small part, or comes from a network beyond a quarter of its allowance, waits until the others have been asked: so a
burst at several replicas gets no more than one at a single one.
"""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol

from services.registration.guarding.limits import Keys, TooMany, mailbox, tell_refusal
from services.registration.guarding.tally import SLOTS, Rule, counts_until, recent, slot_at, wait_for_room
from shared.outcomes import Unavailable

log = logging.getLogger(__name__)

NETWORK, RECIPIENT = "network", "recipient"
"""The names of the rules."""
EVERY = 1.0
"""Seconds between two looks at what the others have counted."""
PATIENCE = 0.5
"""Seconds somebody who sends much waits for the others."""
A_SMALL_PART = 10
"""A tenth of the allowance: below it nothing is shared, so honest people cause no write."""
MOST_KEYS = 50_000
"""Of each rule, in memory: whoever sends from more places than that is not stopped by counting places."""
MOST_TOLD = 2_000
"""Counts told at once; the rest a second later."""


@dataclass(frozen=True, slots=True)
class Count:
    """How often in one slot of time: by this replica when told, by all the others when heard."""

    rule: str
    key: str
    slot: int
    number: int
    until: float
    """When it no longer counts, in seconds since 1970."""


class SharedCounts(Protocol):
    """Where replicas tell each other what they have counted."""

    async def tell(self, counts: Sequence[Count]) -> None:
        """Say how many this replica has counted; again, with another number, replaces it. Raises Unavailable."""
        ...

    async def news(self) -> Sequence[Count]:
        """What the others said since this was asked last, and some of what they said before. Raises Unavailable."""
        ...


@dataclass(slots=True)
class _Seen:
    own: dict[int, int] = field(default_factory=dict)
    told: dict[int, int] = field(default_factory=dict)
    others: dict[int, int] = field(default_factory=dict)

    def counts(self) -> dict[int, int]:
        if not self.others:
            return self.own
        return {slot: self.own.get(slot, 0) + self.others.get(slot, 0) for slot in self.own.keys() | self.others.keys()}

    def forget_before(self, slot: int) -> None:
        for counts in (self.own, self.told, self.others):
            # The oldest came first, or nearly.
            while counts and (first := next(iter(counts))) < slot:
                del counts[first]


class SignupLimits:
    """Counts signups by network and by mailbox."""

    def __init__(
        self, network: Rule, recipient: Rule, keys: Keys, shared: SharedCounts, clock: Callable[[], float] = time.time
    ) -> None:
        self._network, self._recipient = network, recipient
        self._rules = {rule.name: rule for rule in (network, recipient)}
        self._keys, self._shared, self._clock = keys, shared, clock
        self._seen: dict[str, OrderedDict[str, _Seen]] = {name: OrderedDict() for name in self._rules}
        self._suspects: dict[str, set[str]] = {name: set() for name in self._rules}
        self._alone = False
        self._sharing = asyncio.Lock()

    @asynccontextmanager
    async def entry(self, network: str, email: str) -> AsyncIterator[None]:
        """Count one signup, unless what is inside fails. Raises TooMany."""
        now = self._clock()
        asked = [
            (rule, self._keys.key(rule, subject))
            for rule, subject in ((self._network, network), (self._recipient, mailbox(email)))
        ]
        self._look(asked, now)
        counted = [(slot_at(rule, now), self._of(rule, key, now)) for rule, key in asked]
        for (rule, key), (slot, seen) in zip(asked, counted, strict=True):
            seen.own[slot] = seen.own.get(slot, 0) + 1
            if sum(seen.own.values()) > max(2, rule.allowed // A_SMALL_PART):
                self._suspects[rule.name].add(key)
        try:
            if any(self._is_close(rule, key) for rule, key in asked) and await self._ask_others():
                self._look(asked, now, counted=1)
            yield
        except BaseException:
            # What was not taken is sent again by whoever was promised nothing: it counts once.
            for slot, seen in counted:
                seen.own[slot] = seen.own.get(slot, 1) - 1
            raise

    def _look(self, asked: Sequence[tuple[Rule, str]], now: float, counted: int = 0) -> None:
        """Raises TooMany. `counted`: how much of what is seen is the one that asks."""
        for rule, key in asked:
            found = self._seen[rule.name].get(key)
            allowed = Rule(rule.name, rule.allowed + counted, rule.seconds)
            if found and (wait := wait_for_room(allowed, found.counts(), now)):
                tell_refusal(rule.name)
                raise TooMany(rule.name, wait)

    def _is_close(self, rule: Rule, key: str) -> bool:
        """Whether others have to be asked first."""
        part = rule.allowed // 4 if rule is self._network else max(2, rule.allowed // A_SMALL_PART)
        found = self._seen[rule.name].get(key)
        return found is not None and sum(found.counts().values()) > part

    async def _ask_others(self) -> bool:
        """Tell and hear at once. False while the store is away, which is no reason to refuse anybody."""
        if self._alone:
            return False
        try:
            async with asyncio.timeout(PATIENCE), self._sharing:
                await self.share()
        except (Unavailable, TimeoutError) as away:
            self._goes_on_alone(away)
            return False
        return True

    def _goes_on_alone(self, away: Exception) -> None:
        """Until the store is heard from again, nobody waits for it."""
        if not self._alone:
            log.warning("limits are counted by this replica alone: %s", away or "the store takes too long")
        self._alone = True

    def suspicious(self, network: str) -> bool:
        """Whether more than half of what a network may send has come from it."""
        found = self._seen[self._network.name].get(self._keys.key(self._network, network))
        half = Rule(self._network.name, max(1, self._network.allowed // 2), self._network.seconds)
        return found is not None and wait_for_room(half, found.counts(), self._clock()) > 0

    async def run(self) -> None:
        """Share for ever. The store away is no reason to stop counting."""
        while True:
            try:
                async with self._sharing:
                    await self.share()
                self._alone = False
            except Unavailable as away:
                self._goes_on_alone(away)
            await asyncio.sleep(EVERY)

    async def share(self) -> None:
        """Tell what looks suspicious, hear what the others say. Raises Unavailable."""
        if told := self._to_tell():
            await self._shared.tell(told)
            for count in told:
                if seen := self._seen[count.rule].get(count.key):
                    seen.told[count.slot] = count.number
        heard, now = await self._shared.news(), self._clock()
        for count in heard:
            rule = self._rules.get(count.rule)
            if rule and count.slot >= slot_at(rule, now) - SLOTS:
                self._of(rule, count.key, now).others[count.slot] = count.number
                self._suspects[rule.name].add(count.key)

    def _to_tell(self) -> list[Count]:
        now, told = self._clock(), []
        for rule in self._rules.values():
            suspects = self._suspects[rule.name]
            for key in list(suspects):
                seen = self._seen[rule.name].get(key)
                if seen is None or not recent(rule, seen.counts(), now):
                    suspects.discard(key)
                    continue
                for slot, number in recent(rule, seen.own, now).items():
                    if seen.told.get(slot, 0) != number:
                        told.append(Count(rule.name, key, slot, number, counts_until(rule, slot)))
                if len(told) >= MOST_TOLD:
                    return told
        return told

    def _of(self, rule: Rule, key: str, now: float) -> _Seen:
        """What is known of a key, moved to the end: at the front is who was not met for longest."""
        all_of_them = self._seen[rule.name]
        oldest = slot_at(rule, now) - SLOTS
        for _ in range(2):  # two out for each one in: memory follows the load
            first = next(iter(all_of_them), None)
            if first is None or first == key:
                break
            met = all_of_them[first].counts()
            if len(all_of_them) < MOST_KEYS and any(slot >= oldest for slot in met):
                break
            del all_of_them[first]
        seen = all_of_them.setdefault(key, _Seen())
        all_of_them.move_to_end(key)
        seen.forget_before(oldest)
        return seen
