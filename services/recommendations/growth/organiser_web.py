"""HTTP in, for the organiser as a person: the page of growth, and its picture to take along."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response

from services.recommendations.growth.growth_page import growth_page
from services.recommendations.growth.pages import growth_picture
from services.recommendations.growth.ports import GrowthStore
from services.recommendations.growth.summary import IngredientGrowth, summary
from services.recommendations.organiser.route import OrganiserRoute
from services.recommendations.organiser.visits import Visit, Visits


def routes(store: GrowthStore, visits: Visits) -> APIRouter:
    """What the link opens."""
    router = APIRouter(prefix="/growth/{token}", include_in_schema=False, route_class=OrganiserRoute)
    Opened = Annotated[Visit, Depends(visits.of)]  # noqa: N806 - a type

    @router.get("")
    async def page(visit: Opened) -> Response:
        return HTMLResponse(growth_page(visit, await _growth(visit)))

    @router.get("/growth.svg")
    async def picture(visit: Opened) -> Response:
        return Response(growth_picture(await _growth(visit)), media_type="image/svg+xml; charset=utf-8")

    async def _growth(visit: Visit) -> Sequence[IngredientGrowth]:
        return summary([one async for one in store.everybody(visit.conference.slug)])

    return router
