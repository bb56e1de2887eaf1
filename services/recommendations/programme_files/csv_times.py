"""Dates and times as spreadsheets write them, in the order of whoever's country it is."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo

from services.recommendations.programme_files.times import moment_of, time_of

_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{2}|\d{4})(?:\s*,?\s+(.*))?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\s*([\d:]+(?:\s*[AaPp]\.?\s*[Mm]\.?)?))?")
_HALVES = re.compile(r"(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?\s*([ap])\.?\s*m\.?", re.IGNORECASE)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_FRACTION = re.compile(r"0?[.,]\d+")
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a clock on the wall, counted from here by spreadsheets


def day_first(texts: Iterable[str]) -> bool:
    """Whether dates with slashes begin with the day: one of them can be read in no other way."""
    found = [match for text in texts if (match := _SLASHED.fullmatch(text.strip()))]
    return any(int(match[1]) > 12 for match in found)


def moment(text: str, zone: tzinfo, *, day_first: bool) -> datetime:
    """A day and a time. Raises ValueError."""
    said = text.strip()
    if serial := _SERIAL.fullmatch(said):
        counted = _EPOCH + timedelta(days=float(serial[0].replace(",", ".")))
        return (counted + timedelta(seconds=30)).replace(second=0, microsecond=0, tzinfo=zone)
    if match := _SLASHED.fullmatch(said):
        return datetime.combine(_date(match, day_first=day_first), clock(match[5] or "0:00"), zone)
    if iso := _ISO.fullmatch(said):
        return datetime.combine(date(int(iso[1]), int(iso[2]), int(iso[3])), clock(iso[4] or "0:00"), zone)
    return moment_of(said, zone)


def day(text: str, zone: tzinfo, *, day_first: bool) -> date:
    """A day, also where a time is written behind it. Raises ValueError."""
    return moment(text, zone, day_first=day_first).date()


def clock(text: str) -> time:
    """A time of day. Raises ValueError."""
    said = text.strip()
    if halves := _HALVES.fullmatch(said):
        hour = int(halves[1]) % 12 + (12 if halves[4].lower() == "p" else 0)
        return time(hour, int(halves[2] or 0), int(halves[3] or 0))
    if _FRACTION.fullmatch(said):
        minutes = round(float(said.replace(",", ".")) * 24 * 60)
        return time(minutes // 60 % 24, minutes % 60)
    return time_of(said)


def _date(match: re.Match[str], *, day_first: bool) -> date:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    begins_with_day = day_first or match[2] == "."
    day_, month = (first, second) if begins_with_day else (second, first)
    try:
        return date(year if year > 99 else 2000 + year, month, day_)
    except ValueError as wrong:
        raise ValueError("is no date such as 2026-10-28") from wrong
