"""Where somebody stands now: what they said at signup, moved by what they said after the day."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Move:
    """From where to where on one ingredient. `before` is None where they had not said."""

    before: int | None
    after: int


@dataclass(frozen=True, slots=True)
class Grown:
    """What they said after the day, by ingredient; `version` counts how often, 0 is never. `note` is theirs alone."""

    version: int = 0
    moves: Mapping[str, Move] = field(default_factory=dict)
    note: str = ""

    def reflected(self, said: Mapping[str, int], stated: Mapping[str, int], note: str) -> "Grown":
        """The next version: `said` is what they answer now, `stated` what they said at signup.

        The place before the day stays the one it was, however often they look back on it.
        """
        moves = dict(self.moves)
        for ingredient, after in said.items():
            before = moves[ingredient].before if ingredient in moves else stated.get(ingredient)
            moves[ingredient] = Move(before, after)
        return Grown(self.version + 1, moves, note)


def standing(stated: Mapping[str, int], grown: Grown | None) -> dict[str, int]:
    """Where they stand. A place they changed in their signup since is what counts: it was said later."""
    now = dict(stated)
    for ingredient, move in (grown.moves if grown else {}).items():
        if stated.get(ingredient) == move.before:
            now[ingredient] = move.after
    return now
