"""HTTP in, for programs: what somebody's day did for their goals, and everybody's hours of credit."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from services.recommendations.acting import Participant, acting
from services.recommendations.attendance.account_answers import (
    CoverageAnswer,
    CreditAnswer,
    coverage_answer,
    credit_answer,
)
from services.recommendations.attendance.accounts import Account, Accounts
from services.recommendations.attendance.credit_sheet import sheet
from services.recommendations.attendance.routes import Conference
from services.recommendations.attendance.stage import Stage
from services.recommendations.days.ports import NotTakingPart
from services.recommendations.programmes import Current
from services.recommendations.reading import Reader
from shared.web.bearer import bearer
from shared.web.problems import Problem

Delimiter = Annotated[Literal[",", ";", "\t"], Query(description="; for Excel where commas are decimal.")]


def routes(accounts: Accounts, stage: Stage, reader: Reader, organiser_token: str, integrator_token: str) -> APIRouter:
    """The routes of what attendance comes to."""
    router = APIRouter(prefix="/v1", tags=["attendance"])
    organiser = Depends(bearer(organiser_token))
    known = Depends(acting(reader, organiser_token, integrator_token))

    @router.get("/agendas/{participant}/coverage", summary="Minutes for each goal", dependencies=[known])
    async def get_coverage(participant: Participant) -> CoverageAnswer:
        return coverage_answer(await _account(participant))

    @router.get("/agendas/{participant}/credit", summary="Somebody's hours of credit", dependencies=[known])
    async def get_credit(participant: Participant) -> CreditAnswer:
        return credit_answer((await _account(participant)).presence)

    @router.get("/conferences/{slug}/credits", summary="Everybody's hours of credit", dependencies=[organiser])
    async def get_credits(slug: Conference) -> list[CreditAnswer]:
        current = await stage.named(slug)
        return [credit_answer(one) async for one in accounts.everybody(current)]

    @router.get("/conferences/{slug}/credits.csv", summary="The same as CSV", dependencies=[organiser])
    async def get_credits_csv(slug: Conference, delimiter: Delimiter = ",") -> StreamingResponse:
        return credits_sheet(accounts, await stage.named(slug), delimiter)

    async def _account(participant: str) -> Account:
        try:
            return await accounts.of(participant)
        except NotTakingPart as gone:
            words = "This participant was erased." if gone.erased else "There is no agenda for this participant (yet)."
            raise Problem(410 if gone.erased else 404, words) from gone

    return router


def credits_sheet(accounts: Accounts, current: Current, delimiter: str) -> StreamingResponse:
    """Everybody's hours of credit, to be saved."""
    name = f"{current.conference.slug}-credits.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    body = sheet(accounts.everybody(current), current, delimiter)
    return StreamingResponse(body, media_type="text/csv; charset=utf-8", headers=headers)
