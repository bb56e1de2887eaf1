"""The best day: sessions that do not collide and together are worth the most."""

from collections.abc import Iterable, Sequence
from datetime import time

from services.recommendations.domain.timetable import Timetable
from services.recommendations.domain.wishes import Window


def best_day(timetable: Timetable, worth: Sequence[int], available: tuple[Window, ...] = ()) -> list[int]:
    """Positions of the sessions to go to, in order of time.

    `worth` gives the value of each position. The total is the highest that sessions within the available
    hours can reach when each leaves time to walk to the next; those worth 0 or less stay out.

    Weighted interval scheduling, exact and in one pass: sessions are taken in order of start, and the best
    way to each is the best way to any it can follow. Whole numbers make equal totals equal; among those the
    day that ends earlier wins, then the one that ends with the smaller guid.
    """
    spans = _joined(available)
    total = [0] * len(worth)
    previous = [-1] * len(worth)
    best, best_at, ended = 0, -1, 0
    for position, own in enumerate(worth):
        while ended < timetable.settled[position]:
            at = timetable.by_end[ended]
            if total[at] > best:
                best, best_at = total[at], at
            ended += 1
        if own <= 0 or not _within(timetable.hours[position], spans):
            continue
        before, before_at = best, best_at
        for at in timetable.close[position]:
            if total[at] > before:
                before, before_at = total[at], at
        total[position], previous[position] = before + own, before_at
    for at in timetable.by_end[ended:]:
        if total[at] > best:
            best, best_at = total[at], at
    chosen = []
    while best_at >= 0:
        chosen.append(best_at)
        best_at = previous[best_at]
    return chosen[::-1]


def _joined(windows: Iterable[Window]) -> list[tuple[int, int]]:
    """Windows as seconds since midnight, those that touch made one: a session may lie across both."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((_seconds(window.start), _seconds(window.end)) for window in windows):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _within(hours: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    return not spans or any(start <= hours[0] and hours[1] <= end for start, end in spans)


def _seconds(moment: time) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second
