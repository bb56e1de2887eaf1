"""Commands that run to their end during the start: the provisioner, the import of the demo programme."""

import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from deploy.local.children import Child
from deploy.local.part import StartError, StopRequestedError


def run_module(
    module: str,
    *arguments: str,
    log: Path,
    environment: Mapping[str, str],
    stop: threading.Event,
    seconds: float = 60,
) -> None:
    """Run `python -m module`. Raises StartError when it fails or takes too long."""
    child = Child([sys.executable, "-m", module, *arguments], log, environment)
    child.start()
    deadline = time.monotonic() + seconds
    try:
        while child.running:
            if time.monotonic() > deadline:
                raise StartError(f"{module} did not end within {seconds:.0f} s. See {log}.")
            if stop.wait(0.03):
                raise StopRequestedError(module)
    finally:
        child.kill()
    if child.exit_code() != 0:
        raise StartError(f"{module} {child.ending()}. The end of {log}:\n{child.last_lines()}")
