"""HTTP in: a list of scans that was kept without a network."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from services.recommendations.attendance.callers import Callers, Token
from services.recommendations.attendance.list_import import Fault, ListImport, Plan
from services.recommendations.attendance.lists import UnusableList
from services.recommendations.attendance.routes import Conference
from services.recommendations.attendance.stage import Stage
from shared.languages import gettext
from shared.outbox import Outbox
from shared.telemetry.traces import current_traceparent
from shared.web.problems import Problem

IMPORT = "/v1/conferences/*/attendance/import"
BODY_LIMIT = 16 * 1024 * 1024
_FILE = {"schema": {"type": "string", "format": "binary"}}
_BODY: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"text/csv": _FILE, "application/json": _FILE}},
}


def routes(lists: ListImport, stage: Stage, callers: Callers, outbox: Outbox) -> APIRouter:
    """The route of lists."""
    router = APIRouter(prefix="/v1/conferences/{slug}", tags=["attendance"])

    @router.post("/attendance/import", summary="Take a list of scans", openapi_extra=_BODY)
    async def post_list(
        slug: Conference, request: Request, token: Token, dry_run: bool = False, skip_invalid: bool = False
    ) -> JSONResponse:
        """CSV or JSON: participant or badge, session, way (in or out), time. Handed in again, it changes nothing.

        One row that is wrong and nothing is taken, unless `skip_invalid` says to leave such rows out. With `dry_run`
        nothing is written.
        """
        (await callers.at(slug, token)).about_everybody()
        current = await stage.named(slug)
        try:
            plan = await lists.plan(current, await request.body())
        except UnusableList as unusable:
            raise Problem(422, gettext(unusable.words) % unusable.values) from unusable
        if dry_run:
            return JSONResponse(_report(plan))
        if plan.faults and not skip_invalid:
            return _refused(plan)
        taken = await lists.take(current, plan, current_traceparent())
        published = await outbox.flush()
        report = _report(plan, taken.faults) | {"new": taken.new, "known": taken.known}
        return JSONResponse(report, 200 if published else 202)

    return router


def _report(plan: Plan, more: Any = ()) -> dict[str, Any]:
    faults: list[Fault] = [*plan.faults, *more]
    return {
        "rows": plan.rows,
        "scans": len(plan.scans),
        "new": len(plan.scans) - len(plan.known),
        "known": len(plan.known),
        "wrong": plan.wrong,
        "errors": [{"row": one.row, "column": one.column, "detail": gettext(one.detail)} for one in faults],
    }


def _refused(plan: Plan) -> JSONResponse:
    body = {
        "type": "about:blank",
        "title": HTTPStatus(422).phrase,
        "status": 422,
        "detail": f"Rows that need another look: {plan.wrong}. Nothing was taken.",
        **_report(plan),
    }
    return JSONResponse(body, 422, media_type="application/problem+json")
