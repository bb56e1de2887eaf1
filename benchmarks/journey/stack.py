"""The whole product on this machine, as `make run` starts it, in a folder of its own."""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from deploy.local.children import Child
from deploy.local.run_file import Run, read_run

READY_WITHIN = 90.0
"""Seconds."""
# Whatever else may be running; and everybody posts from this one machine.
_ITS_OWN = {"NATS_URL": "", "MONGO_URL": "", "SMTP_URL": "", "SIGNUPS_PER_NETWORK": "1000000"}


class NotReady(Exception):
    """The stack did not start. Says what it said last."""


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack that is ready, the demo programme in it."""

    run: Run
    mails: Path

    @property
    def port(self) -> int:
        """Where people sign up."""
        return urlsplit(self.run["registration"]).port or 80


@contextmanager
def stack() -> Iterator[Stack]:
    """Started; stopped and forgotten afterwards."""
    with tempfile.TemporaryDirectory(prefix="desirepath-bench-", ignore_cleanup_errors=True) as folder:
        state = Path(folder) / "state"
        command = [sys.executable, "-m", "deploy.local", "--state", str(state), "--any-ports"]
        child = Child(command, Path(folder) / "runner.log", _ITS_OWN)
        child.start()
        try:
            yield Stack(_when_ready(child, state / "run.json"), state / "mail")
        finally:
            child.stop(30)


def _when_ready(child: Child, path: Path) -> Run:
    deadline = time.monotonic() + READY_WITHIN
    while not path.exists():
        if not child.running or time.monotonic() > deadline:
            raise NotReady(f"the stack {child.ending()}\n{child.last_lines()}")
        time.sleep(0.1)
    return read_run(path)
