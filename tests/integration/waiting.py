"""Waiting for what sends no event to this process."""

import asyncio
import time
from collections.abc import Awaitable, Callable


async def until(condition: Callable[[], Awaitable[object]], *, seconds: float = 10, what: str = "") -> None:
    """Return when the condition holds; fail when it does not within `seconds`."""
    deadline = time.monotonic() + seconds
    while not await condition():
        assert time.monotonic() < deadline, f"did not happen within {seconds} s: {what or condition}"
        await asyncio.sleep(0.01)
