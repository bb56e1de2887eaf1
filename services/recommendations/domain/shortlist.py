"""The sessions that are worth most to somebody, whether or not their day has room for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.recommendations.domain.dropping import percent_beyond
from services.recommendations.domain.obstacles import KeptOut, kept_out
from services.recommendations.domain.optimum.agenda import Stay
from services.recommendations.domain.plan import Agenda, AgendaItem, item_of, words_of
from services.recommendations.domain.planning import Planning
from services.recommendations.domain.value import Step


@dataclass(frozen=True, slots=True)
class Listed:
    """A session of the list.

    `less`: worth so many percent less, it would not be on the list any more; None where nothing waits to take its
    place. `kept_out`: why it is not in the day, None if it is.
    """

    item: AgendaItem
    words: tuple[str, ...]
    step: Step | None
    less: int | None
    kept_out: KeptOut | None


def listing(planning: Planning) -> Planning:
    """What the list is made with, given what their day is.

    A day may be one for anybody because nothing that serves somebody's goals is left in their hours. The list is about
    all there is, and for anybody only where nothing serves them at all.
    """
    theirs = planning.for_their_goals()
    return theirs if any(worth.points > 0 for worth in theirs.worths) else planning


def shortlist(planning: Planning, agenda: Agenda, most: int) -> tuple[Listed, ...]:
    """At most so many, the one that is worth most first; among equals the earlier one, then the smaller guid."""
    worths, sessions = planning.worths, planning.programme.timetable.sessions
    worthwhile = [position for position, worth in enumerate(worths) if worth.points > 0]
    worthwhile.sort(key=lambda position: -worths[position].points)  # and stays in order of start and guid
    there = {item.guid for item in agenda.items}
    kept = [position for position, session in enumerate(sessions) if session.guid in there]
    next_best = worths[worthwhile[most]].points if len(worthwhile) > most else None
    return tuple(_listed(planning, position, kept, next_best) for position in worthwhile[:most])


def _listed(planning: Planning, position: int, kept: Sequence[int], next_best: int | None) -> Listed:
    guid, worth = planning.programme.timetable.sessions[position].guid, planning.worths[position]
    whole = Stay(position, *planning.programme.timetable.instants[position], worth.points)
    return Listed(
        item=item_of(planning, whole),
        words=words_of(planning, position),
        step=worth.step,
        less=None if next_best is None else percent_beyond(worth.points - next_best, worth.points),
        kept_out=None if position in kept else kept_out(planning, guid, kept),
    )
