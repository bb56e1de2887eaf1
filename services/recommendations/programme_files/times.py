"""When something is, as programmes write it."""

import re
from datetime import date, datetime, time, timedelta, tzinfo

from shared.contracts.recommendations import LONGEST_SESSION

DAWN = time(4)
"""Before it, it is still the day before: of a conference day whose beginning nobody tells."""
MORNING = time(6)
"""From then on it is never the day before, however late a conference day begins."""

_CLOCK = re.compile(r"(-?)(\d{1,4}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?")
_DAYS = re.compile(r"(-?\d+) days?,? *(.*)")
_ISO = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_OFFSET_OF_TWO = re.compile(r"([+-]\d{2})$")


def seconds_of(duration: object) -> int:
    """A length as `0:30`, `00:30:00`, `1 day, 2:00:00`, `PT30M` or plain minutes. Raises ValueError."""
    if isinstance(duration, int | float) and not isinstance(duration, bool):
        return round(duration * 60)
    text = str(duration or "").strip()
    if days := _DAYS.fullmatch(text):
        return int(days[1]) * 86400 + (seconds_of(days[2]) if days[2] else 0)
    if clock := _CLOCK.fullmatch(text):
        length = int(clock[2]) * 3600 + int(clock[3]) * 60 + int(clock[4] or 0)
        return -length if clock[1] else length
    if (iso := _ISO.fullmatch(text)) and any(iso.groups()):
        days_, hours, minutes, seconds = (int(part or 0) for part in iso.groups())
        return days_ * 86400 + hours * 3600 + minutes * 60 + seconds
    if text.isascii() and text.isdigit():
        return int(text) * 60
    raise ValueError("is no length such as 00:30")


def clock_of(seconds: int) -> str:
    """A length as `00:29:40`; some programmes have sessions that end before they begin."""
    sign, length = "-" * (seconds < 0), abs(seconds)
    return f"{sign}{length // 3600:02}:{length // 60 % 60:02}:{length % 60:02}"


def minutes_in(seconds: int) -> int:
    """As many as a session can last: at least one, and no end of them."""
    return min(max(1, (seconds + 30) // 60), LONGEST_SESSION)


def minutes_of(duration: object) -> int | None:
    """The same of a length as it is written; None if it is none."""
    try:
        return minutes_in(seconds_of(duration))
    except (ValueError, OverflowError):
        return None


def length_of(minutes: int) -> str:
    """Minutes as `00:30`."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def moment_of(text: str, zone: tzinfo) -> datetime:
    """A date and time; on the clock of `zone` where it does not say its own. Raises ValueError."""
    said = text.strip()
    if ":" in said:  # PostgreSQL writes +01
        said = _OFFSET_OF_TWO.sub(r"\1:00", said)
    try:
        moment = datetime.fromisoformat(said)
    except ValueError as wrong:
        raise ValueError("is no date and time such as 2026-10-28T09:30:00-04:00") from wrong
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def date_of(text: object) -> date | None:
    """The date at the beginning of a text, None if there is none."""
    try:
        return date.fromisoformat(str(text or "")[:10])
    except ValueError:
        return None


def time_of(text: str) -> time:
    """A time of day as `9:30`. Raises ValueError."""
    clock = _CLOCK.fullmatch(text.strip())
    if not clock or clock[1]:
        raise ValueError("is no time of day such as 09:30")
    hour, minute, second = (int(part or 0) for part in clock.groups()[1:])
    if (hour, minute, second) > (24, 0, 0):
        raise ValueError("is no time of day such as 09:30")
    return time(hour % 24, minute, second)


def in_day(clock: time, day: date, day_start: datetime | None, zone: tzinfo) -> datetime:
    """When it is that time on a conference day, which may reach into the night."""
    begins = day_start.astimezone(zone).time() if day_start else DAWN
    into_the_night = clock < min(begins, MORNING)
    return datetime.combine(day + timedelta(days=into_the_night), clock, zone)
