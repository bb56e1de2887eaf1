"""The sentence model in whole numbers of eight bits, against what torch makes of the same weights."""

from pathlib import Path

import numpy as np
import pytest

from services.recommendations.embeddings import model
from services.recommendations.embeddings.conversion import convert
from services.recommendations.embeddings.mini_lm import MiniLm
from services.recommendations.embeddings.model import ModelAbsent, load, prepare
from services.recommendations.embeddings.remembered import Remembered


@pytest.fixture(scope="module")
def mini_lm() -> MiniLm:
    try:
        return load()
    except ModelAbsent as absent:
        pytest.skip(f"{absent}: make install")


TEACHER = "A teacher plans lessons."
# As BertModel of transformers finds them in full precision; eight bits are off by less than .01.
LIKENESSES = [
    (TEACHER, "An educator prepares classes.", 0.7426),
    (TEACHER, "Rockets fly to the moon.", 0.0668),
    ("Let students move at their own pace", "Self-paced learning", 0.4578),
    ("Grading less, naïvely: 100 % café?", "Self-paced learning", 0.1829),
    # Longer than what the model reads of a text.
    (" ".join(["Pacing one class in three ways."] * 60), "Let students move at their own pace", 0.3670),
]


def test_a_text_is_a_point_on_the_unit_sphere(mini_lm: MiniLm) -> None:
    (row,) = mini_lm.encode([TEACHER])
    assert row.shape == (384,)
    assert float(row @ row) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(("one", "other", "likeness"), LIKENESSES)
def test_likeness_is_what_torch_finds(mini_lm: MiniLm, one: str, other: str, likeness: float) -> None:
    first, second = mini_lm.encode([one, other])
    assert float(first @ second) == pytest.approx(likeness, abs=0.01)


def test_a_text_is_the_same_alone_and_among_others(mini_lm: MiniLm) -> None:
    texts = [TEACHER, "Self-paced learning", "", *(f"Session {number} " * number for number in range(1, 60))]
    together = mini_lm.encode(texts)
    for text, row in list(zip(texts, together, strict=True))[::7]:
        assert np.allclose(mini_lm.encode([text])[0], row, atol=1e-5)


def test_nothing_to_read_is_no_rows(mini_lm: MiniLm) -> None:
    assert mini_lm.encode([]).shape == (0, 384)
    assert len(Remembered(mini_lm).encode([])) == 0


def test_what_is_no_model_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(model, "PREPARED", tmp_path / "nothing")
    monkeypatch.setattr(model, "PACKAGE", "json")
    with pytest.raises(ModelAbsent, match="does not hold the model"):
        load()
    monkeypatch.setattr(model, "PACKAGE", "no_such_package_anywhere")
    with pytest.raises(ModelAbsent, match="not installed"):
        load()


def test_the_model_is_prepared_once_and_then_read_from_there(
    mini_lm: MiniLm, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(model, "PREPARED", tmp_path / "share" / "model")
    prepare()
    assert [each.name for each in (tmp_path / "share").iterdir()] == ["model"]
    monkeypatch.setattr(model, "PACKAGE", "no_such_package_anywhere")
    prepare()
    assert load().encode([TEACHER]).tolist() == mini_lm.encode([TEACHER]).tolist()


def test_a_file_of_something_else_is_refused(tmp_path) -> None:
    (tmp_path / "vocab.txt").write_text("[CLS]\n[SEP]\n[UNK]\n")
    (tmp_path / "weights.safetensors").write_bytes(b"\xff" * 64)
    with pytest.raises(ValueError, match="not a safetensors file"):
        convert(tmp_path / "weights.safetensors", tmp_path / "vocab.txt", tmp_path)
