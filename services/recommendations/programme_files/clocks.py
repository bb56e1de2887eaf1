"""On which clock the times of a schedule are that names no time zone: its days and dates may tell how far from UTC."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any

from services.recommendations.programme_files.schedule import Day, Schedule
from services.recommendations.programme_files.times import moment_of

_UNSAID = timezone(timedelta(), "unsaid")
_HOUR = timedelta(hours=1)
_WEST, _EAST = -12, 14
"""How far, in hours, zones reach that are the same all year."""


def moments_of(day: Day) -> list[datetime]:
    """What a day and its events say of when they are together with their distance from UTC."""
    events = (event.said for room in day.rooms for event in room.events)
    said = [day.start, day.end, *(event.get(name) for event in events for name in ("date", "start", "end"))]
    return list(_told(said))


def moments_in(schedule: Schedule) -> list[datetime]:
    """The same of the whole schedule."""
    return [moment for day in schedule.days for moment in moments_of(day)]


def clock_of(day: Day, everywhere: Sequence[datetime], otherwise: tzinfo) -> tzinfo:
    """The clock of times on a day that say nothing more. `otherwise`: the conference's, where the file agrees.

    A zone knows when clocks change and a distance does not, so the zone is better as long as both say the same.
    """
    told = moments_of(day) or everywhere
    if all(_same(moment, otherwise) for moment in told):
        return otherwise
    return timezone(told[0].utcoffset() or timedelta())


def lasting_zone(moments: Collection[datetime]) -> str | None:
    """The zone that is always as far from UTC as all of these; None where they differ or there is no such zone."""
    distances = {moment.utcoffset() or timedelta() for moment in moments}
    if len(distances) != 1:
        return None
    hours, rest = divmod(distances.pop(), _HOUR)
    if rest or not _WEST <= hours <= _EAST:
        return None
    # The sign is the other way round: Etc/GMT-1 is an hour before UTC.
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"


def _told(said: Sequence[Any]) -> Iterator[datetime]:
    for text in said:
        try:
            moment = moment_of(str(text or ""), _UNSAID)
        except ValueError:
            continue
        if moment.tzinfo is not _UNSAID:
            yield moment


def _same(moment: datetime, zone: tzinfo) -> bool:
    try:
        return moment.astimezone(zone).utcoffset() == moment.utcoffset()
    except OverflowError:  # at either end of the calendar
        return zone is UTC and not moment.utcoffset()
