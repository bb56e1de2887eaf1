"""On which days a file's sessions are, as far as it can be told from them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo

from services.recommendations.programme_files.found import About, Entry
from services.recommendations.programme_files.times import DAWN


def about_sessions(entries: Iterable[Entry], clock: tzinfo | None) -> About:
    """From the first day to the last."""
    days = days_of(entries, clock)
    return About(starts_on=min(days, default=None), ends_on=max(days, default=None))


def days_of(entries: Iterable[Entry], clock: tzinfo | None) -> set[date]:
    """The days on this clock; without one, as each session says its own time."""
    return {day for entry in entries if (day := _day(entry.session.start, clock)) is not None}


def _day(start: datetime, clock: tzinfo | None) -> date | None:
    """The day it belongs to: what begins in the small hours is of the evening before."""
    try:
        local = start.astimezone(clock) if clock else start
        return local.date() - timedelta(days=local.time() < DAWN)
    except OverflowError:
        return None
