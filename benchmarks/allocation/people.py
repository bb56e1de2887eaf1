"""People as they might come: their goals are passages of the programme's own texts, drawn with a fixed seed.

Some sessions are much more popular than others (Pareto, 1.2), which is what makes seats scarce. Each person has two to
five goals, of six words in a row of a session: about as long as people's goals are, so that they fit that session best
and others too. What a session is worth to them is the product's own value function over its own ranking, in points.

Or nobody has goals, and a session is worth its popularity times how much each person likes it: everybody wants to be in
the same few sessions, and some far more than others. Nothing makes seats scarcer.
"""

import random
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from services.recommendations.domain.programme import Programme
from services.recommendations.domain.session import Session
from services.recommendations.domain.value import Reader
from services.recommendations.domain.wishes import Goal, Wishes
from services.recommendations.domain.words import languages

WORDS = 6
POPULARITY = 1.2
LENGTHS = (20, 30, 45, 60, 90)
MOST = 100
"""Points of a session that is liked as much as can be and no more popular than any other."""


def drawn(sessions: Sequence[Session], many: int, seed: int) -> list[Wishes]:
    """So many people; the same seed gives the same."""
    chance = random.Random(seed)
    popularity = [chance.paretovariate(POPULARITY) for _ in sessions]
    return [_person(chance, sessions, popularity) for _ in range(many)]


def worth(programme: Programme, people: Sequence[Wishes], told: Callable[[int, int], None]) -> NDArray[np.float64]:
    """What each session (row) is worth to each of them (column)."""
    sessions = programme.timetable.sessions
    points = np.zeros((len(sessions), len(people)))
    for column, wishes in enumerate(people):
        spoken = {language for goal in wishes.goals for language in languages(goal.statement)}
        reader = Reader(
            wishes=wishes,
            scores=[programme.ranking.scores(goal.statement) for goal in wishes.goals],
            places={},
            languages=spoken | {programme.language},
        )
        points[:, column] = [reader.worth(session).points for session in sessions]
        told(column + 1, len(people))
    return points


def tastes(sessions: Sequence[Session], many: int, seed: int) -> NDArray[np.float64]:
    """What each session (row) is worth to each of so many people (column) who have no goals."""
    chance = random.Random(seed)
    popularity = [chance.paretovariate(POPULARITY) for _ in sessions]
    return np.array([[round(MOST * liked * chance.random()) for _ in range(many)] for liked in popularity], float)


def _person(chance: random.Random, sessions: Sequence[Session], popularity: Sequence[float]) -> Wishes:
    goals = tuple(
        Goal(_passage(chance, session), None, chance.choice((1, 2, 3, None)))
        for session in chance.choices(sessions, popularity, k=chance.randint(2, 5))
    )
    return Wishes(goals=goals, lengths=(chance.choice(LENGTHS),))


def _passage(chance: random.Random, session: Session) -> str:
    words = f"{session.title} {session.abstract}".split()
    start = chance.randrange(max(1, len(words) - WORDS + 1))
    return " ".join(words[start : start + WORDS])
