"""How well a programme as a whole serves a goal.

Rankers tell sessions apart: the best has 1 and an ordinary one little or nothing. Where a whole programme is about
what somebody wants, an ordinary session serves them well all the same. The ground is what it has then. It is 0 for
most goals, and it changes no order. `docs/ranking.md` tells how the figures were found.
"""

from dataclasses import dataclass

FEW_WORDS, ALL_WORDS = 0.6, 1.0
"""The share of a goal's words that sessions hold on average: up to here there is no ground, from there on all of it."""
UNLIKE, THE_SAME = 0.45, 0.75
"""The same for how like the goal they are on average, as a cosine."""
MOST = 0.9
"""The best stay ahead even where all are good."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What an ordinary session of the programme has, and the one that serves the goal least: shares from 0 to 1."""

    ordinary: float = 0.0
    least: float = 0.0

    def lifted(self, share: float) -> float:
        """What a session has that is so far from an ordinary one (0) to the best (1)."""
        return round(1 - (1 - self.ordinary) * (1 - share), 7)

    def lowered(self, share: float) -> float:
        """What a session has that is so far from the one that serves least (0) to an ordinary one (1)."""
        return round(self.least + (self.ordinary - self.least) * share, 7)

    def or_better(self, other: "Ground") -> "Ground":
        """The higher of both, however they were found."""
        return Ground(max(self.ordinary, other.ordinary), max(self.least, other.least))


BARE = Ground()


def by_words(share: float) -> float:
    """What holding that share of a goal's words comes to."""
    return _between(share, FEW_WORDS, ALL_WORDS)


def by_meaning(likeness: float) -> float:
    """What being so like a goal comes to."""
    return _between(likeness, UNLIKE, THE_SAME)


def _between(found: float, none: float, full: float) -> float:
    # Three places: how many goals were read at a time must not show.
    return round(min(max((found - none) / (full - none), 0.0), MOST), 3)
