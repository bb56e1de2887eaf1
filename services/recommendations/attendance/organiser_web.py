"""HTTP in, for the organiser as a person: the page of attendance and credit, and the sheet for the coordinator."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from services.recommendations.attendance.account_routes import Delimiter, credits_sheet
from services.recommendations.attendance.accounts import Accounts
from services.recommendations.attendance.attendance_page import attendance_page
from services.recommendations.attendance.headcount import headcount
from services.recommendations.attendance.ports import PlannedReader
from services.recommendations.attendance.stage import Stage
from services.recommendations.organiser.route import OrganiserRoute
from services.recommendations.organiser.visits import Visit, Visits


def routes(accounts: Accounts, planned: PlannedReader, stage: Stage, visits: Visits) -> APIRouter:
    """What the link opens."""
    router = APIRouter(prefix="/attendance/{token}", include_in_schema=False, route_class=OrganiserRoute)
    Opened = Annotated[Visit, Depends(visits.of)]  # noqa: N806 - a type

    @router.get("")
    async def page(visit: Opened) -> Response:
        slug = visit.conference.slug
        if (current := await stage.current(slug)) is None:
            return HTMLResponse(attendance_page(visit, None))
        counts = await headcount(current, await planned.counts(slug), accounts.everybody(current))
        return HTMLResponse(attendance_page(visit, counts))

    @router.get("/credits.csv")
    async def credits_csv(visit: Opened, delimiter: Delimiter = ",") -> StreamingResponse:
        return credits_sheet(accounts, await stage.named(visit.conference.slug), delimiter)

    return router
