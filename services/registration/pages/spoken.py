"""Dates and clocks as people say them."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo


def spoken_dates(first: date, last: date) -> str:
    """`Wednesday 28 October 2026`, `28–30 October 2026`, `30 October – 2 November 2026`."""
    if first == last:
        return f"{first:%A} {first.day} {first:%B} {first.year}"
    if first.year != last.year:
        return f"{first.day} {first:%B} {first.year} – {last.day} {last:%B} {last.year}"
    if first.month != last.month:
        return f"{first.day} {first:%B} – {last.day} {last:%B} {last.year}"
    return f"{first.day}–{last.day} {last:%B} {last.year}"


def spoken_zone(zone: str, day: date) -> str:
    """`Detroit time (EDT, UTC−4)`: the clock of an IANA zone on this day."""
    noon = datetime.combine(day, time(12), ZoneInfo(zone))
    offset = noon.utcoffset()
    assert offset is not None  # a ZoneInfo always knows
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    from_utc = f"UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"
    # Zones without letters of their own are called by their offset, which is said anyway.
    letters = name if (name := noon.tzname() or "").isalpha() and name != "UTC" else ""
    clock = ", ".join(part for part in (letters, from_utc) if part)
    city = zone.rsplit("/", 1)[-1].replace("_", " ")
    return clock if "/" not in zone or zone.startswith("Etc/") else f"{city} time ({clock})"
