"""The best day: sessions that do not collide and together are worth the most."""

from collections.abc import Sequence

from services.recommendations.domain.hours import Spans, within
from services.recommendations.domain.timetable import Timetable


def best_day(timetable: Timetable, worth: Sequence[int], spans: Spans = ()) -> list[int]:
    """Positions of the sessions to go to, in order of time.

    `worth` gives the value of each position. The total is the highest that sessions within these stretches
    can reach when each leaves time to walk to the next; those worth 0 or less stay out.

    Weighted interval scheduling, exact and in one pass: sessions are taken in order of start, and the best
    way to each is the best way to any it can follow. Whole numbers make equal totals equal; among those the
    day that ends earlier wins, then the one that ends with the smaller guid.
    """
    total = [0] * len(worth)
    previous = [-1] * len(worth)
    best, best_at, ended = 0, -1, 0
    for position, own in enumerate(worth):
        while ended < timetable.settled[position]:
            at = timetable.by_end[ended]
            if total[at] > best:
                best, best_at = total[at], at
            ended += 1
        if own <= 0 or not within(timetable.hours[position], spans):
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
