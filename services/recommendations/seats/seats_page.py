"""The organiser's page of seats: a function that takes how they stand and returns HTML."""

from datetime import time
from pathlib import Path

from services.recommendations.organiser.frame import moment_in, organiser_pages
from services.recommendations.organiser.visits import Visit
from services.recommendations.seats import drawing
from services.recommendations.seats.answers import SeatsAnswer
from services.recommendations.seats.outcomes import Outcome, Runs
from shared import spoken

_pages = organiser_pages(Path(__file__).parent / "pages")


def seats_page(
    visit: Visit, found: SeatsAnswer | None, runs: Runs, *, hour: int, over: bool = False, asked: str = ""
) -> str:
    """How seats stand and what giving them out came to. `hour`: of the night; `asked`: what became of a button.

    Once the conference is `over` there is nothing to give out.
    """
    sessions = drawing.in_order(found.sessions) if found else []
    return _pages.get_template("seats.html").render(
        visit=visit,
        page="seats",
        found=found,
        sessions=sessions,
        bars=drawing.bars(sessions),
        runs=runs,
        night=spoken.clock_of_day(time(hour)) if hour >= 0 else None,
        over=over,
        asked=asked,
        moment=moment_in(visit.conference),
        lost=_lost,
        columns=drawing.columns,
        marks=drawing.marks,
        plot=drawing,
    )


def _lost(outcome: Outcome) -> float:
    """At most this part of what is possible."""
    return 1 - outcome.fact.value / outcome.fact.bound if outcome.fact.bound else 0.0
