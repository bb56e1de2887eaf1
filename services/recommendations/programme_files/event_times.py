"""When an event of a schedule is, and how long: there are several ways to say it."""

from datetime import date, datetime

from services.recommendations.programme_files.event_reading import Reading
from services.recommendations.programme_files.times import clock_of, in_day, minutes_in, moment_of, seconds_of, time_of


def start_of(reading: Reading) -> datetime | None:
    """When it begins, None with a fault."""
    said, zone = reading.said, reading.around.zone
    for name in ("date", "start"):
        text = str(said.get(name) or "").strip()
        if len(text) > len("2026-10-28"):
            try:
                return moment_of(text, zone)
            except ValueError as wrong:
                reading.fault(name, str(wrong))
                return None
    clock = str(said.get("start") or "").strip()
    if not clock:
        reading.fault("date", "is missing: when does it begin?")
        return None
    try:
        time = time_of(clock)
    except ValueError as wrong:
        reading.fault("start", str(wrong))
        return None
    own_day = str(said.get("date") or "").strip()
    day = _day(own_day) if own_day else reading.day.date
    if day is None:
        missing = "is missing, and so is the date of its day"
        reading.fault("date", "is no date such as 2026-10-28" if own_day else missing)
        return None
    try:
        return datetime.combine(day, time, zone) if own_day else in_day(time, day, _begins(reading), zone)
    except OverflowError:
        reading.fault("start", "is on no day that calendars have")
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _begins(reading: Reading) -> datetime | None:
    try:
        return moment_of(reading.day.start, reading.around.zone)
    except ValueError:
        return None


def length_of(reading: Reading) -> int | None:
    """How many minutes it lasts, None with a fault."""
    said = reading.said
    try:
        if said.get("duration") in (None, "") and said.get("end"):
            name = "end"
            begins = start_of(Reading(reading.event, reading.day, reading.room, reading.around))
            ends = moment_of(str(said["end"]), reading.around.zone)
            seconds = round(ends.timestamp() - begins.timestamp()) if begins else 0
        else:
            name = "duration"
            seconds = seconds_of(said.get("duration"))
    except (ValueError, OverflowError) as wrong:
        reading.fault(name, str(wrong))
        return None
    minutes = minutes_in(seconds)
    if minutes * 60 != seconds:
        reading.extra["duration"] = said[name] if name == "duration" else clock_of(seconds)
        reading.note(name, f"is {said[name]}; the session lasts {minutes} min")
    return minutes
