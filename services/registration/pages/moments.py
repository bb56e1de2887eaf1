"""Moments as people say them: on the conference's clock and, where it differs, on their own."""

from datetime import datetime
from math import ceil
from zoneinfo import ZoneInfo

from shared.languages import _, counting
from shared.spoken import city, clock_of_day, spoken_date, spoken_day, spoken_zone


def deadline(instant: datetime, zone: str) -> str:
    """`Friday 27 November, 3 pm (Detroit time)`."""
    there = instant.astimezone(ZoneInfo(zone))
    return _("%(day)s, %(time)s (%(zone)s)", day=spoken_day(there), time=clock_of_day(there), zone=spoken_zone(zone))


def on_own_clock(instant: datetime, zone: str, own_zone: str | None) -> str:
    """`On your own clock, in Madrid: Friday 27 November, 9 pm.` Empty where the two clocks show the same."""
    if own_zone is None:
        return ""
    there, own = instant.astimezone(ZoneInfo(zone)), instant.astimezone(ZoneInfo(own_zone))
    if there.utcoffset() == own.utcoffset():
        return ""
    values = {"city": city(own_zone), "day": spoken_day(own), "time": clock_of_day(own)}
    return _("On your own clock, in %(city)s: %(day)s, %(time)s.", **values)


def noted(instant: datetime, zone: str) -> str:
    """`24 November 2026, 2:17 am`, on the conference's clock."""
    there = instant.astimezone(ZoneInfo(zone))
    return _("%(date)s %(year)s, %(time)s", date=spoken_date(there), year=there.year, time=clock_of_day(there))


def too_many_mails(seconds: int) -> str:
    """Why no mail is sent now, and when one is again."""
    return counting(
        "Many mails went there lately. Try again in a minute.",
        "Many mails went there lately. Try again in %(num)s minutes.",
        max(1, ceil(seconds / 60)),
    )
