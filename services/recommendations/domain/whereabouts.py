"""Where somebody is at a moment of the day, as far as anybody can tell."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from services.recommendations.domain.joinable import Day, Here, Known
from services.recommendations.domain.moves import Deed, Move
from services.recommendations.domain.session import Session


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
    if seen is None or any(seen.at < move.at <= at and _concerns(move, seen) for move in day.moves):
        return by_agenda
    session = sessions[seen.session]
    inside = seen.inside and session.start <= at < session.end
    if not inside and since is not None and since > seen.at:
        return by_agenda
    return Here(at, session.room, session.guid if inside else None, until, Known.CHECKED_IN)


def _when(passage: Passage) -> tuple[datetime, bool]:
    return passage.at, passage.inside  # who leaves at a second leaves before coming in


def _concerns(move: Move, seen: Passage) -> bool:
    """Whether a decision says anything about where they are: skipping some other session does not."""
    return move.deed is not Deed.SKIP or move.guid == seen.session


class _Stay(NamedTuple):
    """A part of their day."""

    arrive: datetime
    leave: datetime
    session: Session


def _by_agenda(day: Day, at: datetime, until: datetime | None) -> tuple[Here, datetime | None]:
    """In a session, on the way to one, or still where the last one was; and since when."""
    sessions = day.programme.sessions
    there = [
        _Stay(*item.hours(session.start, session.end), session)
        for item in day.items
        if (session := sessions.get(item.guid))
    ]
    joins = [move for move in day.moves if move.deed is Deed.JOIN and move.at <= at]
    last = max((stay for stay in there if stay.arrive <= at), key=lambda stay: stay.arrive.timestamp(), default=None)
    known = Known.CHOSEN if last and any(move.guid == last.session.guid for move in joins) else Known.AGENDA
    if last and at < last.leave:
        return Here(at, last.session.room, last.session.guid, until, known), last.arrive
    ahead = {stay.session.guid: stay for stay in there if stay.arrive > at}
    if joins and (to := ahead.get(joins[-1].guid or "")):
        return Here(at, to.session.room, to.session.guid, until, Known.CHOSEN, to.arrive), joins[-1].at
    if last:
        return Here(at, last.session.room, None, until, known), last.arrive
    return Here(at, None, None, until), None
