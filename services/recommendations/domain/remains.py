"""A day that has begun: what is over or under way stays, and the rest of it is planned from there."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.plan import Agenda, AgendaItem, plan
from services.recommendations.domain.preferences import Preferences
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.session import Session
from services.recommendations.domain.walks import walk
from services.recommendations.domain.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Begun:
    """What of an agenda can not be planned any more: in order of time."""

    items: tuple[AgendaItem, ...] = ()
    since: datetime | None = None
    """From when on there is something to plan; None while nothing has begun."""

    @classmethod
    def of(
        cls, programme: Programme, items: Iterable[AgendaItem], now: datetime | None, left: Collection[str] = ()
    ) -> "Begun":
        """What began before now, but for sessions they left."""
        if now is None:
            return cls()
        there = [
            item
            for item in items
            if item.guid not in left
            and (session := programme.sessions.get(item.guid)) is not None
            and session.start < now
        ]
        there.sort(key=lambda item: (programme.sessions[item.guid].start.timestamp(), item.guid))
        return cls(tuple(there), now)


def plan_on(
    programme: Programme,
    wishes: Wishes,
    preferences: Preferences,
    circumstances: Circumstances,
    begun: Begun,
) -> Agenda:
    """The best day that begins as it has begun."""
    if begun.since is None:
        return plan(programme, wishes, preferences, circumstances)
    there = [programme.sessions[item.guid] for item in begun.items]
    out = {session.guid for session in programme.timetable.sessions if _collides(session, there)}
    rest = plan(
        programme,
        wishes,
        preferences,
        replace(circumstances, missed=circumstances.missed | out, since=begun.since),
    )
    return replace(rest, items=(*begun.items, *rest.items))


def _collides(session: Session, there: Sequence[Session]) -> bool:
    """Whether it cannot be reached from what has begun, or is that itself."""
    return any(session.start < one.end + walk(one.room, session.room) and one.start < session.end for one in there)
