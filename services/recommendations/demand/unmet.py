"""Goals no session serves well, as groups of people who want the same."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.recommendations.demand.clusters import clusters, having
from services.recommendations.demand.goal_points import GoalPoints, goal_points
from services.recommendations.demand.shared_words import shared_words
from services.recommendations.demand.small_groups import FEWEST
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Unmet:
    """A group of at least five people whose goals want the same and are not served well."""

    words: tuple[str, ...]
    people: int
    closest: str | None
    """The guid of the session that comes nearest to most of them; None where none has anything in common."""


def unmet_goals(programme: Programme, everybody: Sequence[Wishes]) -> list[Unmet]:
    """The groups, those of most people first."""
    people: dict[str, set[int]] = defaultdict(set)
    for person, wishes in enumerate(everybody):
        for goal in wishes.goals:
            people[goal.statement].add(person)
    found = [
        unmet
        for goals in goal_points(programme, sorted(people))
        for unmet in _of_one_kind(programme, _badly_served(goals), people)
    ]
    return sorted(found, key=lambda each: (-each.people, each.words))


def _badly_served(goals: GoalPoints) -> GoalPoints:
    places = [int(place) for place in np.flatnonzero(goals.served < goals.kind.well)]
    return GoalPoints(
        goals.kind,
        [goals.texts[each] for each in places],
        goals.points[places],
        goals.served[places],
        [goals.closest[each] for each in places],
    )


def _of_one_kind(programme: Programme, goals: GoalPoints, people: dict[str, set[int]]) -> list[Unmet]:
    found = []
    for group in clusters(goals, people) if goals.texts else ():
        count = len(having(goals, group, people))
        if count >= FEWEST:
            said = [(goals.texts[each], people[goals.texts[each]]) for each in group]
            found.append(Unmet(shared_words(said, programme.language), count, _closest(goals, group, people)))
    return found


def _closest(goals: GoalPoints, group: Sequence[int], people: dict[str, set[int]]) -> str | None:
    votes: dict[str, int] = defaultdict(int)
    for each in group:
        if goals.served[each] > 0:
            votes[goals.closest[each]] += len(people[goals.texts[each]])
    return min(votes, key=lambda guid: (-votes[guid], guid), default=None)
