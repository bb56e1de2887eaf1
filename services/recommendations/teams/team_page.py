"""The page of a team: a function that takes what somebody sees of it and returns HTML."""

from collections.abc import Mapping
from pathlib import Path

from services.recommendations.teams.team import code_shown
from services.recommendations.teams.team_desk import TeamView
from services.recommendations.teams.timeline import timelines
from shared import spoken
from shared.web.pages import environment

_pages = environment(Path(__file__).parent / "pages")
_pages.filters |= {"spoken_day": spoken.spoken_day, "clock": spoken.clock, "code": code_shown}


def team_page(
    view: TeamView,
    token: str,
    *,
    done: str = "",
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> str:
    """The team and who is where; or how to get into one. `typed` and `errors`: of a form that needs another look."""
    drawn = timelines(view.team, view.places) if view.team else []
    template = "team.html" if view.team else "no_team.html"
    values = {"view": view, "done": done, "typed": typed or {}, "errors": errors or {}, "timelines": drawn}
    return _pages.get_template(template).render(at=f"/agenda/{token}", conference=view.conference, **values)
