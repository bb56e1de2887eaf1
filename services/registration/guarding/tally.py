"""How often something happened lately, counted in slots of time, and when there is room for once more.

A slot counts as long as any moment of it is inside the window. So a window of any position never holds more than is
allowed, and whoever waits a window and a tenth has the whole allowance again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

SLOTS = 10
"""How many make a window."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How often something may happen in how many seconds, for each of whom it is counted for."""

    name: str
    allowed: int
    seconds: int


def slot_at(rule: Rule, now: float) -> int:
    """The slot of a moment, in seconds since 1970: the same for every replica."""
    return int(now * SLOTS // rule.seconds)


def counts_until(rule: Rule, slot: int) -> float:
    """The moment at which a slot is forgotten."""
    return (slot + SLOTS + 1) * rule.seconds / SLOTS


def recent(rule: Rule, counts: Mapping[int, int], now: float) -> dict[int, int]:
    """The slots that still count, the oldest first."""
    oldest = slot_at(rule, now) - SLOTS
    return {slot: counts[slot] for slot in sorted(counts) if slot >= oldest}


def wait_for_room(rule: Rule, counts: Mapping[int, int], now: float) -> int:
    """Whole seconds until once more is allowed; 0: now."""
    if sum(counts.values()) < rule.allowed:
        return 0  # nearly always
    still = recent(rule, counts, now)
    too_many = sum(still.values()) + 1 - rule.allowed
    for slot, number in still.items():
        if too_many <= 0:
            break
        too_many -= number
        if too_many <= 0:
            return max(1, ceil(counts_until(rule, slot) - now))
    return 0
