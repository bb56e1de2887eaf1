"""The organiser's page of demand: a function that takes what was measured and returns HTML."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal

from services.recommendations.demand import drawing
from services.recommendations.demand.desk import Told
from shared import spoken
from shared.charts import share
from shared.languages import _, current_language
from shared.web.pages import environment, render

_pages = environment(Path(__file__).parent / "pages")
_pages.filters |= {
    "number": lambda number: format_decimal(number, locale=current_language()),
    "hours_worth": lambda points: format_decimal(points / 1000, format="0.#", locale=current_language()),
    "share": share,
}


def demand_page(told: Told, *, asked: str = "") -> str:
    """What was measured last. `asked`: what became of asking for a new measurement."""
    conference, found = told.conference, told.answer.demand
    zone = ZoneInfo(conference.zone)

    def moment(instant: datetime) -> str:
        local = instant.astimezone(zone)
        return _("%(day)s, %(time)s", day=spoken.spoken_date(local.date()), time=spoken.clock_of_day(local))

    sessions = drawing.most_wanted(found) if found else []
    return _pages.get_template("demand.html").render(
        conference=conference,
        answer=told.answer,
        found=found,
        asked=asked,
        moment=moment,
        titles={one.guid: one.title for one in found.sessions} if found else {},
        sessions=sessions,
        bars=drawing.bars(sessions),
        grid=drawing.grid(found.clashes) if found else None,
        cell=drawing.CELL,
        most_unmet=max((one.people for one in found.unmet), default=0) if found else 0,
    )


def expired_page() -> str:
    """The link opens nothing any more."""
    words = _("Open the page again from the console, or ask for a new link with desirepath demand --link.")
    return render("error.html", status=410, title=_("This link has expired"), words=words)
