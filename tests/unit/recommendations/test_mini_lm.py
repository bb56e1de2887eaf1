import pytest

from services.recommendations.embeddings.mini_lm import MiniLm
from services.recommendations.embeddings.model import ModelAbsent, load


@pytest.fixture(scope="module")
def model() -> MiniLm:
    try:
        return load()
    except ModelAbsent as absent:
        pytest.skip(str(absent))


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    # What the model itself gives in torch, to three places.
    [
        ("A teacher plans lessons.", "An educator prepares classes.", 0.743),
        ("A teacher plans lessons.", "Rockets fly to the moon.", 0.067),
        ("Let students move at their own pace", "Self-paced learning", 0.0),
    ],
)
def test_what_means_the_same_is_near(model: MiniLm, one: str, other: str, likeness: float) -> None:
    first, second = model.encode([one, other])
    assert float(first @ second) == pytest.approx(likeness, abs=0.002)
