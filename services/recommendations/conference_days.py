"""Whether something is on the days of a conference, and whether that lies ahead, is on, or is over."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from shared.contracts.recommendations import Session
from shared.contracts.registration import Conference

EARLY = timedelta(hours=1)
"""Before the first session of a day: people are on their way."""
NIGHT = timedelta(hours=4)
"""What begins before four in the morning belongs to the evening before."""


class Moment(StrEnum):
    """How a conference lies to the time it is."""

    AHEAD = "ahead"
    """Also in the evening, when there is another day."""
    ON = "on"
    OVER = "over"


def moment_of(now: datetime, conference: Conference, sessions: Iterable[Session]) -> Moment:
    """On each of its days it is on from an hour before the first session to the end of the last."""
    zone = ZoneInfo(conference.zone)
    days: dict[date, tuple[datetime, datetime]] = {}
    for session in sessions:
        ends = session.start + timedelta(minutes=session.minutes)
        day = (session.start.astimezone(zone) - NIGHT).date()
        first, last = days.get(day, (session.start, ends))
        days[day] = min(first, session.start), max(last, ends)
    if any(first - EARLY <= now < last for first, last in days.values()):
        return Moment.ON
    over = datetime.combine(conference.ends_on + timedelta(days=1), time(), zone)
    return Moment.OVER if now >= max((last for _, last in days.values()), default=over) else Moment.AHEAD


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
