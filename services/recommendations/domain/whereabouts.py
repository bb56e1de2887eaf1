"""Where somebody is at a moment of the day, as far as anybody can tell."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from services.recommendations.domain.joinable import Day, Here


class Passage(NamedTuple):
    """They went into a session, or out of it."""

    session: str
    at: datetime
    inside: bool


def whereabouts(day: Day, passages: Collection[Passage], at: datetime, until: datetime | None) -> Here:
    """Where they were seen last, unless they decided since to be elsewhere; or else where their agenda has them.

    Who went into a session and was not seen leaving it is there until it ends, whatever the agenda says.
    """
    by_agenda, since = _by_agenda(day, at, until)
    sessions = day.programme.sessions
    seen = max((each for each in passages if each.at <= at and each.session in sessions), key=_when, default=None)
    decided = max((move.at for move in day.moves if move.at <= at), default=None)
    if seen is None or (decided is not None and decided > seen.at):
        return by_agenda
    session = sessions[seen.session]
    inside = seen.inside and session.start <= at < session.end
    if not inside and since is not None and since > seen.at:
        return by_agenda
    return Here(at, session.room, session.guid if inside else None, until)


def _when(passage: Passage) -> tuple[datetime, bool]:
    return passage.at, passage.inside  # who leaves at a second leaves before coming in


def _by_agenda(day: Day, at: datetime, until: datetime | None) -> tuple[Here, datetime | None]:
    """In a session, or still where the last one was; and since when."""
    begun = [
        (session, item)
        for item in day.items
        if (session := day.programme.sessions.get(item.guid)) and session.start <= at
    ]
    if not begun:
        return Here(at, None, None, until), None
    session, item = max(begun, key=lambda pair: pair[1].hours(pair[0].start, pair[0].end)[0].timestamp())
    arrives, leaves = item.hours(session.start, session.end)
    return Here(at, session.room, session.guid if at < leaves else None, until), arrives
