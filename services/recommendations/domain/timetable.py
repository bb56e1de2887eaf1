"""When each session is, and which can be reached from which: worked out once per programme."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from services.recommendations.domain.session import Session

LONGEST_WALK = timedelta(minutes=5)


def walk(one: str, other: str) -> timedelta:
    """How long it takes from one room to another; never more than LONGEST_WALK."""
    return timedelta(0) if one == other else LONGEST_WALK


@dataclass(frozen=True, slots=True)
class Timetable:
    """Sessions in order of start, and for each what can come before it.

    Positions are indexes into `sessions`. `by_end` holds all positions in order of end. Any of the first
    `settled[p]` of `by_end` leaves time to reach `p` from wherever it is; those of `close[p]` end later and
    are near enough. `hours[p]` is (start, end) in seconds since midnight of the day it starts, on the
    conference's clock.
    """

    sessions: tuple[Session, ...]
    by_end: tuple[int, ...]
    settled: tuple[int, ...]
    close: tuple[tuple[int, ...], ...]
    hours: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, sessions: Iterable[Session], zone: tzinfo) -> "Timetable":
        """Lay out the sessions. Raises ValueError where two have the same guid."""
        ordered = tuple(sorted(sessions, key=lambda session: (session.start.timestamp(), session.guid)))
        if len({session.guid for session in ordered}) < len(ordered):
            raise ValueError("two sessions of the programme have the same guid")
        starts = [session.start.timestamp() for session in ordered]
        ends = [session.end.timestamp() for session in ordered]
        by_end = tuple(sorted(range(len(ordered)), key=lambda each: (ends[each], ordered[each].guid)))
        sorted_ends = [ends[each] for each in by_end]
        settled = tuple(bisect_right(sorted_ends, start - LONGEST_WALK.total_seconds()) for start in starts)
        close = tuple(
            tuple(
                earlier
                for earlier in by_end[settled[position] : bisect_right(sorted_ends, starts[position])]
                if ends[earlier] + walk(ordered[earlier].room, session.room).total_seconds() <= starts[position]
            )
            for position, session in enumerate(ordered)
        )
        return cls(ordered, by_end, settled, close, tuple(_hours(session, zone) for session in ordered))


def _hours(session: Session, zone: tzinfo) -> tuple[int, int]:
    start, end = session.start.astimezone(zone), session.end.astimezone(zone)
    midnight = datetime(start.year, start.month, start.day)  # noqa: DTZ001 - the clock on the wall is meant

    def since_midnight(instant: datetime) -> int:
        return round((instant.replace(tzinfo=None) - midnight).total_seconds())

    return since_midnight(start), since_midnight(end)
