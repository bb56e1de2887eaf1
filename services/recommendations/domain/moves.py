"""What somebody decided on the day, and what it makes of the part of their agenda that has begun."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from services.recommendations.domain.plan import AgendaItem, in_order
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.session import Session

NIGHT = timedelta(hours=4)
"""After midnight; what begins before it belongs to the day before."""


class Deed(StrEnum):
    """What they do."""

    JOIN = "join"
    SKIP = "skip"
    LEAVE = "leave"
    STAY = "stay"


@dataclass(frozen=True, slots=True)
class Move:
    """One decision.

    `origin`: the session they were in; `arrive`: when they are where they go, where that is not its start; `until`: how
    long they stay, where that is not to the end.
    """

    deed: Deed
    at: datetime
    guid: str | None = None
    origin: str | None = None
    until: datetime | None = None
    arrive: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What all of somebody's decisions come to."""

    since: datetime | None = None
    """The last of them: the day is planned from there."""
    joined: frozenset[str] = frozenset()
    """Sessions they went into, or are on their way to."""
    closed: tuple[tuple[datetime, datetime], ...] = ()
    """When they are gone for good: from when they left to the end of that day."""

    def gone(self, at: datetime) -> bool:
        """Whether they left for the day that it is then."""
        return any(opens <= at < closes for opens, closes in self.closed)


def standing(moves: Sequence[Move], zone: tzinfo) -> Standing:
    """Work it out, in the order they were made: who joins something after leaving, or stays after all, is back."""
    joined: set[str] = set()
    closed: dict[date, tuple[datetime, datetime]] = {}
    for move in moves:
        # By the clock of the place, whose day ends when the next morning is near.
        there = (move.at.astimezone(zone) - NIGHT).date()
        if move.deed is Deed.LEAVE:
            ends = datetime.combine(there + timedelta(days=1), time(), zone) + NIGHT
            closed[there] = move.at, ends
        elif move.deed is Deed.STAY:
            closed.pop(there, None)
        elif move.guid and move.deed is Deed.JOIN:
            closed.pop(there, None)
            joined.add(move.guid)
        elif move.guid:
            joined.discard(move.guid)
    since = max((move.at for move in moves), default=None)
    return Standing(since, frozenset(joined), tuple(closed.values()))


def moved(
    items: Iterable[AgendaItem], moves: Iterable[Move], programme: Programme, full: Collection[str] = ()
) -> tuple[AgendaItem, ...]:
    """An agenda after some decisions: what is left of it, and what was joined. The rest is for the planner.

    Nobody comes (back) into what is `full` for them.
    """
    now = [item for item in items if item.guid in programme.sessions]
    for move in moves:
        if move.deed is Deed.STAY:
            now = _stayed(now, move, programme, full)
        elif move.deed is not Deed.JOIN:
            kept = (_after(item, programme.sessions[item.guid], move) for item in now if item.guid != move.guid)
            now = [item for item in kept if item is not None]
        elif (session := programme.sessions.get(move.guid or "")) and session.guid not in full:
            now = _gone_there(now, session, move, programme)
    return in_order(now, programme.sessions)


def has_left(item: AgendaItem, session: Session, since: datetime | None) -> bool:
    """Whether they went out of a session before it ended, and their seat is free."""
    _, leave = item.hours(session.start, session.end)
    return since is not None and leave <= since and leave < session.end


def _after(item: AgendaItem, session: Session, move: Move) -> AgendaItem | None:
    """What skipping something else, or leaving for the day, leaves of a session: all, a part, or nothing."""
    arrive, leave = item.hours(session.start, session.end)
    if move.deed is Deed.SKIP or leave <= move.at:
        return item
    return None if arrive >= move.at else replace(item, leave=move.at)


def _stayed(items: Iterable[AgendaItem], move: Move, programme: Programme, full: Collection[str]) -> list[AgendaItem]:
    """Who left a session that is still on has it to its end again. It is the last they were in."""
    ordered = list(in_order(items, programme.sessions))
    if not ordered:
        return []
    last = ordered.pop()
    session = programme.sessions[last.guid]
    _, left = last.hours(session.start, session.end)
    back = left <= move.at < session.end and last.guid not in full
    return [*ordered, replace(last, leave=None) if back else last]


def _gone_there(items: Sequence[AgendaItem], session: Session, move: Move, programme: Programme) -> list[AgendaItem]:
    """The session they go to, and what that leaves of the others."""
    before = next((item for item in items if item.guid == session.guid), None)
    joined = _joined(session, before, move, programme)
    kept = (_beside(joined, item, move, programme) for item in items if item is not before)
    return [*(item for item in kept if item is not None), joined]


def _beside(joined: AgendaItem, item: AgendaItem, move: Move, programme: Programme) -> AgendaItem | None:
    """What going somewhere else leaves of a session: they are in one they come from until they have to walk."""
    there, session = programme.sessions[joined.guid], programme.sessions[item.guid]
    starts, ends = joined.hours(there.start, there.end)
    arrive, leave = item.hours(session.start, session.end)
    way = programme.timetable.walks.between(session.room, there.room)
    if leave <= move.at:
        return item
    if arrive >= move.at:
        return None if arrive < ends + way and starts < leave + way else item
    # Under way. They are in it only if they say so.
    if move.origin != item.guid:
        return None
    return replace(item, leave=min(leave, max(move.at, starts - way)))


def _joined(session: Session, before: AgendaItem | None, move: Move, programme: Programme) -> AgendaItem:
    """As it was in their day before, or without a reason: whoever plans the rest has those."""
    if before is not None and move.origin == session.guid:
        arrive, _ = before.hours(session.start, session.end)  # they are there
    else:
        arrive = move.arrive or _reached(session, move, programme)
    joined = replace(
        before or AgendaItem(guid=session.guid, value=0, goal=None, why=""),
        arrive=arrive if arrive > session.start else None,
        leave=move.until if move.until is not None and move.until < session.end else None,
    )
    return replace(joined, value=_part(before, joined, session)) if before else joined


def _reached(session: Session, move: Move, programme: Programme) -> datetime:
    """When they are there, where the decision does not say."""
    origin = programme.sessions.get(move.origin or "")
    return move.at + (programme.timetable.walks.between(origin.room, session.room) if origin else timedelta(0))


def _part(before: AgendaItem, now: AgendaItem, session: Session) -> int:
    """What a shorter or longer stay is worth."""
    was, is_now = (leave - arrive for arrive, leave in (one.hours(session.start, session.end) for one in (before, now)))
    return round(before.value * (is_now / was))
