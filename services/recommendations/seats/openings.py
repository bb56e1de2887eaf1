"""Which sessions somebody can still get into."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Openings:
    """What is free in the sessions of a conference that have only so many seats.

    `left` says, by session, how many seats nobody holds and nobody waits for. `own` says, by participant, where they
    hold a seat, or wait and it is their turn.
    """

    left: dict[str, int] = field(default_factory=dict)
    own: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def full_for(self, participant: str) -> frozenset[str]:
        """The sessions they cannot get into."""
        return frozenset(guid for guid, left in self.left.items() if left < 1) - self.own.get(participant, frozenset())

    def take(self, participant: str, guids: Iterable[str]) -> None:
        """They get seats there, before whoever is planned for next."""
        for guid in guids:
            if guid not in self.own.get(participant, frozenset()):
                self.left[guid] -= 1
