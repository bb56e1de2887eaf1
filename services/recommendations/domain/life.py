"""Somebody's life as a participant: the newest state counts, whatever order it is told in; erased is for good.

An agenda carries the version of the participant it follows from. So both are the same in the end, however often and in
whatever order the facts of a life arrive, and a state that is overtaken meets a higher version wherever it is written.
"""

from dataclasses import dataclass
from enum import StrEnum

ERASED = 2**53
"""The version of what is erased: no other one is higher."""


class Standing(StrEnum):
    """Whether somebody takes part."""

    TAKES_PART = "takes_part"
    CANCELLED = "cancelled"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Life:
    """One state of it."""

    version: int
    standing: Standing

    def overtakes(self, known: "Life | None") -> bool:
        """Whether it comes after what is known."""
        return known is None or known.version < self.version


ERASED_LIFE = Life(ERASED, Standing.ERASED)


class Telling(StrEnum):
    """What writing an agenda tells everybody."""

    READY = "ready"
    """There is one where there was none: the first, or the first since they cancelled."""
    CHANGED = "changed"
    """It is in the place of another one."""
    CANCELLED = "cancelled"
    """There is none any more."""


def telling(before: Life | None, now: Life) -> Telling | None:
    """What follows when `now` is written over `before`, in the place of the agenda; None if nothing does."""
    had_one = before is not None and before.standing is Standing.TAKES_PART
    if now.standing is Standing.TAKES_PART:
        return Telling.CHANGED if had_one else Telling.READY
    if now.standing is Standing.CANCELLED and had_one:
        return Telling.CANCELLED
    return None  # Whoever erases says so in words of its own.
