"""Days, clocks and lengths as people say them, in the language that is spoken, whatever the locale of the process.

English is written out here; other languages speak as Unicode's CLDR has it.
"""

from contextlib import suppress
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, format_time, get_timezone_location

from shared.contracts.vocabulary import Language
from shared.languages import N_, _, counting, current_language, gettext

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORKING = range(7, 19)
"""Hours that need no am or pm: before and after them, it is said."""
_LANGUAGES = {"en": "English", "es": "Spanish", "fr": "French", "ar": "Arabic", "de": "German", "zh": "Chinese"}
_NAMES = {
    "curriculum": N_("Curriculum"),
    "instruction": N_("Instruction"),
    "assessment": N_("Assessment"),
    "attendance": N_("Attendance"),
    "progress_monitoring": N_("Progress monitoring"),
    "support_systems": N_("Support systems"),
    "student_choice": N_("Student choice"),
    "individual_pacing": N_("Individual pacing"),
    "flexible_structures": N_("Flexible structures"),
    "technology": N_("Technology"),
    "introductory": N_("Introductory"),
    "developing": N_("Developing"),
    "advanced": N_("Advanced"),
}


def _english() -> bool:
    return current_language() == Language.ENGLISH


def spoken_date(day: date) -> str:
    """`28 October`."""
    if not _english():
        return format_skeleton("MMMMd", day, locale=current_language())
    return f"{day.day} {_MONTHS[day.month - 1]}"


def spoken_day(day: date) -> str:
    """`Wednesday 28 October`, as a line begins."""
    if not _english():
        weekday = format_date(day, "EEEE", locale=current_language())
        return f"{weekday[:1].upper()}{weekday[1:]} {spoken_date(day)}"
    return f"{_WEEKDAYS[day.weekday()]} {spoken_date(day)}"


def spoken_dates(first: date, last: date) -> str:
    """`28 October 2026`, `28–30 October 2026`, `30 October – 2 November 2026`."""
    if not _english():
        if first == last:
            return format_skeleton("yMMMMd", last, locale=current_language())
        return format_interval(first, last, "yMMMMd", locale=current_language()).replace("\u2009", " ")
    if first == last:
        return f"{spoken_date(last)} {last.year}"
    if first.year != last.year:
        return f"{spoken_date(first)} {first.year} – {spoken_date(last)} {last.year}"
    if first.month != last.month:
        return f"{spoken_date(first)} – {spoken_date(last)} {last.year}"
    return f"{first.day}–{spoken_date(last)} {last.year}"


def spoken_dates_in_full(first: date, last: date) -> str:
    """`Wednesday 28 October 2026` where it is one day, otherwise as `spoken_dates`."""
    if first != last:
        return spoken_dates(first, last)
    return _("%(day)s %(year)s", day=spoken_day(first), year=first.year)


def clock(instant: datetime) -> str:
    """`9:40`, `1:05`: among the hours in which people work no two are called the same; `10:30 pm` outside of them."""
    if not _english():
        return clock_of_day(instant)
    if (instant.hour, instant.minute) == (0, 0):
        return "midnight"
    said = f"{instant.hour % 12 or 12}:{instant.minute:02}"
    return said if instant.hour in WORKING else f"{said}\xa0{'am' if instant.hour < 12 else 'pm'}"


def clock_of_day(instant: datetime | time) -> str:
    """`8:45 am`, `3 pm`, `noon`: where a time stands alone. `15:00` in languages whose clock has 24 hours."""
    if not _english():
        # CLDR parts letters, where a language has them, by narrow no-break spaces, which some mail programs lack.
        said = format_time(time(instant.hour, instant.minute), "short", locale=current_language())
        return said.replace("\u202f", "\xa0")
    if instant.minute == 0 and instant.hour in (0, 12):
        return "noon" if instant.hour else "midnight"
    minutes = f":{instant.minute:02}" if instant.minute else ""
    return f"{instant.hour % 12 or 12}{minutes} {'am' if instant.hour < 12 else 'pm'}"


def hours(start: time, end: time) -> str:
    """`8:45 am to noon`."""
    return _("%(start)s to %(end)s", start=clock_of_day(start), end=clock_of_day(end))


def length(minutes: int) -> str:
    """`35 minutes`, `1 hour`, `5 hours 40 minutes`."""
    hours, rest = divmod(minutes, 60)
    if minutes < 90 and minutes != 60:
        return counted(minutes, "minute")
    return " ".join(counted(number, unit) for number, unit in ((hours, "hour"), (rest, "minute")) if number)


def counted(number: int, thing: str) -> str:
    """`1 session`, `8 sessions`."""
    match thing:
        case "session":
            return counting("%(num)s session", "%(num)s sessions", number)
        case "minute":
            return counting("%(num)s minute", "%(num)s minutes", number)
        case "hour":
            return counting("%(num)s hour", "%(num)s hours", number)
    raise ValueError(f"{thing} has no words yet")


def city(zone: str) -> str:
    """`Detroit` of `America/Detroit`."""
    name = zone
    if not _english() and _is_a_place(zone):
        with suppress(LookupError):  # a zone that is newer than the CLDR
            name = get_timezone_location(zone, locale=current_language(), return_city=True)
    return name.rsplit("/", 1)[-1].replace("_", " ")


def spoken_zone(zone: str) -> str:
    """`Detroit time` of `America/Detroit`; a zone that is no place stays itself."""
    return _("%(city)s time", city=city(zone)) if _is_a_place(zone) else city(zone)


def spoken_zone_in_full(zone: str, day: date) -> str:
    """`Detroit time (EDT, UTC−4)`: the clock of an IANA zone on this day."""
    noon = datetime.combine(day, time(12), ZoneInfo(zone))
    offset = noon.utcoffset()
    assert offset is not None  # a ZoneInfo always knows
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    from_utc = f"UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"
    # Zones without letters of their own are called by their offset, which is said anyway.
    letters = name if (name := noon.tzname() or "").isalpha() and name != "UTC" else ""
    on_the_clock = ", ".join(part for part in (letters, from_utc) if part)
    return f"{spoken_zone(zone)} ({on_the_clock})" if _is_a_place(zone) else on_the_clock


def _is_a_place(zone: str) -> bool:
    return "/" in zone and not zone.startswith("Etc/")


def plain(name: str) -> str:
    """`Progress monitoring` of `progress_monitoring`."""
    return gettext(_NAMES[name]) if name in _NAMES else name.replace("_", " ").capitalize()


def language(code: str) -> str:
    """`Spanish` of `es`; a code that is not known here stays itself."""
    if not _english():
        return str(Locale.parse(current_language()).languages.get(code, code.upper()))
    return _LANGUAGES.get(code, code.upper())
