"""When somebody is there, out of the hours they gave at signup and the limits they set since."""

from collections.abc import Iterable
from datetime import time

from services.recommendations.domain.preferences import Preferences
from services.recommendations.domain.wishes import Window

Spans = tuple[tuple[int, int], ...]
"""Stretches as seconds since midnight of any day of the conference. None at all means the whole day."""
MIDNIGHT = 24 * 3600
NEVER: Spans = ((-1, -1),)


def hours_of(available: Iterable[Window], preferences: Preferences) -> Spans:
    """The stretches they are there, in order; those that touch are one, since a session may lie across both."""
    spans = joined(available)
    if preferences.earliest is None and preferences.latest is None:
        return spans
    opens = 0 if preferences.earliest is None else seconds(preferences.earliest)
    # Who sets no end stays as long as it takes, past midnight too.
    closes = 2 * MIDNIGHT if preferences.latest is None else seconds(preferences.latest)
    cut = ((max(start, opens), min(end, closes)) for start, end in spans or ((0, 2 * MIDNIGHT),))
    return tuple((start, end) for start, end in cut if start < end) or NEVER


def joined(windows: Iterable[Window]) -> Spans:
    """Windows as stretches, those that touch made one."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((seconds(window.start), seconds(window.end)) for window in windows):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def within(hours: tuple[int, int], spans: Spans) -> bool:
    """Whether a session of these hours lies in one of the stretches."""
    return not spans or any(start <= hours[0] and hours[1] <= end for start, end in spans)


def seconds(moment: time) -> int:
    """Since midnight."""
    return moment.hour * 3600 + moment.minute * 60 + moment.second
