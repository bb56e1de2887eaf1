"""Brings back what died."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from deploy.local.part import Part

FIRST_DELAY = 0.25  # seconds
LONGEST_DELAY = 10.0
STEADY_AFTER = 10.0  # ready for this long, a part starts over with the first delay


def delay_after(failures: int) -> float:
    """Seconds to wait before the restart that follows the nth failure in a row."""
    return min(LONGEST_DELAY, FIRST_DELAY * 2.0 ** (min(failures, 16) - 1))


@dataclass
class _Watched:
    part: Part
    failures: int = 0
    restart_at: float | None = None
    ready_since: float | None = None


class Supervisor:
    """Watches parts that run. Call `tick` often; it waits for nothing but a readiness check.

    `say` is told what happens, one line each; `changed` is called when a part has a new pid.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        say: Callable[[str], None],
        changed: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        now = clock()
        self._watched = [_Watched(part, ready_since=now) for part in parts]
        self._say = say
        self._changed = changed
        self._clock = clock

    def tick(self) -> None:
        """Look at every part once."""
        for watched in self._watched:
            if watched.restart_at is not None:
                self._restart_when_due(watched, watched.restart_at)
            elif not watched.part.running:
                self._plan_restart(watched)
            elif watched.ready_since is None and watched.part.ready():
                watched.ready_since = self._clock()
                self._say(f"{watched.part.name} is back (pid {watched.part.pid})")

    def _plan_restart(self, watched: _Watched) -> None:
        now = self._clock()
        if watched.ready_since is not None and now - watched.ready_since >= STEADY_AFTER:
            watched.failures = 0
        watched.failures += 1
        watched.ready_since = None
        delay = delay_after(watched.failures)
        watched.restart_at = now + delay
        part = watched.part
        self._say(f"{part.name} {part.child.ending()}: again in {delay:g} s (its log: {part.child.log})")

    def _restart_when_due(self, watched: _Watched, due: float) -> None:
        if self._clock() < due:
            return
        watched.restart_at = None
        watched.part.child.start()
        self._changed()
