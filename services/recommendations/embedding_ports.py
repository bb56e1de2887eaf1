"""Where what was read of sessions is kept, as those who read see it."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Rows = Mapping[bytes, NDArray[np.float16]]
"""What an encoder made of texts, by the key they are remembered by."""


class EmbeddingStore(Protocol):
    """What was read of sessions."""

    async def load(self, encoder: str, keys: Sequence[bytes]) -> Rows:
        """Those that are there."""
        ...

    async def save(self, encoder: str, rows: Rows) -> None:
        """Keep these."""
        ...
