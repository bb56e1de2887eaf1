"""The organiser's page of ranking quality: a function that takes what was measured and returns HTML."""

from pathlib import Path

from services.recommendations.evaluation.ports import IN_USE, Evaluation
from services.recommendations.organiser.frame import moment_in, organiser_pages
from services.recommendations.organiser.visits import Visit
from shared.languages import N_, gettext

_pages = organiser_pages(Path(__file__).parent / "pages")
_RANKERS = {
    IN_USE: N_("The one in use"),
    "bm25": N_("Words, the rarer the more (BM25)"),
    "keyword": N_("Words that are the same"),
}
_pages.filters["ranker"] = lambda name: gettext(_RANKERS[name]) if name in _RANKERS else name


def ranking_page(visit: Visit, found: Evaluation | None, *, going: bool, asked: str = "") -> str:
    """How good recommendations were. `asked`: what became of measuring it."""
    values = {"found": found, "going": going, "asked": asked, "in_use": IN_USE}
    moment = moment_in(visit.conference)
    return _pages.get_template("ranking.html").render(visit=visit, page="ranking", moment=moment, **values)
