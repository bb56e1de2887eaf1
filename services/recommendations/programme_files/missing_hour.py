"""Times that no clock shows: in spring clocks go forward over an hour."""

from datetime import UTC, datetime


def fault_of_clock(moment: datetime) -> str | None:
    """What is wrong with a time on the clock of its zone, None if there is such a time."""
    try:
        shown = moment.astimezone(UTC).astimezone(moment.tzinfo)
    except OverflowError:  # at either end of the calendar
        return None
    if shown.replace(tzinfo=None) == moment.replace(tzinfo=None):
        return None
    return f"is no time of that day, as clocks go forward over it: is it {shown:%H:%M}?"
