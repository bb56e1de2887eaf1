"""The folder a local stack keeps everything in, and the lock that lets one stack at a time use it."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunningError(Exception):
    """Another runner has this folder."""


class State:
    """Names of what is inside. Everything survives a restart; `wipe` starts over."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.nats = directory / "nats"
        self.mongo = directory / "mongo"
        self.mail = directory / "mail"
        self.logs = directory / "logs"
        self.secrets = directory / "secrets.json"
        self.run = directory / "run.json"
        self.demo = directory / "demo.json"

    def log(self, name: str) -> Path:
        """The log file of a part."""
        return self.logs / f"{name}.log"

    def wipe(self) -> None:
        """Delete what a stack made, and nothing else that may be in the folder."""
        for folder in (self.nats, self.mongo, self.mail, self.logs):
            shutil.rmtree(folder, ignore_errors=True)
        for file in (self.secrets, self.run, self.demo, self.demo.with_suffix(".toml")):
            file.unlink(missing_ok=True)


@contextmanager
def claimed(directory: Path) -> Iterator[State]:
    """The folder, for this process alone. The kernel lets go of the lock however the process ends."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(directory / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid = os.read(descriptor, 32).decode().strip() or "unknown"
            raise AlreadyRunningError(
                f"A stack already runs from {directory} (pid {pid}). Stop it with Ctrl-C where it runs,\n"
                f"or with `kill {pid}`. For a second one beside it: python -m deploy.local --state FOLDER"
            ) from None
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield State(directory)
    finally:
        os.close(descriptor)
