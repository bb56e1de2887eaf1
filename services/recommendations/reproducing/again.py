"""Making an agenda again as it was made, and asking why a session is in it."""

import asyncio
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

from services.recommendations.days.translation import session_of
from services.recommendations.domain.dropping import Dropping, dropping
from services.recommendations.domain.plan import Agenda, AgendaItem, words_of
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.question import Question
from services.recommendations.domain.shortlist import Listed, listing, shortlist
from services.recommendations.domain.value import Step
from services.recommendations.domain.walks import measured
from services.recommendations.indexing import Indexing
from services.recommendations.reproducing.made import Making
from services.recommendations.reproducing.states import StateStore


class Makings(Protocol):
    """Where makings are kept."""

    async def made(self, id: str) -> Making | None:
        """One of them, None if it is not kept (any more)."""
        ...


@dataclass(frozen=True, slots=True)
class Why:
    """Why a session is in an agenda: what it does for which goal, and what would make it drop out.

    `dropping` is None where it had begun already and is not chosen any more.
    """

    item: AgendaItem
    title: str
    goal: str | None
    words: tuple[str, ...]
    step: Step | None
    dropping: Dropping | None
    titles: dict[str, str]
    """Of every session of the programme, by guid."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The sessions that were worth most to somebody, the best first; to anybody where nothing serves their goals."""

    listed: tuple[Listed, ...]
    for_anybody: bool
    day_for_anybody: bool
    """Whether the day is for anybody: nothing that serves their goals was left in their hours."""


class Reproduction:
    """Makes agendas again. A programme is kept ready as long as it is the one that is asked about."""

    def __init__(self, makings: Makings, states: StateStore, indexing: Indexing) -> None:
        self._makings, self._states, self._indexing = makings, states, indexing
        self._ready: tuple[str, Programme] | None = None

    @property
    def ranker(self) -> str:
        """What ranks here now."""
        return self._indexing.ranker

    async def making(self, id: str) -> Making | None:
        """How it was made, None if that is not kept (any more)."""
        return await self._makings.made(id)

    async def again(self, making: Making) -> Agenda | None:
        """The agenda as it is made from all of it now; None if the programme it was made from is not kept."""
        programme = await self._programme(making.made.state)
        return await asyncio.to_thread(making.made.asked().answer, programme) if programme else None

    async def why(self, making: Making, guid: str) -> Why | None:
        """Why a session is in it; None if it is not."""
        item = next((each for each in making.made.answered().items if each.guid == guid), None)
        programme = await self._programme(making.made.state) if item else None
        if item is None or programme is None or guid not in programme.sessions:
            return None
        return await asyncio.to_thread(_why, making.made.asked(), programme, item)

    async def ranked(self, making: Making, most: int) -> Ranked | None:
        """At most so many sessions, in the agenda or not; None if the programme it was made from is not kept."""
        programme = await self._programme(making.made.state)
        return await asyncio.to_thread(_ranked, making, programme, most) if programme else None

    async def _programme(self, state: str) -> Programme | None:
        if self._ready is None or self._ready[0] != state:
            kept = await self._states.load(state)
            if kept is None:
                return None
            sessions = [session_of(each) for each in kept[1]]
            zone, walk = ZoneInfo(kept[0].zone), measured(kept[0].walks)
            self._ready = (state, await self._indexing.programme(sessions, zone, walk))
        return self._ready[1]


def _why(question: Question, programme: Programme, item: AgendaItem) -> Why:
    planning = question.planning(programme)
    session = programme.sessions[item.guid]
    worth = planning.reader.worth(session)
    position = programme.timetable.sessions.index(session)
    return Why(
        item=item,
        title=session.title,
        goal=None if item.goal is None else question.wishes.goals[item.goal].statement,
        words=words_of(planning, position),
        step=worth.step,
        dropping=dropping(planning, item.guid),
        titles={guid: each.title for guid, each in programme.sessions.items()},
    )


def _ranked(making: Making, programme: Programme, most: int) -> Ranked:
    planning = making.made.asked().planning(programme)
    listed, agenda = listing(planning), making.made.answered()
    unserved = planning.general and all(item.goal is None for item in agenda.items)
    return Ranked(shortlist(listed, agenda, most), listed.general, unserved)
