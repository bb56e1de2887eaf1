"""What sessions are worth to people, as giving out seats sees it."""

from collections.abc import Callable, Sequence
from datetime import datetime

import numpy as np

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.optimum.limits import MUST
from services.recommendations.domain.plan import WEIGHTS
from services.recommendations.domain.planning import Planning
from services.recommendations.domain.preferences import Preferences
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.wishes import Wishes
from services.recommendations.seats.days import Numbers

MUST_COUNTS = 2
"""How many times a session counts that must be in: it moves somebody up in the queue, and is no ticket past it."""

Told = Callable[[int, int], None]
"""How many people are valued, and how many there are."""


def worth_of_all(
    programme: Programme, people: Sequence[tuple[Wishes, Preferences]], since: datetime | None, told: Told
) -> Numbers:
    """A row for each session of the timetable, a column for each person. What began before `since` is worth nothing."""
    worth = np.zeros((len(programme.timetable.sessions), len(people)))
    for column, (wishes, preferences) in enumerate(people):
        for position, points in _points(programme, wishes, preferences, since):
            worth[position, column] = points
        told(column + 1, len(people))
    return worth


def _points(
    programme: Programme, wishes: Wishes, preferences: Preferences, since: datetime | None
) -> list[tuple[int, int]]:
    planning = Planning(programme, wishes, preferences, Circumstances(since=since), WEIGHTS)
    candidates = planning.candidates or planning.for_anybody().candidates
    return [
        (each.position, MUST_COUNTS * (each.points - MUST) if each.points >= MUST else each.points)
        for each in candidates
    ]
