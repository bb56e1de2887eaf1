"""Days, clocks and lengths as people say them. In English, whatever the locale of the process."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LANGUAGES = {"en": "English", "es": "Spanish", "fr": "French", "ar": "Arabic", "de": "German", "zh": "Chinese"}


def spoken_date(day: date) -> str:
    """`28 October`."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def spoken_day(day: date) -> str:
    """`Wednesday 28 October`."""
    return f"{_WEEKDAYS[day.weekday()]} {spoken_date(day)}"


def spoken_dates(first: date, last: date) -> str:
    """`28 October 2026`, `28–30 October 2026`, `30 October – 2 November 2026`."""
    if first == last:
        return f"{spoken_date(last)} {last.year}"
    if first.year != last.year:
        return f"{spoken_date(first)} {first.year} – {spoken_date(last)} {last.year}"
    if first.month != last.month:
        return f"{spoken_date(first)} – {spoken_date(last)} {last.year}"
    return f"{first.day}–{spoken_date(last)} {last.year}"


def spoken_dates_in_full(first: date, last: date) -> str:
    """`Wednesday 28 October 2026` where it is one day, otherwise as `spoken_dates`."""
    return f"{spoken_day(first)} {first.year}" if first == last else spoken_dates(first, last)


def clock(instant: datetime) -> str:
    """`9:40`, `1:05`: within a day, where morning and afternoon need no telling apart."""
    return f"{instant.hour % 12 or 12}:{instant.minute:02}"


def clock_of_day(instant: datetime | time) -> str:
    """`8:45 am`, `3 pm`, `noon`: where a time stands alone."""
    if instant.minute == 0 and instant.hour in (0, 12):
        return "noon" if instant.hour else "midnight"
    minutes = f":{instant.minute:02}" if instant.minute else ""
    return f"{instant.hour % 12 or 12}{minutes} {'am' if instant.hour < 12 else 'pm'}"


def length(minutes: int) -> str:
    """`35 minutes`, `1 hour`, `5 hours 40 minutes`."""
    hours, rest = divmod(minutes, 60)
    if minutes < 90 and minutes != 60:
        return counted(minutes, "minute")
    return " ".join(counted(number, unit) for number, unit in ((hours, "hour"), (rest, "minute")) if number)


def counted(number: int, thing: str) -> str:
    """`1 session`, `8 sessions`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def city(zone: str) -> str:
    """`Detroit` of `America/Detroit`."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def spoken_zone(zone: str) -> str:
    """`Detroit time` of `America/Detroit`; a zone that is no place stays itself."""
    return f"{city(zone)} time" if "/" in zone and not zone.startswith("Etc/") else city(zone)


def spoken_zone_in_full(zone: str, day: date) -> str:
    """`Detroit time (EDT, UTC−4)`: the clock of an IANA zone on this day."""
    noon = datetime.combine(day, time(12), ZoneInfo(zone))
    offset = noon.utcoffset()
    assert offset is not None  # a ZoneInfo always knows
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    from_utc = f"UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"
    # Zones without letters of their own are called by their offset, which is said anyway.
    letters = name if (name := noon.tzname() or "").isalpha() and name != "UTC" else ""
    on_the_clock = ", ".join(part for part in (letters, from_utc) if part)
    return f"{spoken_zone(zone)} ({on_the_clock})" if spoken_zone(zone).endswith(" time") else on_the_clock


def plain(name: str) -> str:
    """`Progress monitoring` of `progress_monitoring`."""
    return name.replace("_", " ").capitalize()


def language(code: str) -> str:
    """`Spanish` of `es`; a code that is not known here stays itself."""
    return _LANGUAGES.get(code, code.upper())
