"""Goals as points, near each other when they want the same, and how well the best session serves each.

Where the ranking reads with a sentence model, points are the model's, and a goal is served as well as it is like the
nearest passage of a session. Elsewhere, and for goals in a language the model does not read, points are made of words,
and a goal is served as well as one session speaks of its words, the rarer the more.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from services.recommendations.demand.word_points import WordPoints
from services.recommendations.domain.encoder import Floats
from services.recommendations.domain.hybrid import HybridRanking
from services.recommendations.domain.programme import Programme


class Kind(NamedTuple):
    """What is so of one kind of points."""

    well: float
    """A goal served less than this is not served well."""
    alike: float
    """Goals as like as this want the same."""


MEANINGS = Kind(well=0.4, alike=0.5)
WORDS = Kind(well=0.35, alike=0.4)


class GoalPoints(NamedTuple):
    """Goals of one kind: a point for each, how well it is served, and the guid of the session that serves it best."""

    kind: Kind
    texts: Sequence[str]
    points: Floats
    served: NDArray[np.float32]
    closest: Sequence[str]


def goal_points(programme: Programme, texts: Sequence[str]) -> list[GoalPoints]:
    """The goals as points, those of each kind together. Without sessions there are none."""
    if not programme.sessions or not texts:
        return []
    ranking = programme.ranking
    found, others = [], list(texts)
    if isinstance(ranking, HybridRanking) and ranking.guids:
        read = [text for text in texts if ranking.understands(text)]
        others = [text for text in texts if not ranking.understands(text)]
        found = [_meanings(ranking, read)] if read else []
    return [*found, _words(programme, others)] if others else found


def _meanings(ranking: HybridRanking, texts: Sequence[str]) -> GoalPoints:
    points, likeness = ranking.likenesses(texts)
    best = likeness.argmax(axis=1)
    closest = [ranking.guids[each] for each in best]
    return GoalPoints(MEANINGS, texts, points, likeness[np.arange(len(texts)), best], closest)


def _words(programme: Programme, texts: Sequence[str]) -> GoalPoints:
    read = WordPoints.of(programme)
    served = [read.served(text) for text in texts]
    points = np.array([read.point(text) for text in texts], dtype=np.float32)
    shares = np.array([share for share, _ in served], dtype=np.float32)
    return GoalPoints(WORDS, texts, points, shares, [guid for _, guid in served])
