"""When the session of a row is, and how long: in one column or two, with a length or an end."""

from datetime import datetime, timedelta

from services.recommendations.programme_files import csv_times
from services.recommendations.programme_files.csv_row import Reading
from services.recommendations.programme_files.missing_hour import fault_of_clock
from services.recommendations.programme_files.times import seconds_of
from shared.contracts.recommendations import LONGEST_SESSION


def start_of(reading: Reading) -> datetime | None:
    """When it begins, None with a fault."""
    zone, day_first = reading.sheet.zone, reading.sheet.day_first
    said, day, clock = reading.line("start"), reading.line("date"), reading.line("time")
    named = next((name for name in ("start", "time", "date") if reading.line(name)), "start")
    try:
        if day and (clock or said):
            whole_day = csv_times.day(day, zone, day_first=day_first)
            start = datetime.combine(whole_day, csv_times.clock(clock or said), zone)
        else:
            start = csv_times.moment(said or day, zone, day_first=day_first)
    except ValueError:
        wrong: str | None = "is no day and time such as 2026-10-28 09:30"
    else:
        wrong = fault_of_clock(start)
    if wrong:
        reading.fault(named, wrong)
        reading.unread |= {"start", "minutes"}
        return None
    return start


def length_of(reading: Reading, start: datetime | None) -> int | None:
    """How many minutes it lasts, None where nothing says so or with a fault."""
    if said := reading.line("minutes").casefold().removesuffix("minutes").removesuffix("min").strip(" ."):
        try:
            # Unlike schedules, spreadsheets are written by hand: a length that no session has is a slip to look at.
            return (seconds_of(said.partition(".0")[0]) + 30) // 60
        except (ValueError, OverflowError):
            _unread(reading, "minutes", "is no length such as 45 or 0:45")
            return None
    if not (end := reading.line("end")) or start is None:
        return None
    try:
        ends = _end(reading, end, start)
    except (ValueError, OverflowError):
        _unread(reading, "end", "is no time such as 10:15")
        return None
    seconds = ends.timestamp() - start.timestamp()
    if wrong := fault_of_clock(ends) or ("is before its start" if seconds < 0 else None):
        _unread(reading, "end", wrong)
        return None
    minutes = round(seconds / 60)
    if minutes > LONGEST_SESSION:
        _unread(reading, "end", f"is more than {LONGEST_SESSION} minutes after its start")
        return None
    if not minutes:
        reading.note("end", "is its start; it lasts a minute")
    return max(1, minutes)


def _end(reading: Reading, said: str, start: datetime) -> datetime:
    """A time of day that was before it began is that of the next day."""
    try:
        clock = csv_times.clock(said)
    except ValueError:
        return csv_times.moment(said, reading.sheet.zone, day_first=reading.sheet.day_first)
    if over_night := clock < start.time():
        reading.note("end", "is before its start, and so on the next day")
    return datetime.combine(start.date() + timedelta(days=over_night), clock, start.tzinfo)


def _unread(reading: Reading, name: str, detail: str) -> None:
    reading.fault(name, detail)
    reading.unread.add("minutes")
