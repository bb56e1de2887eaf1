"""One contestant in a process of its own: `python -m benchmarks.signups.contestant NAME`.

It connects, says `ready` on standard output, begins to consume when a line comes in on standard input, and ends
when that closes, so that nothing is left when the benchmark dies.
"""

import asyncio
import importlib
import os
import sys
import traceback

import uvloop

from benchmarks.signups.contest import Backends, Turn


async def main(name: str) -> None:
    """Never returns: ends the process."""
    consume = importlib.import_module(f"benchmarks.signups.{name}").consume
    turn = Turn()
    consuming = asyncio.create_task(consume(Backends(), turn))
    consuming.add_done_callback(_end_on_failure)
    await turn.connected.wait()
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    turn.begun.set()
    await asyncio.to_thread(sys.stdin.readline)
    # Nothing is drained: all is measured, and the streams and the database are thrown away.
    os._exit(0)


def _end_on_failure(consuming: "asyncio.Task[None]") -> None:
    failure = None if consuming.cancelled() else consuming.exception()
    if failure is not None:
        traceback.print_exception(failure)
        os._exit(1)


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1]))
