"""HTTP in, for people: the organiser's page of demand."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.recommendations.demand.demand_page import demand_page
from services.recommendations.demand.desk import Desk
from services.recommendations.demand.measuring import State
from services.recommendations.organiser.route import OrganiserRoute
from services.recommendations.organiser.visits import Visit, Visits


def routes(desk: Desk, visits: Visits) -> APIRouter:
    """The page, and its one button."""
    router = APIRouter(prefix="/demand/{token}", include_in_schema=False, route_class=OrganiserRoute)
    Opened = Annotated[Visit, Depends(visits.of)]  # noqa: N806 - a type

    @router.get("")
    async def page(visit: Opened, asked: str = "") -> Response:
        return HTMLResponse(demand_page(visit, await desk.answered(visit.conference), asked=asked))

    @router.post("")
    async def measure(visit: Opened) -> Response:
        state = await desk.ask(visit.conference.slug)
        asked = "measuring" if state in (State.POSSIBLE, State.BUSY) else state
        return RedirectResponse(f"/demand/{visit.token}?asked={asked}", 303)

    return router
