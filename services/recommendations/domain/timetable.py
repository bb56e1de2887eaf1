"""When each session is, and which can be reached from which: worked out once per programme."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from services.recommendations.domain.session import Session
from services.recommendations.domain.walks import Walk, Walks, walk

NIGHT = timedelta(hours=4)
"""What begins before four in the morning belongs to the evening before."""
QUIET = 3600
"""Seconds without a session that part two days."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """Sessions in order of start, and for each what can come before it.

    Positions are indexes into `sessions`. `by_end` holds all positions in order of end. Any of the first
    `settled[p]` of `by_end` leaves time to reach `p` from wherever it is; those of `close[p]` end later and
    are near enough. `hours[p]` is (start, end) in seconds since midnight of the day it starts, on the
    conference's clock; `instants[p]` the same in seconds since 1970.
    """

    sessions: tuple[Session, ...]
    by_end: tuple[int, ...]
    settled: tuple[int, ...]
    close: tuple[tuple[int, ...], ...]
    hours: tuple[tuple[int, int], ...]
    instants: tuple[tuple[int, int], ...]
    days: tuple[int, ...]
    """Which day of the conference each session belongs to, from 0. No session reaches into the next day's."""
    rooms: tuple[int, ...]
    """By number of the room in `walks`."""
    walks: Walks

    @classmethod
    def of(cls, sessions: Iterable[Session], zone: tzinfo, walk: Walk = walk) -> "Timetable":
        """Lay out the sessions. Raises ValueError where two have the same guid."""
        ordered = tuple(sorted(sessions, key=lambda session: (session.start.timestamp(), session.guid)))
        if len({session.guid for session in ordered}) < len(ordered):
            raise ValueError("two sessions of the programme have the same guid")
        walks = Walks.of((session.room for session in ordered), walk)
        rooms = tuple(walks.rooms[session.room] for session in ordered)
        instants = tuple((round(each.start.timestamp()), round(each.end.timestamp())) for each in ordered)
        by_end = tuple(sorted(range(len(ordered)), key=lambda each: (instants[each][1], ordered[each].guid)))
        ends = [instants[each][1] for each in by_end]
        settled = tuple(bisect_right(ends, start - walks.longest) for start, _ in instants)
        close = tuple(
            tuple(
                earlier
                for earlier in by_end[settled[position] : bisect_right(ends, start)]
                if instants[earlier][1] + walks.seconds[rooms[earlier], rooms[position]] <= start
            )
            for position, (start, _) in enumerate(instants)
        )
        hours = tuple(_hours(session, zone) for session in ordered)
        return cls(ordered, by_end, settled, close, hours, instants, _days(ordered, instants, zone), rooms, walks)

    def apart(self, one: int, other: int) -> bool:
        """Whether somebody can be in both sessions from start to end."""
        first, then = sorted((one, other), key=lambda position: self.instants[position])
        walk = int(self.walks.seconds[self.rooms[first], self.rooms[then]])
        return self.instants[first][1] + walk <= self.instants[then][0]


def _days(sessions: Sequence[Session], instants: Sequence[tuple[int, int]], zone: tzinfo) -> tuple[int, ...]:
    days: list[int] = []
    ended, date = 0, None
    for session, (start, end) in zip(sessions, instants, strict=True):
        begins = (session.start.astimezone(zone) - NIGHT).date()
        another = date is not None and begins != date and start - ended >= QUIET
        days.append((days[-1] if days else 0) + another)
        if another or date is None:
            date = begins
        ended = max(ended, end)
    return tuple(days)


def _hours(session: Session, zone: tzinfo) -> tuple[int, int]:
    start, end = session.start.astimezone(zone), session.end.astimezone(zone)
    midnight = datetime(start.year, start.month, start.day)  # noqa: DTZ001 - the clock on the wall is meant

    def since_midnight(instant: datetime) -> int:
        return round((instant.replace(tzinfo=None) - midnight).total_seconds())

    return since_midnight(start), since_midnight(end)
