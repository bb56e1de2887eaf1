"""How long it takes from one room to another."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

Walk = Callable[[str, str], timedelta]
ANY_WALK = timedelta(minutes=5)


def walk(one: str, other: str) -> timedelta:
    """What holds where nobody measured: five minutes to any other room."""
    return timedelta(0) if one == other else ANY_WALK


@dataclass(frozen=True, slots=True)
class Walks:
    """The walks between the rooms of a programme, in seconds, by number of the room."""

    rooms: dict[str, int]
    seconds: NDArray[np.int64]
    longest: int

    @classmethod
    def between(cls, rooms: Iterable[str], walk: Walk = walk) -> "Walks":
        """Ask for every pair once."""
        names = sorted(set(rooms))
        walks = [[round(walk(one, other).total_seconds()) for other in names] for one in names]
        seconds = np.array(walks, np.int64).reshape(len(names), len(names))
        return cls({name: number for number, name in enumerate(names)}, seconds, int(seconds.max(initial=0)))
