"""The room's own wiring."""

from collections.abc import Iterator, Sequence

from fastapi import APIRouter

from services.recommendations.agenda_desk import AgendaDesk
from services.recommendations.days.preferring import Preferring
from services.recommendations.indexing import Indexing
from services.recommendations.reproducing import ranked_pages, routes, why_pages
from services.recommendations.reproducing.again import Makings, Reproduction
from services.recommendations.reproducing.states import StateStore


def reproducing(
    makings: Makings,
    states: StateStore,
    indexing: Indexing,
    desk: AgendaDesk,
    preferring: Preferring,
    tokens: Sequence[str],
) -> Iterator[APIRouter]:
    """How agendas were made, for programs and for people."""
    reproduction = Reproduction(makings, states, indexing)
    yield routes.routes(reproduction, desk.reader, *tokens)
    yield why_pages.routes(desk, reproduction)
    yield ranked_pages.routes(desk, reproduction, preferring)
