"""What can still be joined from where somebody is, and what each would make of the rest of their day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.moves import Deed, Move, moved, standing
from services.recommendations.domain.plan import Agenda, AgendaItem
from services.recommendations.domain.preferences import Pin, Preferences
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.remains import Begun, plan_on
from services.recommendations.domain.session import Session
from services.recommendations.domain.wishes import Wishes

SOON = timedelta(minutes=20)
"""What begins later is no move, but a plan."""
WORTHWHILE = timedelta(minutes=5)
"""The shortest stay anybody would walk over for."""
MOST = 8
"""How many are offered: more is no help in a corridor."""


class Known(StrEnum):
    """What tells where somebody is."""

    CHECKED_IN = "checked_in"
    """The door they went through last."""
    CHOSEN = "chosen"
    """They said so, or decided to go there."""
    AGENDA = "agenda"


@dataclass(frozen=True, slots=True)
class Here:
    """Where somebody is, and when. `room`: None where nobody knows; `origin`: the session they are in; `until`: how
    long they have; `arrive`: they are on their way there, and are there then."""

    at: datetime
    room: str | None = None
    origin: str | None = None
    until: datetime | None = None
    known: Known | None = None
    arrive: datetime | None = None

    @property
    def start(self) -> str | None:
        """The room to walk from, None where nobody knows: as on the way."""
        return self.room if self.arrive is None else None


@dataclass(frozen=True, slots=True)
class Day:
    """All that somebody's day is planned from."""

    programme: Programme
    wishes: Wishes
    preferences: Preferences
    circumstances: Circumstances
    items: tuple[AgendaItem, ...]
    moves: tuple[Move, ...]

    def after(self, move: Move) -> Agenda:
        """The day when they decide that."""
        zone = move.at.tzinfo
        assert zone, "instants know their zone"
        stands = standing((*self.moves, move), zone)
        items = moved(self.items, [move], self.programme)
        begun = Begun.of(self.programme, items, stands.since, stands.joined, stands.closed)
        return plan_on(self.programme, self.wishes, self.preferences, self.circumstances, begun)


@dataclass(frozen=True, slots=True)
class Option:
    """A session that can still be joined."""

    session: Session
    arrive: datetime
    minutes: int
    """Left of it, once they are there."""
    walk: int | None
    """Minutes; None where nobody knows where they come from."""
    gain: int
    """What the rest of the day is worth with it, beside the day as it is planned; in points."""
    item: AgendaItem
    planned: bool
    """It is what they are to do anyway."""


def joinable(day: Day, here: Here) -> list[Option]:
    """What they can join, the most gain first."""
    planned = _worth(day.items, day.programme, here.at)
    found = [_option(day, here, session, planned) for session in _open(day, here)]
    return sorted(found, key=lambda one: (-one.gain, one.session.start.timestamp(), one.session.guid))[:MOST]


def _open(day: Day, here: Here) -> Iterator[Session]:
    """Sessions that are under way or about to begin, and long enough when they get there."""
    out = day.circumstances.unavailable | day.preferences.pinned(Pin.NOT)
    for session in day.programme.timetable.sessions:
        arrive = arrival(day.programme, here, session)
        if session.guid in out or session.guid == here.origin or session.start > here.at + SOON:
            continue
        if min(session.end, here.until or session.end) - arrive >= WORTHWHILE:
            yield session


def arrival(programme: Programme, here: Here, session: Session) -> datetime:
    """The longest walk is allowed for where nobody knows from where: none is promised what they cannot reach."""
    walks = programme.timetable.walks
    way = timedelta(seconds=walks.longest) if here.start is None else walks.between(here.start, session.room)
    return max(here.at + way, session.start)


def _option(day: Day, here: Here, session: Session, planned: int) -> Option:
    arrive = arrival(day.programme, here, session)
    after = day.after(Move(Deed.JOIN, here.at, session.guid, here.origin, here.until, arrive))
    leave = min(session.end, here.until or session.end)
    return Option(
        session=session,
        arrive=arrive,
        minutes=_minutes(leave - arrive),
        walk=None if here.start is None else _minutes(day.programme.timetable.walks.between(here.start, session.room)),
        gain=_worth(after.items, day.programme, here.at) - planned,
        item=next(item for item in after.items if item.guid == session.guid),
        planned=any(item.guid == session.guid for item in day.items),
    )


def _minutes(time: timedelta) -> int:
    return int(time.total_seconds() // 60)


def _worth(items: tuple[AgendaItem, ...], programme: Programme, at: datetime) -> int:
    """Of what lies ahead."""
    total = 0
    for item in items:
        session = programme.sessions.get(item.guid)
        if session is None:
            continue
        starts, ends = item.hours(session.start, session.end)
        length, left = (ends - starts).total_seconds(), (ends - max(at, starts)).total_seconds()
        total += round(item.value * left / length) if left > 0 else 0
    return total
