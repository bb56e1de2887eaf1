"""Work that is done again and again for as long as a service runs."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from shared.failures import passes

log = logging.getLogger(__name__)


def repeating(name: str, look: Callable[[], Awaitable[object]], every: float) -> Callable[[], Awaitable[None]]:
    """Look `every` so many seconds, for ever; what a server that is away prevents is tried again the next time."""

    async def run() -> None:
        while True:
            try:
                await look()
            except Exception as failure:
                if not passes(failure):
                    raise
                log.warning("%s: %s, trying again later", name, type(failure).__name__)
            await asyncio.sleep(every)

    return run
