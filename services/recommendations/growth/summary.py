"""How far a conference came, without names: groups under five are hidden, and so is all that would tell their size."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from services.recommendations.growth.places import Grown
from shared.contracts.vocabulary import Ingredient

SMALLEST = 5
"""Fewer people are never told of."""
PLACES = range(1, 5)


@dataclass(frozen=True, slots=True)
class Group:
    """People who came from the same place to the same place."""

    before: int
    after: int
    people: int


@dataclass(frozen=True, slots=True)
class IngredientGrowth:
    """One ingredient, in groups that are large enough. There is no total: it would tell what is hidden."""

    ingredient: str
    groups: tuple[Group, ...]

    @property
    def people(self) -> int:
        """In the groups that are shown."""
        return sum(group.people for group in self.groups)

    @property
    def further(self) -> int:
        """Those of them who stand further than before."""
        return sum(group.people for group in self.groups if group.after > group.before)

    @property
    def most(self) -> int:
        """At the fullest place, before or after; 1 where there is nobody, to divide by."""
        return max(1, *(people for place in PLACES for people in self.at(place)))

    def at(self, place: int) -> tuple[int, int]:
        """How many of those stood at a place before, and stand there after."""
        before = sum(group.people for group in self.groups if group.before == place)
        return before, sum(group.people for group in self.groups if group.after == place)


def summary(everybody: Iterable[Grown]) -> tuple[IngredientGrowth, ...]:
    """The groups of each ingredient. Who had not said where they stood before belongs to none."""
    counted = Counter(
        (ingredient, move.before, move.after)
        for grown in everybody
        for ingredient, move in grown.moves.items()
        if move.before is not None
    )
    return tuple(
        IngredientGrowth(
            ingredient.value,
            tuple(
                Group(before, after, people)
                for (name, before, after), people in sorted(counted.items())
                if name == ingredient and before is not None and people >= SMALLEST
            ),
        )
        for ingredient in Ingredient
    )
