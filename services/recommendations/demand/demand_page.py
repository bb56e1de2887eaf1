"""The organiser's page of demand: a function that takes what was measured and returns HTML."""

from pathlib import Path

from babel.numbers import format_decimal

from services.recommendations.demand import drawing
from services.recommendations.demand.answers import DemandAnswer
from services.recommendations.organiser.frame import moment_in, organiser_pages
from services.recommendations.organiser.visits import Visit
from shared.languages import current_language

_pages = organiser_pages(Path(__file__).parent / "pages")
_pages.filters["hours_worth"] = lambda points: format_decimal(points / 1000, format="0.#", locale=current_language())


def demand_page(visit: Visit, answer: DemandAnswer, *, asked: str = "") -> str:
    """What was measured last. `asked`: what became of asking for a new measurement."""
    found = answer.demand
    sessions = drawing.most_wanted(found) if found else []
    return _pages.get_template("demand.html").render(
        visit=visit,
        page="demand",
        answer=answer,
        found=found,
        asked=asked,
        moment=moment_in(visit.conference),
        titles={one.guid: one.title for one in found.sessions} if found else {},
        sessions=sessions,
        bars=drawing.bars(sessions),
        grid=drawing.grid(found.clashes) if found else None,
        cell=drawing.CELL,
        most_unmet=max((one.people for one in found.unmet), default=0) if found else 0,
    )
