"""HTTP out: the programme in the formats of other programs. It is public, and may be kept by whoever asks."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from services.recommendations.exporting import Exports, File, Format
from shared.calendar_lines import CONTENT_TYPE as CALENDAR
from shared.contracts.vocabulary import Slug
from shared.web.fresh import fresh
from shared.web.problems import Problem

TYPES: Mapping[Format, str] = {
    Format.JSON: "application/json",
    Format.XML: "application/xml; charset=utf-8",
    Format.ICS: CALENDAR,
    Format.CSV: "text/csv; charset=utf-8",
    Format.OWN: "application/json",
}
_SHARED = {"Cache-Control": "public, max-age=60", "Access-Control-Allow-Origin": "*"}
"""A minute is soon enough for a programme; pages of others may read it."""
Name = Annotated[Slug, Path(description="The conference (its slug).")]


def routes(exports: Exports) -> APIRouter:
    """The routes by which programmes go out."""
    router = APIRouter(prefix="/v1/conferences/{slug}", tags=["programme"])

    @router.get("/schedule.{kind}", summary="The programme, in a format of other programs", response_class=Response)
    async def get_schedule(slug: Name, kind: Format, request: Request) -> Response:
        return _answer(request, await exports.file(slug, kind), f"{slug}.{kind}", TYPES[kind])

    @router.get("/programme", summary="The programme, as it can be handed in again", response_class=Response)
    async def get_programme(slug: Name, request: Request) -> Response:
        return _answer(request, await exports.file(slug, Format.OWN), f"{slug}.json", TYPES[Format.OWN])

    return router


def _answer(request: Request, file: File | None, name: str, media_type: str) -> Response:
    if file is None:
        raise Problem(404, "There is no programme of this conference (yet).")
    headers = {**_SHARED, "Content-Disposition": f'inline; filename="{name}"'}
    return fresh(request, file.body, file.etag, file.modified_at, media_type, headers)
