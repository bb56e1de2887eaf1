"""HTTP in: the organiser's programme, as our own JSON or as a file of any format, and a look beforehand."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import JSONResponse

from services.recommendations.edge import known, notes_on, sessions_of
from services.recommendations.importing import Imports, Unusable
from services.recommendations.ports import ConferenceReader
from services.recommendations.programme_answers import about, counted, days, previewed, remarks
from services.recommendations.programme_files.own_format import ProgrammeRequest
from services.recommendations.programmes import Programmes
from shared.contracts.vocabulary import Slug, Zone
from shared.outbox import Outbox
from shared.web.bearer import bearer
from shared.web.problems import Problem

PROGRAMME_LIMIT = 16 * 1024 * 1024
"""Bytes of an imported programme."""
PATHS = ("/v1/programme", "/v1/conferences/*/programme")
"""Where one may be."""
DryRun = Annotated[bool, Query(description="Only say what would be new, changed and cancelled.")]
ItsDays = Annotated[bool, Query(description="With `dry_run`: as if the conference had the file's days already.")]
ItsZone = Annotated[Zone | None, Query(description="The same of its zone, where neither it nor the file names one.")]
Name = Annotated[Slug, Path(description="The conference (its slug).")]
FILE = {"requestBody": {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}}


def routes(
    programmes: Programmes,
    imports: Imports,
    conferences: ConferenceReader,
    outboxes: Sequence[Outbox],
    organiser_token: str,
) -> APIRouter:
    """The routes by which programmes come in."""
    router = APIRouter(prefix="/v1", tags=["programme"], dependencies=[Depends(bearer(organiser_token))])

    @router.put("/programme", summary="Publish a whole programme")
    async def put_programme(request: ProgrammeRequest, *, dry_run: DryRun = False) -> JSONResponse:
        conference = known(await conferences.get(request.conference))
        wanted = sessions_of(request, conference)
        notes = notes_on(wanted)
        if dry_run:
            comparison = await programmes.compared(conference, wanted, request.framed())
            return JSONResponse(previewed(conference, comparison, notes))
        difference = await programmes.publish(conference, wanted, request.framed())
        return JSONResponse(counted(conference, difference, notes), await _flushed(outboxes))

    @router.put("/conferences/{slug}/programme", summary="Publish a programme from a file", openapi_extra=FILE)
    async def put_file(
        slug: Name, request: Request, *, dry_run: DryRun = False, with_its_days: ItsDays = False, zone: ItsZone = None
    ) -> JSONResponse:
        content = await request.body()
        try:
            if dry_run:
                checked, comparison = await imports.preview(slug, content, with_its_days=with_its_days, zone=zone)
                told = previewed(checked.conference, comparison, checked.found.notes)
                return JSONResponse(told | {"file": about(checked.found.about)})
            checked, difference = await imports.publish(slug, content)
        except Unusable as unusable:
            raise _problem(unusable) from unusable
        answer = counted(checked.conference, difference, checked.found.notes)
        return JSONResponse(answer, await _flushed(outboxes))

    return router


async def _flushed(outboxes: Sequence[Outbox]) -> int:
    """200 when everything is told, 202 when some of it will be."""
    return 200 if all([await outbox.flush() for outbox in outboxes]) else 202


def _problem(unusable: Unusable) -> Problem:
    detail = "Nothing was imported: some of it needs another look."
    more: dict[str, Any] = {"file": about(unusable.about)}
    if unusable.elsewhere and unusable.conference:
        conference = unusable.conference
        detail = (
            f"Nothing was imported: there are sessions on other days than the conference, which is from "
            f"{conference.starts_on} to {conference.ends_on} ({conference.zone})."
        )
        more["conference"] = days(conference)
    return Problem(422, detail, errors=remarks(unusable.faults), more=more)
