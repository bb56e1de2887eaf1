"""How far giving out seats is, as lines of JSON that come as it goes on."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable

from services.recommendations.seats.allocating import NothingToAllocate
from services.recommendations.seats.everybody import Told
from shared.contracts.recommendations import Allocation
from shared.outcomes import Unavailable

EVERY = 0.2
"""Seconds between two lines about the same."""
Line = dict[str, object]


class Progress:
    """Runs something that tells how far it is."""

    def __init__(self, run: Callable[[Told], Awaitable[Allocation]]) -> None:
        self._run = run
        self._lines: asyncio.Queue[Line | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        self._last: tuple[str, float] = ("", 0.0)

    async def lines(self) -> AsyncIterator[bytes]:
        """What is told until it is done. It goes on when nobody listens any more."""
        task = asyncio.create_task(self._done())
        while (line := await self._lines.get()) is not None:
            yield json.dumps(line).encode() + b"\n"
        await task

    async def _done(self) -> None:
        try:
            result = await self._run(self._told)
            self._lines.put_nowait({"result": result.model_dump(mode="json")})
        except NothingToAllocate as nothing:
            self._lines.put_nowait({"problem": str(nothing)})
        except Unavailable as away:
            self._lines.put_nowait({"problem": f"{away}; try again"})
        finally:
            self._lines.put_nowait(None)

    def _told(self, what: str, part: float) -> None:
        """Called in any thread."""
        now, (before, at) = time.monotonic(), self._last
        if what != before or now - at >= EVERY:
            self._last = (what, now)
            line: Line = {"doing": what, "part": round(part, 3)}
            self._loop.call_soon_threadsafe(self._lines.put_nowait, line)
