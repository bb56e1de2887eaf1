"""People and programmes for tests of demand, told in a line."""

from collections.abc import Iterable, Sequence

from services.recommendations.demand.everybody import Everybody, row_of
from services.recommendations.demand.seating import Seating
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.session import Session
from services.recommendations.domain.wishes import Goal, Window, Wishes
from tests.unit.recommendations.builders import DETROIT


def wanting(*goals: str, hours: Sequence[Window] = ()) -> Wishes:
    """Somebody with these goals."""
    return Wishes(goals=tuple(Goal(goal) for goal in goals), available=tuple(hours))


def programme_of(sessions: Iterable[Session]) -> Programme:
    """Ready to plan from."""
    return Programme.of(sessions, DETROIT)


def everybody_of(programme: Programme, wishes: Sequence[Wishes]) -> Everybody:
    """All of them in one table."""
    return Everybody.of(programme.timetable, [row_of(programme, each) for each in wishes])


def seating_of(programme: Programme, wishes: Sequence[Wishes]) -> Seating:
    """The days of all of them."""
    return Seating.of(everybody_of(programme, wishes))
