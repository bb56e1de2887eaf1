"""What is answered about demand: the figures, with what the sessions in them are called."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel

from services.recommendations.demand.figures import (
    ClashDemand,
    Figures,
    RepeatAdvice,
    SessionDemand,
    SwapAdvice,
    UnmetGroup,
)
from services.recommendations.demand.ports import Measured, Progress
from services.recommendations.demand.small_groups import FEWEST
from shared.contracts.recommendations import Session


class SessionAnswer(BaseModel):
    """A session, and what it is to everybody. Null: fewer than five people, perhaps nobody."""

    guid: str
    title: str
    room: str
    start: datetime
    minutes: int
    wanted: int | None
    """How many want it."""
    expected: int | None
    """In how many people's best day it is, as if there were seats enough."""
    capacity: int | None
    over: int
    """How many more would come than there are seats."""


class FiguresAnswer(BaseModel):
    """What was measured. All but the sessions name sessions by their guid."""

    programme_version: int
    people: int | None
    unmet: tuple[UnmetGroup, ...]
    sessions: tuple[SessionAnswer, ...]
    clashes: tuple[ClashDemand, ...]
    repeats: tuple[RepeatAdvice, ...]
    swaps: tuple[SwapAdvice, ...]


class ProgressAnswer(BaseModel):
    """How far a measurement is, in people and goals."""

    done: int
    of: int


class DemandAnswer(BaseModel):
    """What was measured last, and whether a measurement is under way. Numbers of people are multiples of five."""

    conference: str
    hidden_below: int = FEWEST
    """A group of fewer people is null, or not there at all."""
    measuring: ProgressAnswer | None
    measured_at: datetime | None
    demand: FiguresAnswer | None
    """Null until it was measured."""


def answer(
    conference: str, measured: Measured | None, progress: Progress | None, sessions: Mapping[str, Session]
) -> DemandAnswer:
    """Put together what is known. `sessions`: the programme as it is now."""
    return DemandAnswer(
        conference=conference,
        measuring=ProgressAnswer(done=progress.done, of=progress.of) if progress else None,
        measured_at=measured.at if measured else None,
        demand=known(measured.figures, sessions) if measured else None,
    )


def known(figures: Figures, sessions: Mapping[str, Session]) -> FiguresAnswer:
    """The figures of sessions that are still in the programme."""
    there = sessions.keys()
    return FiguresAnswer(
        programme_version=figures.programme_version,
        people=figures.people,
        unmet=tuple(one if one.closest in there else one.model_copy(update={"closest": None}) for one in figures.unmet),
        sessions=tuple(_session(one, sessions[one.guid]) for one in figures.sessions if one.guid in there),
        clashes=tuple(one for one in figures.clashes if {one.one, one.other} <= there),
        repeats=tuple(one for one in figures.repeats if one.guid in there),
        swaps=tuple(one for one in figures.swaps if {one.guid, one.other} <= there),
    )


def _session(demand: SessionDemand, session: Session) -> SessionAnswer:
    return SessionAnswer(
        **demand.model_dump(),
        title=session.title,
        room=session.room,
        start=session.start,
        minutes=session.minutes,
        over=demand.over,
    )
