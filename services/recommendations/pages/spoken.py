"""Days, clocks and lengths as people say them."""

from datetime import date, datetime, time


def spoken_day(day: date) -> str:
    """`Wednesday, October 28`."""
    return f"{day:%A}, {day:%B} {day.day}"


def clock(instant: datetime) -> str:
    """`9:40`, `1:05`: within a day, where morning and afternoon need no telling apart."""
    return f"{instant.hour % 12 or 12}:{instant:%M}"


def clock_of_day(instant: datetime | time) -> str:
    """`8:45 am`, `3 pm`, `noon`: where a time stands alone."""
    if instant.minute == 0 and instant.hour in (0, 12):
        return "noon" if instant.hour else "midnight"
    hour = instant.hour % 12 or 12
    return f"{hour}{f':{instant:%M}' if instant.minute else ''} {'am' if instant.hour < 12 else 'pm'}"


def length(minutes: int) -> str:
    """`35 minutes`, `1 hour`, `5 hours 40 minutes`."""
    hours, rest = divmod(minutes, 60)
    if minutes < 90 and minutes != 60:
        return counted(minutes, "minute")
    return " ".join(counted(number, unit) for number, unit in ((hours, "hour"), (rest, "minute")) if number)


def counted(number: int, thing: str) -> str:
    """`1 session`, `8 sessions`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def city(zone: str) -> str:
    """`Detroit` of `America/Detroit`."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def plain(name: str) -> str:
    """`Progress monitoring` of `progress_monitoring`."""
    return name.replace("_", " ").capitalize()


def language(code: str) -> str:
    """`Spanish` of `es`; a code that is not known here stays itself."""
    known = {"en": "English", "es": "Spanish", "fr": "French", "ar": "Arabic", "de": "German", "zh": "Chinese"}
    return known.get(code, code.upper())
