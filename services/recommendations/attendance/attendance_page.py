"""The organiser's page of attendance and credit: a function that takes counts and returns HTML."""

from dataclasses import dataclass
from pathlib import Path

from services.recommendations.attendance.headcount import Headcount, SessionCount
from services.recommendations.organiser.frame import moment_in, organiser_pages
from services.recommendations.organiser.visits import Visit
from shared.charts import share

SESSIONS = 20
"""Bars drawn; the table has all."""

_pages = organiser_pages(Path(__file__).parent / "pages")


@dataclass(frozen=True, slots=True)
class Bar:
    """A session, in percent of the widest."""

    count: SessionCount
    planned: float
    came: float


def attendance_page(visit: Visit, found: Headcount | None) -> str:
    """Who planned to come and who came, counted; None while there is no programme."""
    values = {"bars": _bars(found) if found else [], "widest": len(found.by_hours) if found else 0}
    most = max([people or 0 for people in found.by_hours], default=0) if found else 0
    return _pages.get_template("conference.html").render(
        visit=visit, page="attendance", moment=moment_in(visit.conference), found=found, most=most, **values
    )


def _bars(found: Headcount) -> list[Bar]:
    drawn = [one for one in found.sessions if one.planned or one.came][:SESSIONS]
    widest = max([max(one.planned or 0, one.came or 0) for one in drawn], default=0)
    return [Bar(one, share(one.planned or 0, widest), share(one.came or 0, widest)) for one in drawn]
