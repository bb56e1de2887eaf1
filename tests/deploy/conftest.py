"""What the tests of the local stack share."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest


def is_alive(pid: int) -> bool:
    """Whether a process with this pid runs (one that has ended and was not collected does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for(condition: Callable[[], object], seconds: float = 15) -> None:
    """Return when the condition holds; what it waits for is in other processes, which send no event here."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.02)


@pytest.fixture(autouse=True)
def _own_stack_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers that the developer's shell names are not for these tests."""
    for name in ("NATS_URL", "MONGO_URL", "SMTP_URL"):
        if name in os.environ:
            monkeypatch.delenv(name)
