"""From wishes to a day."""

from dataclasses import dataclass, replace

from services.recommendations.domain.agenda import best_day
from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.hours import hours_of
from services.recommendations.domain.preferences import Pin, Preferences
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.session import Session
from services.recommendations.domain.value import NOTHING, Reader, Weights, Worth
from services.recommendations.domain.why import why
from services.recommendations.domain.wishes import Wishes
from services.recommendations.domain.words import languages


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A session of somebody's day, and why it is there.

    `value` is in points. `goal` is the index of the goal it is there for, None when it serves none.
    """

    guid: str
    value: int
    goal: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """Somebody's day, in order of time."""

    items: tuple[AgendaItem, ...]

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
    spoken = {language for goal in wishes.goals for language in languages(goal.statement)}
    reader = Reader(
        wishes=wishes,
        scores=[programme.ranking.scores(goal.statement) for goal in wishes.goals],
        places=wishes.spectrum.stated() if wishes.spectrum else {},
        languages=spoken | {programme.language},
        general=not wishes.goals,
        weights=weights.slid(preferences.sliders),
    )
    items = _day(programme, reader, preferences, circumstances)
    if not items and not reader.general:
        items = _day(programme, replace(reader, general=True), preferences, circumstances)
    return Agenda(items)


def _day(
    programme: Programme, reader: Reader, preferences: Preferences, circumstances: Circumstances
) -> tuple[AgendaItem, ...]:
    out = circumstances.unavailable | preferences.pinned(Pin.NOT)
    since = circumstances.since

    def worth_of(session: Session) -> Worth:
        gone = session.guid in out or (since is not None and session.start < since)
        return NOTHING if gone else reader.worth(session)

    worth = [worth_of(session) for session in programme.timetable.sessions]
    spans = hours_of(reader.wishes.available, preferences)
    chosen = best_day(programme.timetable, [each.points for each in worth], spans)
    return tuple(_item(programme, reader, position, worth[position]) for position in chosen)


def _item(programme: Programme, reader: Reader, position: int, worth: Worth) -> AgendaItem:
    session, goals = programme.timetable.sessions[position], reader.wishes.goals
    goal = None if worth.goal is None else goals[worth.goal]
    words: tuple[str, ...] = ()
    if goal is not None and worth.goal is not None and reader.named(worth.goal, session):
        words = programme.ranking.matched(goal.statement, session.guid)
    sentence = why(session, goal, words, worth.step, has_goals=bool(goals))
    return AgendaItem(session.guid, worth.points, worth.goal, sentence)
