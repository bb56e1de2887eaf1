"""Sessions somebody said must be in their day, and why they cannot."""

from collections.abc import Iterator

from services.recommendations.domain.obstacles import KeptOut, kept_out
from services.recommendations.domain.planning import Planning
from services.recommendations.domain.preferences import Pin


def unkept(planning: Planning) -> Iterator[KeptOut]:
    """Those that are not in the best agenda, by guid."""
    must = planning.preferences.pinned(Pin.MUST)
    if not must:
        return
    sessions = planning.programme.timetable.sessions
    kept = [stay.position for stay in planning.best.stays if sessions[stay.position].guid in must]
    for guid in sorted(must - {sessions[position].guid for position in kept}):
        yield kept_out(planning, guid, kept)
