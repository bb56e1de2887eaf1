"""HTTP in, for the organiser as a person: the page of seats, and its two buttons."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.recommendations.organiser.route import OrganiserRoute
from services.recommendations.organiser.under_way import UnderWay
from services.recommendations.organiser.visits import Visit, Visits
from services.recommendations.seats.allocating import NothingToAllocate
from services.recommendations.seats.desk import Desk
from services.recommendations.seats.seats_page import seats_page

What = Annotated[Literal["preview", "allocate"], Form()]


def routes(desk: Desk, visits: Visits) -> APIRouter:
    """What the link opens."""
    router = APIRouter(prefix="/seats/{token}", include_in_schema=False, route_class=OrganiserRoute)
    Opened = Annotated[Visit, Depends(visits.of)]  # noqa: N806 - a type
    going = UnderWay[None]("giving out seats")

    @router.get("")
    async def page(visit: Opened, asked: str = "") -> Response:
        found, runs = await desk.seats_of(visit.conference), await desk.runs(visit.conference)
        over = await desk.over(visit.conference)
        return HTMLResponse(seats_page(visit, found, runs, hour=desk.hour, over=over, asked=asked))

    @router.post("")
    async def give_out(visit: Opened, do: What) -> Response:
        work = desk.preview if do == "preview" else desk.allocate
        task = await going.begin(visit.conference.slug, lambda: work(visit.conference))
        asked: str = do if task.done() else "going"
        if task.done() and isinstance(task.exception(), NothingToAllocate):
            asked = "not_now"
        elif task.done():
            task.result()
        return RedirectResponse(f"/seats/{visit.token}?asked={asked}", 303)

    return router
