"""From stays to hours of credit: contact time in sessions that give some, without breaks, in whole units."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from services.recommendations.attendance.credit_rules import Break, CreditRules, Rounded, Rounding
from services.recommendations.attendance.presence import Stay

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Credited:
    """What counts of one session on one day."""

    guid: str
    day: date
    seconds: int
    reason: str = ""
    """Why nothing does, where that is so: `left_out` or `too_short`."""

    @property
    def minutes(self) -> int:
        """In whole minutes."""
        return self.seconds // 60


@dataclass(frozen=True, slots=True)
class CreditDay:
    """What counts of one day, after the most a day may give."""

    day: date
    seconds: int
    units: int
    """By itself; when the whole conference is rounded once, days may hold parts that add up to more."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What somebody has earned."""

    lines: tuple[Credited, ...]
    days: tuple[CreditDay, ...]
    units: int
    unit_minutes: int

    @property
    def hours(self) -> Decimal:
        """To the hundredth, as forms want it."""
        return in_hours(self.units, self.unit_minutes)

    @property
    def minutes(self) -> int:
        """What all days come to before it is rounded."""
        return sum(day.seconds for day in self.days) // 60


def in_hours(units: int, unit_minutes: int) -> Decimal:
    """`0.25` of one unit of fifteen minutes."""
    return (Decimal(units * unit_minutes) / 60).quantize(HUNDREDTH)


def ledger(stays: Iterable[Stay], tags: Mapping[str, Iterable[str]], zone: ZoneInfo, rules: CreditRules) -> Ledger:
    """The hours that stays come to. `tags`: of each session."""
    seconds: dict[tuple[date, str], int] = defaultdict(int)
    for stay in stays:
        day = stay.start.astimezone(zone).date()
        seconds[day, stay.guid] += stay.seconds - _in_breaks(stay, rules.breaks, zone)
    lines = tuple(_line(day, guid, spent, tags.get(guid, ()), rules) for (day, guid), spent in seconds.items())
    days = tuple(_day(day, [line for line in lines if line.day == day], rules) for day in _days(lines))
    if rules.rounded is Rounded.CONFERENCE:
        units = _units(sum(day.seconds for day in days), rules)
    else:
        units = sum(day.units for day in days)
    return Ledger(lines, days, units, rules.unit_minutes)


def _line(day: date, guid: str, seconds: int, tags: Iterable[str], rules: CreditRules) -> Credited:
    if guid in rules.left_out or not rules.left_out_tags.isdisjoint(tag.strip().casefold() for tag in tags):
        return Credited(guid, day, 0, "left_out")
    if seconds < rules.least_minutes * 60:
        return Credited(guid, day, 0, "too_short")
    return Credited(guid, day, seconds)


def _days(lines: Iterable[Credited]) -> list[date]:
    return sorted({line.day for line in lines})


def _day(day: date, lines: Iterable[Credited], rules: CreditRules) -> CreditDay:
    lines = list(lines)
    most = None if rules.most_hours_a_day is None else round(rules.most_hours_a_day * 3600)
    seconds = sum(line.seconds for line in lines)
    units = sum(_units(line.seconds, rules) for line in lines)
    if rules.rounded is not Rounded.SESSION:
        units = _units(seconds, rules)
    if most is None:
        return CreditDay(day, seconds, units)
    # What a day may give at most is no reason to round up beyond it.
    return CreditDay(day, min(seconds, most), min(units, most // (rules.unit_minutes * 60)))


def _units(seconds: int, rules: CreditRules) -> int:
    unit = rules.unit_minutes * 60
    match rules.rounding:
        case Rounding.DOWN:
            return seconds // unit
        case Rounding.NEAREST:
            return (2 * seconds + unit) // (2 * unit)
        case Rounding.UP:
            return -(-seconds // unit)


def _in_breaks(stay: Stay, breaks: Iterable[Break], zone: ZoneInfo) -> int:
    """Seconds of a stay that lie in a break of any day it touches. Breaks that overlap count once."""
    start, end = stay.start.astimezone(zone), stay.end.astimezone(zone)
    spans: list[tuple[float, float]] = []
    day = start.date()
    while day <= end.date():
        for one in breaks:
            opens, closes = (datetime.combine(day, clock, zone).timestamp() for clock in (one.start, one.end))
            spans.append((max(opens, start.timestamp()), min(closes, end.timestamp())))
        day += timedelta(days=1)
    total, reached = 0.0, float("-inf")
    for opens, closes in sorted(spans):
        total += max(0.0, closes - max(opens, reached))
        reached = max(reached, closes)
    return round(total)
