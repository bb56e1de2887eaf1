"""What everything the runner starts has in common: a process, and a way to tell that it is ready."""

import threading
import time
from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

from deploy.local.children import Child


class StartError(Exception):
    """A part ended, or was not ready in time. Says what its log said last."""


class StopRequestedError(Exception):
    """Somebody asked to stop while a part was starting."""


class Part(ABC):
    """A server that can be started, killed and started again, on the same port with the same data.

    Also a context manager: started on entry, stopped on exit.
    """

    ready_within: float = 30  # seconds
    stopped_within: float = 10  # seconds, before SIGKILL

    def __init__(self, name: str, child: Child) -> None:
        self.name = name
        self.child = child

    @abstractmethod
    def ready(self) -> bool:
        """Whether it serves now, and is the process started here. Never raises, never takes over 2 s."""

    @property
    def pid(self) -> int | None:
        """The pid of the current process."""
        return self.child.pid

    @property
    def running(self) -> bool:
        """Whether the process is alive."""
        return self.child.running

    def start(self, stop: threading.Event | None = None) -> None:
        """Return when it is ready. Raises StartError, or StopRequestedError when `stop` is set meanwhile."""
        self.child.start()
        self.wait_until_ready(stop)

    def wait_until_ready(self, stop: threading.Event | None = None) -> None:
        """Return when it is ready; after a failure nothing of it is left running."""
        stop = stop or threading.Event()
        deadline = time.monotonic() + self.ready_within
        while not self.ready():
            if not self.running:
                raise StartError(self._problem(self.child.ending()))
            if time.monotonic() > deadline:
                self.kill()
                raise StartError(self._problem(f"was not ready within {self.ready_within:.0f} s"))
            if stop.wait(0.03):
                raise StopRequestedError(self.name)

    def _problem(self, what: str) -> str:
        return f"{self.name} {what}. The end of {self.child.log}:\n{self.child.last_lines()}"

    def stop(self) -> None:
        """SIGTERM, and SIGKILL when that takes too long."""
        self.child.stop(self.stopped_within)

    def kill(self) -> None:
        """SIGKILL, as a crash would end it. `start()` brings it back."""
        self.child.kill()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
