"""What a participant sets on their agenda: sliders, pins, pace and limits. Without a touch, nothing changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import time
from enum import StrEnum

USUAL = 2
"""Where every slider stands until it is moved."""
HIGHEST = 4


class Pin(StrEnum):
    """What somebody said about one session."""

    MUST = "must"
    """In the day before anything else."""
    MAYBE = "maybe"
    """They like it: worth half as much again, and something even where nothing speaks for it."""
    BACKUP = "backup"
    """Only where the time would be free otherwise."""
    NOT = "not"
    """Never."""


@dataclass(frozen=True, slots=True)
class Sliders:
    """How much each thing counts: 0 not at all, 1 half, 2 as usual, 3 half as much again, 4 twice."""

    goals: int = USUAL
    """What a session does for a goal by its words and meaning."""
    areas: int = USUAL
    """That it is about the area a goal was tied to."""
    steps: int = USUAL
    """That it leads one step further on the spectrum."""
    lengths: int = USUAL
    """That it is of a length they like."""

    def __post_init__(self) -> None:
        """Refuse with ValueError what no slider shows."""
        for each in fields(self):
            if not 0 <= getattr(self, each.name) <= HIGHEST:
                raise ValueError(f"{each.name} must lie between 0 and {HIGHEST}")

    def times(self, slider: str) -> float:
        """By how much that slider multiplies what it stands for."""
        return float(getattr(self, slider)) / USUAL


@dataclass(frozen=True, slots=True)
class Preferences:
    """All that is set on an agenda; every default leaves the day as it is made without.

    Times are on the conference's clock and hold on each of its days, and so do minutes.
    """

    sliders: Sliders = Sliders()
    pins: Mapping[str, Pin] = field(default_factory=dict)
    """By guid of the session."""
    longest_stretch: int | None = None
    """Minutes, from the first session after a break to the end of the last before the next one. A single session may
    last longer."""
    pause: int = 15
    """How many minutes between two sessions are a break, the way included."""
    most_minutes: int | None = None
    """Minutes in sessions on one day."""
    earliest: time | None = None
    latest: time | None = None
    in_part: bool = False
    """They would come late or leave early, for a part of what a session is worth."""
    each_goal: bool = False
    """At least one session for each goal, where that can be had."""

    def __post_init__(self) -> None:
        """Refuse with ValueError limits that leave nothing."""
        if self.pause < 1:
            raise ValueError("pause must be at least a minute")
        for name in ("longest_stretch", "most_minutes"):
            limit = getattr(self, name)
            if limit is not None and limit < 1:
                raise ValueError(f"{name} must be at least a minute")
        if self.earliest is not None and self.latest is not None and self.earliest >= self.latest:
            raise ValueError("latest must be after earliest")

    def pinned(self, pin: Pin) -> frozenset[str]:
        """The guids of the sessions pinned in that way."""
        return frozenset(guid for guid, each in self.pins.items() if each is pin)
