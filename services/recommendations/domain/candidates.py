"""Which sessions somebody may go to, from when to when, and what that is worth when days are compared."""

from collections.abc import Iterator, Sequence

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.hours import Spans, within
from services.recommendations.domain.optimum.limits import MUST, Candidate
from services.recommendations.domain.preferences import Pin, Preferences
from services.recommendations.domain.timetable import Timetable
from services.recommendations.domain.value import Worth
from services.recommendations.domain.weights import Weights


def candidates_of(
    timetable: Timetable,
    worths: Sequence[Worth],
    goals: Sequence[int],
    preferences: Preferences,
    circumstances: Circumstances,
    spans: Spans,
    weights: Weights,
) -> Iterator[Candidate]:
    """The candidates, in order of start. `goals` are those each session serves, as bits."""
    unavailable, must = circumstances.unavailable, preferences.pinned(Pin.MUST)
    since = None if circumstances.since is None else round(circumstances.since.timestamp())
    room = timetable.walks.rooms.get(circumstances.room or "")
    for position, session in enumerate(timetable.sessions):
        points = worths[position].points
        if points <= 0 or session.guid in unavailable:
            continue
        start, end = timetable.instants[position]
        opens, closes = start, end
        if not within(timetable.hours[position], spans):
            opens, closes = _inside(timetable, position, spans)
        if since is not None:
            walk = 0 if room is None else int(timetable.walks.seconds[room, timetable.rooms[position]])
            opens = max(opens, since + walk)
        cut = (opens, closes) != (start, end)
        pinned = session.guid in must
        if cut and (pinned or not preferences.in_part or 2 * (closes - opens) <= end - start):
            continue
        worth = points * (closes - opens) // (end - start)
        worth += round(_held(session.guid, circumstances, weights) * worth)
        # What must be in is gone to whole; what their hours cut is cut once.
        yield Candidate(
            position,
            opens,
            closes,
            timetable.rooms[position],
            worth + MUST * pinned,
            goals[position],
            cut=not cut and not pinned,
        )


def _held(guid: str, circumstances: Circumstances, weights: Weights) -> float:
    """By how much more it counts for being in their agenda already."""
    if guid in circumstances.untouched:
        return weights.untouched
    return weights.kept if guid in circumstances.kept else 0.0


def _inside(timetable: Timetable, position: int, spans: Spans) -> tuple[int, int]:
    """The longest part of a session that lies in their hours."""
    start, _ = timetable.instants[position]
    begins, ends = timetable.hours[position]
    parts = ((max(begins, opens), min(ends, closes)) for opens, closes in spans)
    opens, closes = max(parts, key=lambda part: part[1] - part[0])
    return start + opens - begins, start + max(opens, closes) - begins
