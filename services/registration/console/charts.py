"""Where the parts of a chart are: widths in percent, so that it fits a phone and a wall; heights in pixels."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import accumulate
from zoneinfo import ZoneInfo

_HOUR, _DAY, _WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
_LONGEST = {"hour": timedelta(hours=48), "day": timedelta(days=120)}
_FEWEST = 12
"""Bars: a single one would say nothing."""
_LABELS = 5
LINE_WIDTH = 1000
"""The line of a chart is drawn this wide, and stretched."""


class Unit(StrEnum):
    """What one bar stands for."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across a chart, `y` pixels from the top, and the number it stands for."""

    number: int
    y: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: when it begins on the conference's clock, how many, how many by its end, and where it is."""

    start: datetime
    number: int
    total: int
    x: float
    middle: float
    width: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Signups over time: bars for each hour, day or week, and the line of how many there were by then."""

    unit: Unit
    bars: Sequence[Bar]
    bar_ticks: Sequence[Tick]
    line: str
    """The path of the line."""
    line_end: float
    line_ticks: Sequence[Tick]
    capacity: float | None
    """Where the line of all places is, if the line has come near it."""
    labels: Sequence[Bar]
    """The bars that are labelled."""


def signups_over_time(
    quarters: Mapping[datetime, int], zone: str, until: datetime, capacity: int, *, line_height: int, bar_height: int
) -> Chart | None:
    """The chart of signups, None if there are none. `until`: what is drawn last, if no signup came later."""
    if not quarters:
        return None
    clock = ZoneInfo(zone)
    first, last = min(quarters), max(*quarters, until)
    unit = _unit(last - first)
    starts = list(_starts(_start(first, unit, clock), _start(last, unit, clock), unit, clock))
    counts: Counter[datetime] = Counter()
    for moment, number in quarters.items():
        # Looked up rather than worked out: there are zones whose clocks change by half an hour.
        counts[starts[bisect_right(starts, moment) - 1]] += number
    totals = list(accumulate(counts[start] for start in starts))
    top, bar_ticks = _scale(max(counts.values()), bar_height)
    line_top, line_ticks = _scale(max(totals[-1], capacity if totals[-1] * 2 >= capacity else 0), line_height)
    slot = 100 / len(starts)
    bars = [
        Bar(
            start.astimezone(clock),
            number := counts[start],
            total,
            round(slot * (at + 0.12), 3),
            round(slot * (at + 0.5), 3),
            round(slot * 0.76, 3),
            round(bar_height - (height := bar_height * number / top), 1),
            round(height, 1),
        )
        for at, (start, total) in enumerate(zip(starts, totals, strict=True))
    ]
    heights = [round(line_height * (1 - bar.total / line_top), 1) for bar in bars]
    points = [f"{bar.middle * LINE_WIDTH / 100:.1f} {y}" for bar, y in zip(bars, heights, strict=True)]
    near = capacity <= line_top
    return Chart(
        unit,
        bars,
        bar_ticks,
        f"M{points[0]}L{' '.join(points)}",
        heights[-1],
        line_ticks,
        round(line_height * (1 - capacity / line_top), 1) if near else None,
        _labelled(bars),
    )


def _unit(span: timedelta) -> Unit:
    return next((Unit(unit) for unit, longest in _LONGEST.items() if span <= longest), Unit.WEEK)


def _start(moment: datetime, unit: Unit, clock: ZoneInfo) -> datetime:
    """In UTC, where every hour is there once."""
    if unit is Unit.HOUR:
        local = moment.astimezone(clock)
        return moment.astimezone(UTC) - timedelta(
            minutes=local.minute, seconds=local.second, microseconds=local.microsecond
        )
    day = moment.astimezone(clock).date()
    return _midnight(day - timedelta(days=day.weekday()) if unit is Unit.WEEK else day, clock)


def _starts(first: datetime, last: datetime, unit: Unit, clock: ZoneInfo) -> Iterator[datetime]:
    """Every bar from the first to the last, and some before where they would be few."""
    step = {Unit.HOUR: _HOUR, Unit.DAY: _DAY, Unit.WEEK: _WEEK}[unit]
    number = round((last - first) / step) + 1
    before = max(0, _FEWEST - number)
    for at in range(-before, number):
        if unit is Unit.HOUR:
            yield first + at * step
        else:  # days are not all as long
            yield _midnight(first.astimezone(clock).date() + at * step, clock)


def _midnight(day: date, clock: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), clock).astimezone(UTC)


def _scale(highest: int, height: int) -> tuple[int, list[Tick]]:
    """Where the scale ends, and lines at round numbers: two to four of them."""
    step = next(size * 10**power for power in range(10) for size in (1, 2, 5) if size * 10**power * 4 >= highest)
    top = step * max(1, -(-highest // step))
    return top, [Tick(number, round(height * (1 - number / top), 1)) for number in range(0, top + 1, step)]


def _labelled(bars: Sequence[Bar]) -> list[Bar]:
    places = {round(at * (len(bars) - 1) / (_LABELS - 1)) for at in range(_LABELS)}
    return [bars[at] for at in sorted(places)]
