"""What an organiser sets going by a button: it goes on when their page does not wait for it any more."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

T = TypeVar("T")
log = logging.getLogger(__name__)

PATIENCE = 4.0
"""Seconds a page waits: what is done by then is shown at once."""


class UnderWay(Generic[T]):
    """One thing at a time for each conference."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._tasks: dict[str, asyncio.Task[T]] = {}

    def __contains__(self, conference: str) -> bool:
        return conference in self._tasks

    async def begin(self, conference: str, work: Callable[[], Coroutine[Any, Any, T]]) -> asyncio.Task[T]:
        """Set it going, or wait for the one that goes already; it is done, or takes longer."""
        task = self._tasks.get(conference)
        if task is None:
            task = self._tasks[conference] = asyncio.create_task(work())
            task.add_done_callback(lambda ended: self._ended(conference, ended))
        await asyncio.wait({task}, timeout=PATIENCE)
        return task

    def _ended(self, conference: str, task: asyncio.Task[T]) -> None:
        del self._tasks[conference]
        if not task.cancelled() and (failure := task.exception()):
            log.warning("%s of %s came to nothing", self._what, conference, exc_info=failure)
