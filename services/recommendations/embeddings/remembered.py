"""An encoder that remembers what it has read."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from services.recommendations.domain.encoder import Encoder, Floats

REMEMBERED = 50_000
"""Texts: at 384 numbers of two bytes each, 38 MB."""

Half = NDArray[np.float16]


class Remembered:
    """Wraps an encoder. What it remembers is rounded, and so is what it has just read: both are the same."""

    def __init__(self, encoder: Encoder, most: int = REMEMBERED) -> None:
        self._encoder, self._most = encoder, most
        self._known: OrderedDict[bytes, Half] = OrderedDict()
        self._lock = Lock()

    @property
    def name(self) -> str:
        """Which encoder it is."""
        return self._encoder.name

    @property
    def languages(self) -> frozenset[str]:
        """Those it reads."""
        return self._encoder.languages

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row for each text; only those never seen are read."""
        if not texts:
            return np.empty((0, 0), np.float32)
        keys = [key_of(text) for text in texts]
        rows = self._rows(keys)
        missing = {key: text for key, text, row in zip(keys, texts, rows, strict=True) if row is None}
        if missing:
            read = self.read(list(missing.values()))
            rows = [read[key] if row is None else row for key, row in zip(keys, rows, strict=True)]
        return np.array(rows, dtype=np.float32)

    def read(self, texts: Sequence[str]) -> dict[bytes, Half]:
        """Read texts, remember them and give them by key."""
        read = dict(zip(map(key_of, texts), self._encoder.encode(texts).astype(np.float16), strict=True))
        self.remember(read)
        return read

    def missing(self, texts: Iterable[str]) -> dict[bytes, str]:
        """The texts never seen, by key."""
        keys = {key_of(text): text for text in texts}
        with self._lock:
            return {key: text for key, text in keys.items() if key not in self._known}

    def remember(self, rows: Mapping[bytes, Half]) -> None:
        """Take over what was read elsewhere, by key. What was not asked for in the longest time is forgotten."""
        with self._lock:
            self._known.update(rows)
            while len(self._known) > self._most:
                self._known.popitem(last=False)

    def _rows(self, keys: Iterable[bytes]) -> list[Half | None]:
        with self._lock:
            rows = [self._known.get(key) for key in keys]
            for key, row in zip(keys, rows, strict=True):
                if row is not None:
                    self._known.move_to_end(key)
            return rows


def key_of(text: str) -> bytes:
    """What a text is remembered by."""
    return sha256(text.encode()).digest()
