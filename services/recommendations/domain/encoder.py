"""The seam every sentence model fits, whether it runs here or is asked over a network."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Encoder(Protocol):
    """Texts become points, near each other when they mean much the same."""

    @property
    def name(self) -> str:
        """Which model, in which version: points of different models cannot be compared."""

    @property
    def languages(self) -> frozenset[str]:
        """Those it reads (ISO 639-1); none means all."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row for each text, of length 1."""
