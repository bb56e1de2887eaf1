"""Sessions that build on others."""

from collections.abc import Collection, Iterator, Mapping

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.preferences import Pin, Preferences
from services.recommendations.domain.session import Session


def unprepared(
    sessions: Mapping[str, Session], preferences: Preferences, circumstances: Circumstances
) -> frozenset[str]:
    """Those that build on one that was neither seen nor is sure to be seen before, by guid.

    What is sure are sessions of the agenda they hold, and those they said must be in their day. What is no session of
    this programme is held against nobody: whether they saw it at an earlier conference, nothing here can tell.
    """
    sure = (circumstances.kept | preferences.pinned(Pin.MUST)) - circumstances.full - circumstances.missed

    def comes_before(guid: str, session: Session) -> bool:
        return guid in sure and sessions[guid].end <= session.start

    return frozenset(
        session.guid
        for session in sessions.values()
        if not all(
            guid not in sessions or guid in circumstances.seen or comes_before(guid, session)
            for guid in session.prerequisites
        )
    )


def circles(builds_on: Mapping[str, Collection[str]]) -> list[tuple[str, ...]]:
    """Where building on others leads back to where it began: each way round, in order."""
    found: list[tuple[str, ...]] = []
    done: set[str] = set()
    for first in builds_on:
        way: dict[str, Iterator[str]] = {} if first in done else {first: iter(builds_on[first])}
        while way:
            last = next(reversed(way))
            for guid in way[last]:
                if guid in way:
                    around = tuple(way)
                    found.append(around[around.index(guid) :])
                elif guid in builds_on and guid not in done:
                    way[guid] = iter(builds_on[guid])
                    break
            else:
                done.add(last)
                del way[last]
    return found
