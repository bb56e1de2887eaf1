"""Starting a contestant, telling it to begin, ending it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

Process = subprocess.Popen[bytes]


@contextmanager
def process(module: str, environment: Mapping[str, str]) -> Iterator[Process]:
    """A contestant that is connected and waits. What it has to complain about goes to standard error."""
    command = [sys.executable, "-m", "benchmarks.signups.contestant", module]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **environment}
    ) as child:
        assert child.stdout
        try:
            if child.stdout.readline() != b"ready\n":
                raise RuntimeError(f"the contestant {module} did not start")
            yield child
        finally:
            child.kill()


def begin(child: Process) -> float:
    """Let it consume; the instant (`time.perf_counter`) from which it does."""
    assert child.stdin
    begun = time.perf_counter()
    child.stdin.write(b"go\n")
    child.stdin.flush()
    return begun
