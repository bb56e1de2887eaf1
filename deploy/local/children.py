"""One process started from here: its log file, and how it ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
LARGEST_LOG = 20 * 1024 * 1024

# The kernel counts a parent as dead when the *thread* that started the child ends (see tether.py). This
# thread lives as long as the process, whichever thread asks.
_SPAWNER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="spawner")


class Child:
    """A command that can be started any number of times, one process at a time.

    It runs in a session of its own, so that Ctrl-C in a terminal reaches the runner alone. Its output is
    appended to a log file, which is emptied first when it has grown beyond 20 MB.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        log: Path,
        environment: Mapping[str, str] | None = None,
        directory: Path = PROJECT,
    ) -> None:
        self.command = [str(word) for word in command]
        self.log = log
        self.environment = dict(environment or {})
        self._directory = directory
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> int:
        """Start the process and answer its pid."""
        if self.running:
            raise RuntimeError(f"{self.command[0]} already runs")
        self.log.parent.mkdir(parents=True, exist_ok=True)
        grown = self.log.exists() and self.log.stat().st_size > LARGEST_LOG
        tether = [sys.executable, "-I", "-S", str(Path(__file__).with_name("tether.py")), str(os.getpid())]
        with open(self.log, "wb" if grown else "ab") as log:
            self._process = _SPAWNER.submit(
                subprocess.Popen[bytes],
                [*tether, *self.command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=os.environ | self.environment,
                cwd=self._directory,
                start_new_session=True,
            ).result()
        return self._process.pid

    @property
    def pid(self) -> int | None:
        """The pid of the process that runs, or ran last."""
        return self._process.pid if self._process else None

    @property
    def running(self) -> bool:
        """Whether the process is alive."""
        return self._process is not None and self._process.poll() is None

    def ending(self) -> str:
        """How the process ended, in words."""
        code = self._process.poll() if self._process else None
        if code is None:
            return "is still running" if self._process else "was not started"
        return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"

    def exit_code(self) -> int | None:
        """The exit code (negative: the signal), or None while it runs."""
        return self._process.poll() if self._process else None

    def ask_to_stop(self) -> None:
        """SIGTERM."""
        if self._process and self.running:
            self._process.terminate()

    def wait(self, seconds: float) -> bool:
        """Whether the process has ended within that time."""
        if self._process is None:
            return True
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def stop(self, seconds: float = 10) -> None:
        """SIGTERM, and SIGKILL when that takes too long."""
        self.ask_to_stop()
        if not self.wait(seconds):
            self.kill()

    def kill(self) -> None:
        """SIGKILL, to whatever the process itself started as well."""
        if self._process is None or self._process.returncode is not None:
            return
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            # It has not reached its own session yet, or has just ended.
            self._process.kill()
        self._process.wait()

    def last_lines(self, count: int = 12) -> str:
        """The end of the log, for a message about a failure."""
        if not self.log.exists():
            return ""
        with open(self.log, "rb") as log:
            log.seek(max(0, self.log.stat().st_size - 16 * 1024))
            lines = log.read().decode("utf-8", "replace").splitlines()
        return "\n".join(lines[-count:])
