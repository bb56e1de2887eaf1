"""Which ranker the settings ask for."""

import logging
from importlib.metadata import entry_points
from typing import Any, NamedTuple

from services.recommendations.domain.bm25 import Bm25
from services.recommendations.domain.hybrid import Hybrid
from services.recommendations.domain.keyword import Keyword
from services.recommendations.domain.ranking import Ranker
from services.recommendations.embeddings import model
from services.recommendations.embeddings.remembered import Remembered

log = logging.getLogger(__name__)

GROUP = "desirepath.rankers"
"""Entry points in which others offer theirs: a callable without arguments that gives a Ranker or an Encoder."""
BEST = "best"


class NoRanker(Exception):
    """The ranker that is asked for cannot be had."""


class Chosen(NamedTuple):
    """A ranker, and what it reads with if it has an encoder."""

    ranker: Ranker
    remembered: Remembered | None = None


def choose(name: str) -> Chosen:
    """The ranker of that name. Raises NoRanker.

    `best` is hybrid, or BM25 where the model is not installed: nobody asked for the model by name. Whoever asks for
    `hybrid` gets it or is told why not, since agendas ranked by something else would be other agendas.
    """
    match name:
        case "keyword":
            chosen = Chosen(Keyword())
        case "bm25":
            chosen = Chosen(Bm25())
        case "hybrid":
            chosen = _hybrid()
        case "best":
            try:
                chosen = _hybrid()
            except NoRanker as absent:
                log.warning("%s; sessions are ranked by their words alone (bm25)", absent)
                chosen = Chosen(Bm25())
        case _:
            chosen = _offered(name)
    log.info("sessions are ranked by %s", _told(chosen))
    return chosen


def _hybrid() -> Chosen:
    try:
        return _with(model.load())
    except model.ModelAbsent as absent:
        raise NoRanker(f"hybrid ranking needs its model: {absent}; see docs/ranking.md") from absent


def _offered(name: str) -> Chosen:
    offered = {each.name: each for each in entry_points(group=GROUP)}
    if name not in offered:
        known = ", ".join(["best", "keyword", "bm25", "hybrid", *sorted(offered)])
        raise NoRanker(f"RANKER is {name!r}, and there is no such ranker; there are {known}")
    try:
        made = offered[name].load()()
    except Exception as failure:
        raise NoRanker(f"ranker {name!r} failed to start: {type(failure).__name__}: {failure}") from failure
    if hasattr(made, "encode"):
        return _with(made)
    return Chosen(made)


def _with(encoder: Any) -> Chosen:
    remembered = Remembered(encoder)
    return Chosen(Hybrid(remembered), remembered)


def _told(chosen: Chosen) -> str:
    name = type(chosen.ranker).__name__.lower()
    return f"{name} ({chosen.remembered.name})" if chosen.remembered else name
