"""Days, clocks and lengths as people say them. In English whatever the locale of the process."""

from datetime import date, datetime

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def spoken_date(day: date) -> str:
    """`28 October`."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def spoken_day(day: date) -> str:
    """`Wednesday 28 October 2026`."""
    return f"{_WEEKDAYS[day.weekday()]} {spoken_date(day)} {day.year}"


def spoken_dates(first: date, last: date) -> str:
    """`28 October 2026`, `28–30 October 2026`, `30 October – 2 November 2026`."""
    if first == last:
        return f"{spoken_date(last)} {last.year}"
    if first.year != last.year:
        return f"{spoken_date(first)} {first.year} – {spoken_date(last)} {last.year}"
    if first.month != last.month:
        return f"{spoken_date(first)} – {spoken_date(last)} {last.year}"
    return f"{first.day}–{spoken_date(last)} {last.year}"


def clock(instant: datetime) -> str:
    """`9:40`, `1:05`: within a day, where morning and afternoon need no telling apart."""
    return f"{instant.hour % 12 or 12}:{instant.minute:02}"


def clock_of_day(instant: datetime) -> str:
    """`8:45 am`, `3:30 pm`, `noon`: where a time stands alone."""
    if instant.minute == 0 and instant.hour in (0, 12):
        return "noon" if instant.hour else "midnight"
    return f"{clock(instant)} {'am' if instant.hour < 12 else 'pm'}"


def length(minutes: int) -> str:
    """`35 minutes`, `1 hour`, `1 hour 30 minutes`."""
    hours, rest = divmod(minutes, 60)
    if minutes < 90 and minutes != 60:
        return counted(minutes, "minute")
    return " ".join(counted(number, unit) for number, unit in ((hours, "hour"), (rest, "minute")) if number)


def counted(number: int, thing: str) -> str:
    """`1 session`, `8 sessions`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def spoken_zone(zone: str) -> str:
    """`Detroit time` of `America/Detroit`; a zone that is no place stays itself."""
    region, _, place = zone.rpartition("/")
    return f"{place.replace('_', ' ')} time" if region and region != "Etc" else place
