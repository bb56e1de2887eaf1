"""Whether something is on the days of a conference."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from shared.contracts.registration import Conference


def fault_of(start: datetime, conference: Conference) -> str | None:
    """What is wrong with this start, None if nothing is."""
    day = day_of(start, ZoneInfo(conference.zone))
    # What begins after midnight of the last day still belongs to it.
    if day is not None and conference.starts_on <= day and (day - conference.ends_on).days <= 1:
        return None
    return f"{day or start.date()} is not a day of the conference"


def is_on(now: datetime, conference: Conference) -> bool:
    """Whether the conference has begun and is not over."""
    return fault_of(now, conference) is None


def day_of(start: datetime, zone: ZoneInfo) -> date | None:
    """None at either end of the calendar, where a clock would have to show the year 0 or 10000."""
    try:
        return start.astimezone(zone).date()
    except OverflowError:
        return None
