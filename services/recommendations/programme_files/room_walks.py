"""How far it is between rooms, as our own format says it, and as it is kept beside the sessions."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from services.recommendations.domain.walks import MeasuredWalk
from services.recommendations.programme_files.found import Frame
from shared.contracts.vocabulary import NO_BOOLEAN, Line

Pair = frozenset[str]
"""Two rooms."""
MOST_WALKS = 5000
"""A hundred rooms have 4,950 pairs."""


class RoomWalk(BaseModel):
    """A walk between two rooms, the same there and back."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    origin: Annotated[str, Line(80), Field(alias="from")]
    to: Annotated[str, Line(80)]
    minutes: Annotated[int, Field(ge=0, le=120), NO_BOOLEAN]

    @property
    def rooms(self) -> frozenset[str]:
        """Where it leads, either way."""
        return frozenset((self.origin, self.to))


def kept(walks: Sequence[RoomWalk]) -> list[dict[str, Any]]:
    """As they are kept in a frame: in one order, however they were said."""
    said = (walk.model_dump(by_alias=True) for walk in walks)
    return sorted(said, key=lambda walk: (walk["from"], walk["to"]))


def walks_of(frame: Frame) -> tuple[MeasuredWalk, ...]:
    """As the rules read them."""
    return tuple(MeasuredWalk(walk["from"], walk["to"], walk["minutes"]) for walk in frame.get("walks", ()))


def faults_of(walks: Sequence[RoomWalk], rooms: Collection[str]) -> Iterator[tuple[int, str, str]]:
    """What is wrong with one beside the others and the rooms sessions are in: its position, the field, and why."""
    seen: dict[frozenset[str], int] = {}
    for position, walk in enumerate(walks):
        for field, room in (("from", walk.origin), ("to", walk.to)):
            if room not in rooms:
                yield position, field, f"is no room of a session: {room}"
        if walk.origin == walk.to:
            yield position, "to", "is where the walk begins"
        elif walk.rooms in seen:
            yield position, "to", f"is the walk of walks[{seen[walk.rooms]}] again"
        seen.setdefault(walk.rooms, position)


def changed_walks(before: Frame, after: Frame) -> frozenset[Pair]:
    """The pairs of rooms between which something else is said than before, whichever of them is named first."""
    was, now = _minutes(before), _minutes(after)
    return frozenset(pair for pair in was.keys() | now.keys() if was.get(pair) != now.get(pair))


def _minutes(frame: Frame) -> Mapping[Pair, int]:
    return {frozenset((walk.one, walk.other)): walk.minutes for walk in walks_of(frame)}
