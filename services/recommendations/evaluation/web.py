"""HTTP in, for the organiser as a person: the page of ranking quality, and its button."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.recommendations.evaluation.evaluating import MOST, Evaluating
from services.recommendations.evaluation.ports import Evaluation, EvaluationStore
from services.recommendations.evaluation.ranking_page import ranking_page
from services.recommendations.organiser.route import OrganiserRoute
from services.recommendations.organiser.under_way import UnderWay
from services.recommendations.organiser.visits import Visit, Visits


def routes(evaluating: Evaluating, store: EvaluationStore, visits: Visits) -> APIRouter:
    """What the link opens."""
    router = APIRouter(prefix="/ranking/{token}", include_in_schema=False, route_class=OrganiserRoute)
    Opened = Annotated[Visit, Depends(visits.of)]  # noqa: N806 - a type
    going = UnderWay[Evaluation | None]("measuring recommendations")

    @router.get("")
    async def page(visit: Opened, asked: str = "") -> Response:
        slug = visit.conference.slug
        return HTMLResponse(ranking_page(visit, await store.last(slug), going=slug in going, asked=asked))

    @router.post("")
    async def measure(visit: Opened) -> Response:
        conference = visit.conference
        task = await going.begin(conference.slug, lambda: evaluating.evaluate(conference, MOST))
        asked = "going" if not task.done() else "measured" if task.result() else "too_few"
        return RedirectResponse(f"/ranking/{visit.token}?asked={asked}", 303)

    return router
