"""The numbers of a trained model, from a safetensors file."""

import json
from pathlib import Path

import numpy as np

from services.recommendations.domain.encoder import Floats

LONGEST_HEADER = 100 * 1024 * 1024


def read_weights(path: Path) -> dict[str, Floats]:
    """The arrays of the file by name, mapped rather than read: processes on one machine share them.

    The format is eight bytes with the length of a JSON header, the header, the arrays one after the other. Raises
    OSError or ValueError.
    """
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if length > LONGEST_HEADER:
            raise ValueError(f"{path.name} is not a safetensors file")
        header = json.loads(file.read(length))
    everything = np.memmap(path, dtype=np.uint8, mode="r", offset=8 + length)
    weights: dict[str, Floats] = {}
    for name, about in header.items():
        if name == "__metadata__" or about["dtype"] != "F32":
            continue
        first, last = about["data_offsets"]
        weights[name] = np.asarray(everything[first:last]).view(np.float32).reshape(about["shape"])
    return weights
