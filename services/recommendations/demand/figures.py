"""Everything that is measured of a conference's demand, as it may be shown."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from services.recommendations.demand.everybody import Everybody
from services.recommendations.demand.repeats import Repeat, repeats
from services.recommendations.demand.room_swaps import Swap, room_swaps
from services.recommendations.demand.seating import Seating
from services.recommendations.demand.small_groups import shown, shown_value
from services.recommendations.demand.unmet import Unmet
from services.recommendations.demand.wanting import Clash, clashes, wanted
from services.recommendations.domain.session import Session
from services.recommendations.seats.days import Marks

MOST_CLASHES = 200
MOST_GROUPS = 100


class _Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class UnmetGroup(_Shown):
    """People whose goals want the same, which no session serves well."""

    words: tuple[str, ...]
    people: int
    closest: str | None
    """The guid of the session that comes nearest, if any does."""


class SessionDemand(_Shown):
    """What a session is to everybody. None: fewer than five people, perhaps nobody."""

    guid: str
    wanted: int | None
    """How many want it."""
    expected: int | None
    """In how many people's best day it is, as if there were seats enough."""
    capacity: int | None
    """None where there is no limit."""

    @property
    def over(self) -> int:
        """How many more would come than there are seats, as far as the number shown tells."""
        return max(0, (self.expected or 0) - self.capacity) if self.capacity is not None else 0


class ClashDemand(_Shown):
    """Two sessions nobody can both go to, and how many want both."""

    one: str
    other: str
    people: int


class RepeatAdvice(_Shown):
    """A session to hold once more: when, where, for how many, and the points it adds to their days."""

    guid: str
    room: str
    start: datetime
    people: int
    value: int


class SwapAdvice(_Shown):
    """Two sessions to swap the rooms of: the first gets the larger one."""

    guid: str
    other: str
    people: int
    value: int


class Figures(_Shown):
    """All of it. What fewer than five people are behind is not in here."""

    programme_version: int
    people: int | None
    unmet: tuple[UnmetGroup, ...] = ()
    sessions: tuple[SessionDemand, ...] = ()
    clashes: tuple[ClashDemand, ...] = ()
    repeats: tuple[RepeatAdvice, ...] = ()
    swaps: tuple[SwapAdvice, ...] = ()


def figures_of(version: int, everybody: Everybody, unmet: Sequence[Unmet], zone: ZoneInfo, now: datetime) -> Figures:
    """Work everything out; what is advised is still to come. It takes seconds and is to be called in a thread."""
    people = shown(everybody.people)
    if people is None:
        return Figures(programme_version=version, people=None)
    seating = Seating.of(everybody)
    sessions, wants = everybody.timetable.sessions, wanted(seating.possible)
    return Figures(
        programme_version=version,
        people=people,
        unmet=_unmet(unmet),
        sessions=_sessions(seating, wants),
        clashes=_clashes(sessions, clashes(everybody.timetable, wants)),
        repeats=_repeats(repeats(seating, wants, zone, now)),
        swaps=_swaps(room_swaps(seating, now)),
    )


def _unmet(found: Sequence[Unmet]) -> tuple[UnmetGroup, ...]:
    known = [
        UnmetGroup(words=group.words, people=people, closest=group.closest)
        for group in found
        if (people := shown(group.people))
    ]
    # By what is shown: the order within a number would tell what was rounded off. So are all lists here.
    return tuple(sorted(known, key=lambda each: (-each.people, each.words, each.closest or ""))[:MOST_GROUPS])


def _sessions(seating: Seating, wants: Marks) -> tuple[SessionDemand, ...]:
    expected = seating.expected()
    return tuple(
        SessionDemand(
            guid=session.guid,
            wanted=shown(int(wants[position].sum())),
            expected=shown(expected[position]),
            capacity=session.capacity,
        )
        for position, session in enumerate(seating.everybody.timetable.sessions)
    )


def _clashes(sessions: Sequence[Session], found: Sequence[Clash]) -> tuple[ClashDemand, ...]:
    pairs = [(sessions[one].guid, sessions[other].guid, shown(people)) for one, other, people in found]
    known = [ClashDemand(one=one, other=other, people=people) for one, other, people in pairs if people]
    order = {session.guid: position for position, session in enumerate(sessions)}
    known.sort(key=lambda each: (-each.people, order[each.one], order[each.other]))
    return tuple(known[:MOST_CLASHES])


def _repeats(found: Iterable[Repeat]) -> tuple[RepeatAdvice, ...]:
    known = [
        RepeatAdvice(guid=each.guid, room=each.room, start=each.start, people=people, value=value)
        for each in found
        if (people := shown(each.people)) and (value := shown_value(each.points, each.people))
    ]
    return tuple(sorted(known, key=lambda each: (-each.value, -each.people, each.guid)))


def _swaps(found: Sequence[Swap]) -> tuple[SwapAdvice, ...]:
    known = [
        SwapAdvice(guid=each.guid, other=each.other, people=people, value=value)
        for each in found
        if (people := shown(each.people)) and (value := shown_value(each.points, each.people))
    ]
    return tuple(sorted(known, key=lambda each: (-each.value, -each.people, each.guid)))
