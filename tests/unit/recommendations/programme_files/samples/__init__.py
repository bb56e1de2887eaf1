"""Programmes as other systems write them, with everything that is odd about them, made up by hand."""

from pathlib import Path

_HERE = Path(__file__).parent


def sample(name: str) -> bytes:
    """One of the files."""
    return (_HERE / name).read_bytes()
