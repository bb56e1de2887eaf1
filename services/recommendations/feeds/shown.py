"""What a feed shows: the sessions of a day, and for a while those that left it, so that calendars take them out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

LEFT_FOR = timedelta(days=30)
"""How long a session that left is marked as cancelled: a calendar that is asked less often is not looked at either."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One session as it was shown last. `left_at`: since when it is there no more."""

    guid: str
    title: str
    room: str
    start: datetime
    minutes: int
    why: str
    left_at: datetime | None = None


def shown_next(before: Iterable[Shown], sessions: Iterable[Shown], now: datetime) -> tuple[Shown, ...]:
    """These sessions, and those that were shown before and are not among them, in order of time."""
    there = {session.guid: session for session in sessions}
    left = (
        replace(one, left_at=one.left_at or now)
        for one in before
        if one.guid not in there and (one.left_at is None or now - one.left_at < LEFT_FOR)
    )
    return tuple(sorted((*there.values(), *left), key=lambda one: (one.start.timestamp(), one.guid)))
