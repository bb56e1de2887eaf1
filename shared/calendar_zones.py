"""What calendars have to say of a time zone before they use it (RFC 5545, 3.6.5)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from shared.calendar_lines import instant, on_the_clock

_AROUND = timedelta(days=400)
"""Programs that ask for the next change of clocks find one."""
_DAY = timedelta(days=1)
_CLOCK = "%Y%m%dT%H%M%S"


@lru_cache(maxsize=64)
def zone_lines(zone: str, first: date, last: date) -> tuple[bytes, ...]:
    """Its definition for everything from `first` to `last`: every change of clocks by itself."""
    clock = ZoneInfo(zone)
    begin, end = (datetime.combine(day, time(0), UTC) for day in (first - _AROUND, last + _AROUND))
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone}", *_observance(clock, begin, begin)]
    for change in _changes(clock, begin, end):
        lines += _observance(clock, change, change - timedelta(seconds=1))
    return tuple(line.encode() for line in (*lines, "END:VTIMEZONE"))


def times(start: datetime, minutes: int, zone: str) -> list[bytes]:
    """Beginning and end as the clock there shows them."""
    begins = start.astimezone(UTC)
    return [_time("DTSTART", begins, zone), _time("DTEND", begins + timedelta(minutes=minutes), zone)]


def _time(name: str, when: datetime, zone: str) -> bytes:
    shown = when.astimezone(ZoneInfo(zone))
    # An hour that comes twice means the first time (3.3.5): the second is told by the sun.
    return instant(name, when) if shown.fold else on_the_clock(name, shown, zone)


def _changes(clock: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """When clocks change, in UTC, to the second."""
    while begin < end:
        after = begin + _DAY
        if _offset(clock, begin) != _offset(clock, after):
            early, late = begin, after
            while late - early > timedelta(seconds=1):
                middle = early + timedelta(seconds=(late - early).total_seconds() // 2)
                same = _offset(clock, middle) == _offset(clock, early)
                early, late = (middle, late) if same else (early, middle)
            yield late
        begin = after


def _observance(clock: ZoneInfo, onset: datetime, before: datetime) -> list[str]:
    """What holds from `onset` on. It is told on the clock that was shown `before`."""
    after, earlier = onset.astimezone(clock), before.astimezone(clock)
    kind = "DAYLIGHT" if after.dst() else "STANDARD"
    was = earlier.utcoffset() or timedelta(0)
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{onset.replace(tzinfo=None) + was:{_CLOCK}}",
        f"TZOFFSETFROM:{earlier:%z}",
        f"TZOFFSETTO:{after:%z}",
        f"TZNAME:{after:%Z}",
        f"END:{kind}",
    ]


def _offset(clock: ZoneInfo, instant: datetime) -> timedelta | None:
    return instant.astimezone(clock).utcoffset()
