"""Working out the figures: in small steps between other work, so that signups stay quick, telling how far it is."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from services.recommendations.demand.everybody import Everybody, Row, row_of
from services.recommendations.demand.figures import Figures, figures_of
from services.recommendations.demand.ports import Person, Progress
from services.recommendations.demand.unmet import unmet_goals
from services.recommendations.programmes import Prepared

GOALS = 64
"""Goals read at a time, in a thread."""
AT_ONCE = 0.005
"""Seconds of work between two looks at what else there is to do."""
TELL_EVERY = 1.0

Told = Callable[[Progress], Awaitable[None]]


async def work_out(prepared: Prepared, everybody: Sequence[Person], now: datetime, told: Told) -> Figures:
    """The figures of everybody. The same people and programme give the same."""
    programme, zone = prepared.programme, ZoneInfo(prepared.conference.zone)
    wishes = [person.wishes for person in everybody]
    goals = sorted({goal.statement for each in wishes for goal in each.goals})
    pace = _Pace(len(goals) + len(everybody), told)
    for start in range(0, len(goals), GOALS):
        await asyncio.to_thread(programme.ranking.read, goals[start : start + GOALS])
        await pace.breathe(len(goals[start : start + GOALS]))
    rows: list[Row] = []
    for person in everybody:
        rows.append(row_of(programme, person.wishes, person.preferences))
        await pace.breathe(1)
    table = Everybody.of(programme.timetable, rows)
    unmet = await asyncio.to_thread(unmet_goals, programme, wishes)
    return await asyncio.to_thread(figures_of, prepared.version, table, unmet, zone, now)


class _Pace:
    """Counts what is done, and lets others work in between."""

    def __init__(self, of: int, told: Told) -> None:
        self._done, self._of, self._told = 0, of, told
        self._breathed = self._last_told = time.monotonic()

    async def breathe(self, done: int) -> None:
        self._done += done
        now = time.monotonic()
        if now - self._last_told >= TELL_EVERY:
            self._last_told = now
            await self._told(Progress(self._done, self._of))
        elif now - self._breathed >= AT_ONCE:
            await asyncio.sleep(0)
        else:
            return
        self._breathed = time.monotonic()
