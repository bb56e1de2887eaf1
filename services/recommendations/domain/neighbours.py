"""Which sessions are about the same: one that is like good ones is likely to be good itself."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.recommendations.domain.encoder import Floats

NEAREST = 5
POWER = 3
_AT_A_TIME = 512


@dataclass(frozen=True, slots=True)
class Neighbours:
    """For each session, the nearest others and how much each of them counts; together they count 1."""

    nearest: NDArray[np.int64]
    weights: Floats

    @classmethod
    def of(cls, rows: Floats) -> "Neighbours":
        """Find them, block by block: all likenesses of a large programme at once would fill the memory."""
        count = min(NEAREST, len(rows) - 1)
        if count < 1:
            return cls(np.zeros((len(rows), 0), np.int64), np.zeros((len(rows), 0), np.float32))
        nearest, weights = [], []
        for start in range(0, len(rows), _AT_A_TIME):
            likeness = rows[start : start + _AT_A_TIME] @ rows.T
            here = np.arange(len(likeness))
            likeness[here, start + here] = -1  # nobody is a neighbour of themselves
            found = np.argpartition(-likeness, count - 1, axis=1)[:, :count]
            counted = np.maximum(np.take_along_axis(likeness, found, axis=1), np.float32(1e-6)) ** POWER
            nearest.append(found)
            weights.append(counted / counted.sum(axis=1, keepdims=True))
        return cls(np.concatenate(nearest), np.concatenate(weights))

    def mean(self, scores: Floats) -> Floats:
        """What the neighbours of each session have."""
        if not self.nearest.shape[1]:
            return scores
        means: Floats = (scores[self.nearest] * self.weights).sum(axis=1)
        return means
