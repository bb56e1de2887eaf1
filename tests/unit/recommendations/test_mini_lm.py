"""The sentence model in numpy, against what torch makes of the same weights."""

import json

import numpy as np
import pytest

from services.recommendations.embeddings import model
from services.recommendations.embeddings.mini_lm import MiniLm
from services.recommendations.embeddings.model import ModelAbsent, load
from services.recommendations.embeddings.remembered import Remembered
from services.recommendations.embeddings.weights import read_weights


@pytest.fixture(scope="module")
def mini_lm() -> MiniLm:
    try:
        return load()
    except ModelAbsent as absent:
        pytest.skip(f"{absent}: make install")


TEACHER = "A teacher plans lessons."
# As BertModel of transformers gives them, mean of the last layer, to four places.
FIRST_OF_TEACHER = [-0.0151, 0.0133, -0.0365, 0.0462, -0.1122, -0.0097]
LIKENESSES = [
    (TEACHER, "An educator prepares classes.", 0.7426),
    (TEACHER, "Rockets fly to the moon.", 0.0668),
    ("Let students move at their own pace", "Self-paced learning", 0.4578),
    ("Grading less, naïvely: 100 % café?", "Self-paced learning", 0.1829),
    # Longer than what the model reads of a text.
    (" ".join(["Pacing one class in three ways."] * 60), "Let students move at their own pace", 0.3670),
]


def test_a_text_is_the_point_torch_makes_of_it(mini_lm: MiniLm) -> None:
    (row,) = mini_lm.encode([TEACHER])
    assert row.shape == (384,)
    assert row[:6] == pytest.approx(FIRST_OF_TEACHER, abs=2e-4)
    assert float(row @ row) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(("one", "other", "likeness"), LIKENESSES)
def test_likeness_is_what_torch_finds(mini_lm: MiniLm, one: str, other: str, likeness: float) -> None:
    first, second = mini_lm.encode([one, other])
    assert float(first @ second) == pytest.approx(likeness, abs=6e-4)


def test_a_text_is_the_same_alone_and_among_others(mini_lm: MiniLm) -> None:
    texts = [TEACHER, "Self-paced learning", "", *(f"Session {number} " * number for number in range(1, 60))]
    together = mini_lm.encode(texts)
    for text, row in list(zip(texts, together, strict=True))[::7]:
        assert np.allclose(mini_lm.encode([text])[0], row, atol=1e-5)


def test_nothing_to_read_is_no_rows(mini_lm: MiniLm) -> None:
    assert mini_lm.encode([]).shape == (0, 384)
    assert len(Remembered(mini_lm).encode([])) == 0


def test_what_is_no_model_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "PACKAGE", "json")
    with pytest.raises(ModelAbsent, match="does not hold the model"):
        load()
    monkeypatch.setattr(model, "PACKAGE", "no_such_package_anywhere")
    with pytest.raises(ModelAbsent, match="not installed"):
        load()


def test_weights_are_read_by_name_and_shape(tmp_path) -> None:
    header = {
        "__metadata__": {"format": "pt"},
        "a": {"dtype": "F32", "shape": [2, 2], "data_offsets": [0, 16]},
        "ids": {"dtype": "I64", "shape": [1], "data_offsets": [16, 24]},
        "b": {"dtype": "F32", "shape": [1], "data_offsets": [24, 28]},
    }
    told = json.dumps(header).encode()
    numbers = np.arange(4, dtype="<f4").tobytes() + bytes(8) + np.array([7], "<f4").tobytes()
    path = tmp_path / "weights.safetensors"
    path.write_bytes(len(told).to_bytes(8, "little") + told + numbers)
    weights = read_weights(path)
    assert set(weights) == {"a", "b"}
    assert weights["a"].tolist() == [[0, 1], [2, 3]]
    assert weights["b"].tolist() == [7]


def test_a_file_of_something_else_is_refused(tmp_path) -> None:
    path = tmp_path / "weights.safetensors"
    path.write_bytes(b"\xff" * 64)
    with pytest.raises(ValueError, match="not a safetensors file"):
        read_weights(path)
