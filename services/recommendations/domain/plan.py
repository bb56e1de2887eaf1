"""From wishes to a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.obstacles import KeptOut
from services.recommendations.domain.optimum.agenda import Stay
from services.recommendations.domain.planning import Planning
from services.recommendations.domain.preferences import Preferences
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.session import Session
from services.recommendations.domain.unkept import unkept
from services.recommendations.domain.weights import Weights
from services.recommendations.domain.why import why
from services.recommendations.domain.wishes import Wishes


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A session of somebody's day, and why it is there.

    `value` is in points. `goal` is the index of the goal it is there for, None when it serves none; `also` are other
    goals it serves, by index. Who comes late or leaves early has `arrive` or `leave`.
    """

    guid: str
    value: int
    goal: int | None
    why: str
    arrive: datetime | None = None
    leave: datetime | None = None
    # Follows from the rest: an agenda of before this was told is made again as it was.
    also: tuple[int, ...] = field(default=(), compare=False)

    def hours(self, start: datetime, end: datetime) -> tuple[datetime, datetime]:
        """When they are there, given when the session is; what was worked out for other hours of it is void."""
        arrive = self.arrive if self.arrive is not None and start < self.arrive < end else start
        leave = self.leave if self.leave is not None and arrive < self.leave < end else end
        return arrive, leave


def in_order(items: Iterable[AgendaItem], sessions: Mapping[str, Session]) -> tuple[AgendaItem, ...]:
    """By when they are there."""

    def arrival(item: AgendaItem) -> tuple[float, str]:
        session = sessions[item.guid]
        return item.hours(session.start, session.end)[0].timestamp(), item.guid

    return tuple(sorted(items, key=arrival))


@dataclass(frozen=True, slots=True)
class Agenda:
    """Somebody's day, in order of time."""

    items: tuple[AgendaItem, ...]
    unkept: tuple[KeptOut, ...] = ()
    """What they said must be in and cannot be."""
    unmet: tuple[int, ...] = ()
    """The goals without a session, where each was to have one, by index."""
    unserved: tuple[int, ...] = field(default=(), compare=False)
    """The goals that no session of the programme serves, by index."""

    @property
    def value(self) -> int:
        """What the day is worth, in points."""
        return sum(item.value for item in self.items)


AS_USUAL = Preferences()
NOTHING_YET = Circumstances()
WEIGHTS = Weights()


def plan(
    programme: Programme,
    wishes: Wishes,
    preferences: Preferences = AS_USUAL,
    circumstances: Circumstances = NOTHING_YET,
    weights: Weights = WEIGHTS,
) -> Agenda:
    """The most valuable day of the programme for these wishes. The same inputs give the same day.

    Where there are no goals, or nothing within the available hours serves them, it is a day for anybody, and
    says so.
    """
    planning = planning_for(programme, wishes, preferences, circumstances, weights)
    best = planning.best
    items = tuple(item_of(planning, stay) for stay in best.stays)
    unmet = tuple(goal for goal in range(len(wishes.goals)) if best.unmet >> goal & 1)
    return Agenda(items, tuple(unkept(planning)), unmet, _unserved(planning, items))


def planning_for(
    programme: Programme,
    wishes: Wishes,
    preferences: Preferences = AS_USUAL,
    circumstances: Circumstances = NOTHING_YET,
    weights: Weights = WEIGHTS,
) -> Planning:
    """What `plan` finds the day with."""
    planning = Planning(programme, wishes, preferences, circumstances, weights)
    return planning if planning.best.stays or planning.general else planning.for_anybody()


def item_of(planning: Planning, stay: Stay) -> AgendaItem:
    """Being in a session as a part of the day, with why."""
    session, goals = planning.programme.timetable.sessions[stay.position], planning.wishes.goals
    worth = planning.worths[stay.position]
    goal = None if worth.goal is None else goals[worth.goal]
    words = words_of(planning, stay.position)
    pin = planning.preferences.pins.get(session.guid)
    start, end = planning.programme.timetable.instants[stay.position]
    return AgendaItem(
        guid=session.guid,
        value=planning.worth_of(stay),
        goal=worth.goal,
        why=why(
            session, goal, words, worth.step, has_goals=bool(goals), pin=pin, close=_named(planning, stay.position)
        ),
        arrive=None if stay.start == start else datetime.fromtimestamp(stay.start, UTC),
        leave=None if stay.end == end else datetime.fromtimestamp(stay.end, UTC),
        also=tuple(other for other in planning.reader.goals_of(session) if other != worth.goal),
    )


def _unserved(planning: Planning, items: tuple[AgendaItem, ...]) -> tuple[int, ...]:
    sessions, reader = planning.programme.timetable.sessions, planning.reader
    served = {goal for item in items for goal in (item.goal, *item.also)}
    asked = (goal for goal in range(len(planning.wishes.goals)) if goal not in served)
    return tuple(goal for goal in asked if not any(reader.serves(goal, session) for session in sessions))


def words_of(planning: Planning, position: int) -> tuple[str, ...]:
    """What a session says of the goal it serves, where it names it."""
    session, number = planning.programme.timetable.sessions[position], planning.worths[position].goal
    if number is None or not _named(planning, position):
        return ()
    return planning.programme.ranking.matched(planning.wishes.goals[number].statement, session.guid)


def _named(planning: Planning, position: int) -> bool:
    """Whether what it says speaks for a session, rather than its area alone."""
    session, number = planning.programme.timetable.sessions[position], planning.worths[position].goal
    return number is not None and planning.reader.named(number, session)
