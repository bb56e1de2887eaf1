"""How long it takes from one room to another."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Walk = Callable[[str, str], timedelta]
ANY_WALK = timedelta(minutes=5)


def walk(one: str, other: str) -> timedelta:
    """What holds where nobody measured: five minutes to any other room."""
    return timedelta(0) if one == other else ANY_WALK


class MeasuredWalk(NamedTuple):
    """So many minutes from one room to another, and back."""

    one: str
    other: str
    minutes: int


def measured(walks: Iterable[MeasuredWalk]) -> Walk:
    """What somebody measured, and what holds elsewhere."""
    known = {frozenset((each.one, each.other)): timedelta(minutes=each.minutes) for each in walks}
    return lambda one, other: known.get(frozenset((one, other)), walk(one, other))


@dataclass(frozen=True, slots=True)
class Walks:
    """The walks between the rooms of a programme, in seconds, by number of the room."""

    rooms: dict[str, int]
    seconds: NDArray[np.int64]
    longest: int

    @classmethod
    def of(cls, rooms: Iterable[str], walk: Walk = walk) -> "Walks":
        """Ask for every pair once."""
        names = sorted(set(rooms))
        walks = [[round(walk(one, other).total_seconds()) for other in names] for one in names]
        seconds = np.array(walks, np.int64).reshape(len(names), len(names))
        return cls({name: number for number, name in enumerate(names)}, seconds, int(seconds.max(initial=0)))

    def between(self, one: str, other: str) -> timedelta:
        """From one room of the programme to another."""
        return timedelta(seconds=int(self.seconds[self.rooms[one], self.rooms[other]]))
