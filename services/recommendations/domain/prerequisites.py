"""Sessions that build on others."""

from collections.abc import Mapping

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.preferences import Pin, Preferences
from services.recommendations.domain.session import Session


def unprepared(
    sessions: Mapping[str, Session], preferences: Preferences, circumstances: Circumstances
) -> frozenset[str]:
    """Those that build on one that was neither seen nor is sure to be seen before, by guid.

    What is sure are sessions of the agenda they hold, and those they said must be in their day.
    """
    sure = (circumstances.kept | preferences.pinned(Pin.MUST)) - circumstances.full - circumstances.missed

    def comes_before(guid: str, session: Session) -> bool:
        return guid in sure and guid in sessions and sessions[guid].end <= session.start

    return frozenset(
        session.guid
        for session in sessions.values()
        if not all(guid in circumstances.seen or comes_before(guid, session) for guid in session.prerequisites)
    )
