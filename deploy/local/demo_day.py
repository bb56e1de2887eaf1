"""The day of the demo programme: one that lies ahead, so that whoever tries the product can look forward to it."""

import tomllib
from datetime import date, timedelta

NOTICE = timedelta(weeks=2)


def ahead(programme: str, today: date) -> str:
    """The programme as it is while its day lies ahead; or else on the same weekday, two to three weeks from now."""
    day = tomllib.loads(programme)["conference"]["starts_on"]
    if day > today:
        return programme
    weeks = -(-(today + NOTICE - day).days // 7)
    moved = day + timedelta(weeks=weeks)
    return programme.replace(day.isoformat(), moved.isoformat()).replace(f"Day {day.year}", f"Day {moved.year}")
