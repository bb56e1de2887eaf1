"""Runs a service that kills itself (SIGKILL) at a given step, once.

    python -m tests.faults.crashing MODULE:QUALNAME before|after NTH MARK -- MODULE_TO_RUN

The file MARK is written at the crash; where it exists already, nothing is done: the next start lives.
"""

import functools
import importlib
import inspect
import os
import runpy
import signal
import sys
from pathlib import Path
from typing import Any


def arm(target: str, moment: str, nth: int, mark: Path) -> None:
    """Replace a coroutine function by one that ends the process around its nth call."""
    module, _, path = target.partition(":")
    owner: Any = importlib.import_module(module)
    *parents, name = path.split(".")
    for parent in parents:
        owner = getattr(owner, parent)
    inner = getattr(owner, name)
    assert inspect.iscoroutinefunction(inner), f"{target} is no coroutine function"
    calls = 0

    @functools.wraps(inner)
    async def crashing(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        mine = calls == nth
        if mine and moment == "before":
            _die(mark)
        done = await inner(*args, **kwargs)
        if mine and moment == "after":
            _die(mark)
        return done

    setattr(owner, name, crashing)


def _die(mark: Path) -> None:
    mark.write_text("killed")
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    target, moment, nth, mark, _, module = sys.argv[1:]
    if not Path(mark).exists():
        arm(target, moment, int(nth), Path(mark))
    sys.argv = [module]
    runpy.run_module(module, run_name="__main__")
