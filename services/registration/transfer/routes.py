"""HTTP for lists of participants: in as CSV, looked through or taken; out as CSV."""

import json
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from services.registration.conferences import Conferences
from services.registration.transfer import report
from services.registration.transfer.columns import UnusableFile
from services.registration.transfer.importing import Importer, Plan
from services.registration.transfer.roster import Roster
from services.registration.transfer.writing import export
from shared.contracts.registration import Conference
from shared.telemetry.traces import current_traceparent
from shared.web.bearer import bearer
from shared.web.problems import Problem

IMPORT = "/v1/conferences/*/participants/import"
BODY_LIMIT = 16 * 1024 * 1024
"""Bytes: tens of thousands of rows."""
_MEDIA = {"text/csv": {"schema": {"type": "string", "format": "binary"}}}
_BODY: dict[str, Any] = {"requestBody": {"required": True, "content": _MEDIA}}
_PROBLEM: dict[int | str, dict[str, Any]] = {
    status: {"description": words, "content": {"application/problem+json": {}}}
    for status, words in {
        404: "There is no such conference",
        409: "Signups for this conference are closed",
        413: "The file is larger than 16 MiB",
        422: "The file cannot be read, or some rows need another look; nothing was imported",
    }.items()
}

Columns = Annotated[
    list[str], Query(alias="column", description="Which field a column is for, as `Correo=email`; `ignore` drops it.")
]
Delimiter = Annotated[Literal[",", ";", "\t"], Query(description="; for Excel where commas are decimal.")]


def routes(importer: Importer, roster: Roster, conferences: Conferences, organiser_token: str) -> APIRouter:
    """The organiser's lists."""
    router = APIRouter(
        prefix="/v1/conferences/{slug}", dependencies=[Depends(bearer(organiser_token))], tags=["participants"]
    )

    async def named(slug: str) -> Conference:
        conference = await conferences.get(slug)
        if conference is None:
            raise Problem(404, "There is no conference of this name.")
        return conference

    @router.post(
        "/participants/import",
        summary="Import participants from CSV",
        response_class=Response,
        responses={200: {"content": {"application/json": {}, "application/jsonl": {}}}, **_PROBLEM},
        openapi_extra=_BODY,
    )
    async def post_import(
        slug: str,
        request: Request,
        dry_run: bool = False,
        skip_invalid: bool = False,
        columns: Columns = [],  # noqa: B006 - FastAPI makes a new one for each request
    ) -> Response:
        """With `dry_run`, one JSON answer says what is in the file and what is wrong; nothing is written.

        Without, each row becomes a signup. How far it is comes as JSON lines, the last of which is `finished` or, where
        it has to be sent again, `cut_off`. Sent again, it makes nobody twice.
        """
        conference = await named(slug)
        try:
            plan = await importer.plan(conference, await request.body(), _mapping(columns))
        except UnusableFile as unusable:
            raise Problem(422, str(unusable)) from unusable
        if dry_run:
            return JSONResponse(report.of_plan(plan))
        if plan.refusal and plan.fresh:
            raise Problem(409, f"{plan.refusal}; nothing was imported.")
        if plan.contents.wrong and not skip_invalid:
            return _refused(plan)
        return StreamingResponse(_lines(importer, plan), media_type="application/jsonl")

    @router.get(
        "/participants.csv",
        summary="Export participants as CSV",
        response_class=StreamingResponse,
        responses={200: {"content": _MEDIA}, 404: _PROBLEM[404]},
    )
    async def get_participants(slug: str, delimiter: Delimiter = ",") -> StreamingResponse:
        return exported(roster, (await named(slug)).slug, delimiter)

    return router


def exported(roster: Roster, slug: str, delimiter: str = ",") -> StreamingResponse:
    """The list of a conference, as a file to keep."""
    headers = {
        "Content-Disposition": f'attachment; filename="{slug}-participants.csv"',
        "Cache-Control": "no-store",
    }
    return StreamingResponse(export(roster, slug, delimiter), media_type="text/csv; charset=utf-8", headers=headers)


def _mapping(columns: list[str]) -> dict[str, str]:
    parts = [column.rpartition("=") for column in columns]
    if not all(name.strip() and field.strip() for name, _, field in parts):
        raise UnusableFile("A mapping is a column, an equals sign and a field: Correo=email.")
    return {name: field for name, _, field in parts}


def _refused(plan: Plan) -> JSONResponse:
    body = {
        "type": "about:blank",
        "title": HTTPStatus(422).phrase,
        "status": 422,
        "detail": f"Rows that need another look: {plan.contents.wrong}. Nothing was imported.",
        **report.of_plan(plan),
    }
    return JSONResponse(body, 422, media_type="application/problem+json")


async def _lines(importer: Importer, plan: Plan) -> AsyncIterator[str]:
    async for progress in importer.take(plan, current_traceparent()):
        yield json.dumps(report.of_progress(plan, progress)) + "\n"
