"""What all-MiniLM-L6-v2 makes of a sentence, computed by CTranslate2.

After Reimers and Gurevych, "Sentence-BERT" (2019): the mean over the pieces of the last layer, on the unit sphere.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import ctranslate2
import numpy as np

from services.recommendations.domain.encoder import Floats
from services.recommendations.embeddings.conversion import VOCABULARY
from services.recommendations.embeddings.word_pieces import WordPieces

SIZE = 384
"""How many numbers a text becomes."""
LONGEST = 256
"""Pieces of a text that are read: the length the model was trained for."""
TOGETHER = 2048
"""Pieces that go through the model at a time."""


class MiniLm:
    """The model, ready to read texts."""

    # Named for how it computes too: points made in another way are a little apart, and are kept under another name.
    name = "all-MiniLM-L6-v2-int8"
    languages = frozenset({"en"})

    def __init__(self, folder: Path) -> None:
        """Read what `convert` wrote. Raises OSError, ValueError or RuntimeError."""
        self._pieces = WordPieces.read(folder / VOCABULARY)
        # One core reads, so that the others answer.
        self._encoder = ctranslate2.Encoder(str(folder), device="cpu", compute_type="int8", intra_threads=1)

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row for each text, of length 1. The product of two rows is their likeness, up to 1."""
        rows = np.empty((len(texts), SIZE), np.float32)
        numbers = [self._pieces.numbers(text, LONGEST) for text in texts]
        for batch in _batches([len(each) for each in numbers]):
            rows[batch] = self._means([numbers[position] for position in batch])
        return rows

    def _means(self, batch: list[list[int]]) -> Floats:
        states = np.asarray(self._encoder.forward_batch(batch).last_hidden_state)
        means: Floats = np.stack(
            [each[: len(numbers)].mean(axis=0) for each, numbers in zip(states, batch, strict=True)]
        )
        means /= np.linalg.norm(means, axis=1, keepdims=True)
        return means


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions of texts to read together: of like lengths, so that little is read that is not there."""
    batch: list[int] = []
    for position in sorted(range(len(lengths)), key=lambda position: (-lengths[position], position)):
        if batch and (len(batch) + 1) * lengths[batch[0]] > TOGETHER:
            yield batch
            batch = []
        batch.append(position)
    if batch:
        yield batch
