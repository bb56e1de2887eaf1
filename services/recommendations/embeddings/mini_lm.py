"""The forward pass of a small BERT: what all-MiniLM-L6-v2 makes of a sentence, with numpy alone.

After Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding" (2019), and
Reimers and Gurevych, "Sentence-BERT" (2019): the mean over the pieces of the last layer, on the unit sphere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import pi, sqrt

import numpy as np

from services.recommendations.domain.encoder import Floats
from services.recommendations.embeddings.word_pieces import WordPieces

HEADS = 12
LONGEST = 256
"""Pieces of a text that are read: the length the model was trained for."""
TOGETHER = 512
"""Pieces that go through the model at a time: beyond that, what is in between leaves the cache of the processor."""
FEW = 64
"""Pieces up to which a product is quicker in slices, as for one goal."""
SLICE = 16
_EPSILON = np.float32(1e-12)


@dataclass(frozen=True, slots=True)
class _Layer:
    """One of the layers, its three projections laid side by side so that one product makes them all."""

    projections: tuple[Floats, Floats]
    attended: tuple[Floats, Floats]
    attended_norm: tuple[Floats, Floats]
    wide: tuple[Floats, Floats]
    narrow: tuple[Floats, Floats]
    norm: tuple[Floats, Floats]

    @classmethod
    def of(cls, weights: Mapping[str, Floats], number: int) -> "_Layer":
        def pair(name: str) -> tuple[Floats, Floats]:
            return weights[f"{before}{name}.weight"], weights[f"{before}{name}.bias"]

        before = f"encoder.layer.{number}."
        three = [pair(f"attention.self.{name}") for name in ("query", "key", "value")]
        # Attention divides by the root of the width of a head: done here once.
        width = three[0][0].shape[0] // HEADS
        three[0] = (three[0][0] / np.float32(sqrt(width)), three[0][1] / np.float32(sqrt(width)))
        return cls(
            projections=(np.concatenate([w for w, _ in three]), np.concatenate([b for _, b in three])),
            attended=pair("attention.output.dense"),
            attended_norm=pair("attention.output.LayerNorm"),
            wide=pair("intermediate.dense"),
            narrow=pair("output.dense"),
            norm=pair("output.LayerNorm"),
        )


class MiniLm:
    """The model, ready to read texts."""

    name = "all-MiniLM-L6-v2"
    languages = frozenset({"en"})

    def __init__(self, weights: Mapping[str, Floats], pieces: WordPieces) -> None:
        self._pieces = pieces
        self._words = weights["embeddings.word_embeddings.weight"]
        # Every text is a first sentence to this model, so that part of what goes in never changes.
        first = weights["embeddings.token_type_embeddings.weight"][0]
        self._places = weights["embeddings.position_embeddings.weight"] + first
        self._norm = (weights["embeddings.LayerNorm.weight"], weights["embeddings.LayerNorm.bias"])
        count = sum(name.endswith("attention.self.query.weight") for name in weights)
        self._layers = [_Layer.of(weights, number) for number in range(count)]

    @property
    def size(self) -> int:
        """How many numbers a text becomes."""
        return int(self._words.shape[1])

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row for each text, of length 1. The product of two rows is their likeness, up to 1."""
        rows = np.empty((len(texts), self.size), np.float32)
        numbers = [self._pieces.numbers(text, LONGEST) for text in texts]
        for batch in _batches([len(each) for each in numbers]):
            rows[batch] = self._forward([numbers[position] for position in batch])
        return rows

    def _forward(self, batch: Sequence[Sequence[int]]) -> Floats:
        lengths = np.array([len(numbers) for numbers in batch])
        longest = int(lengths.max())
        there = np.arange(longest) < lengths[:, None]
        numbers = np.zeros(there.shape, np.int64)
        numbers[there] = np.concatenate([np.asarray(each) for each in batch])
        # What is not there must not be attended to.
        absent = None if there.all() else np.where(there, np.float32(0), np.float32(-1e9))[:, None, None, :]
        states = _normal((self._words[numbers] + self._places[:longest]).reshape(-1, self.size), self._norm)
        for layer in self._layers:
            states = _through(layer, states, there.shape, absent)
        states = states.reshape(*there.shape, -1)
        means: Floats = np.einsum("tpw,tp->tw", states, there.astype(np.float32)) / lengths[:, None].astype(np.float32)
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


def _through(layer: _Layer, states: Floats, shape: tuple[int, ...], absent: Floats | None) -> Floats:
    texts, pieces = shape
    width = states.shape[1] // HEADS
    three = _product(states, layer.projections).reshape(texts, pieces, 3, HEADS, width).transpose(2, 0, 3, 1, 4)
    query, key, value = three
    attention = query @ key.transpose(0, 1, 3, 2)
    if absent is not None:
        attention += absent
    attention -= attention.max(axis=-1, keepdims=True)
    np.exp(attention, out=attention)
    attention /= attention.sum(axis=-1, keepdims=True)
    mixed = (attention @ value).transpose(0, 2, 1, 3).reshape(states.shape)
    states = _normal(_product(mixed, layer.attended) + states, layer.attended_norm)
    return _normal(_product(_gelu(_product(states, layer.wide)), layer.narrow) + states, layer.norm)


def _product(states: Floats, dense: tuple[Floats, Floats]) -> Floats:
    weights, bias = dense
    if len(states) <= FEW:
        # The same product in slices: OpenBLAS copies the weights before a large one, which takes longer than the rest.
        slices = weights.reshape(-1, SLICE, weights.shape[1]).transpose(0, 2, 1)
        result: Floats = (states @ slices).transpose(1, 0, 2).reshape(len(states), -1)
    else:
        result = states @ weights.T
    result += bias
    return result


def _normal(states: Floats, norm: tuple[Floats, Floats]) -> Floats:
    # Sums as products, for short texts: numpy's own mean takes longer to start than to add.
    share = np.full(states.shape[1], 1 / states.shape[1], np.float32)
    states -= (states @ share)[:, None]
    spread = np.einsum("sw,sw->s", states, states) * share[0]
    states /= np.sqrt(spread + _EPSILON)[:, None]
    states *= norm[0]
    states += norm[1]
    return states


def _gelu(states: Floats) -> Floats:
    """The curve of Hendrycks and Gimpel in its form with tanh, which is off by less than .001."""
    inner = states * states
    inner *= np.float32(0.044715 * sqrt(2 / pi))
    inner += np.float32(sqrt(2 / pi))
    inner *= states
    np.tanh(inner, out=inner)
    inner += np.float32(1)
    inner *= states
    inner *= np.float32(0.5)
    return inner
