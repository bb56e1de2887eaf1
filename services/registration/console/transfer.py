"""Lists of participants in the console: one to take along, and a form to hand one in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData, UploadFile

from services.registration.console import pages
from services.registration.console.gate import PATH, ConsoleRoute, Turned, Visitor
from services.registration.console.rooms import Rooms
from services.registration.transfer.columns import UnusableFile
from services.registration.transfer.importing import Importer, Plan, Progress
from services.registration.transfer.roster import Roster
from services.registration.transfer.routes import exported
from shared.languages import _
from shared.telemetry.traces import current_traceparent

IMPORT = f"{PATH}/conferences/*/import"
MOST_ROWS = 10_000
"""More take longer than a browser waits; the command line shows how far it is."""
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Mistake:
    """A row that cannot be taken."""

    row: int
    column: str
    detail: str


def routes(rooms: Rooms, importer: Importer, roster: Roster) -> APIRouter:
    """The list, and the page with the form."""
    gate = rooms.gate
    router = APIRouter(prefix=PATH, include_in_schema=False, route_class=ConsoleRoute)

    @router.get("/conferences/{slug}/export.csv", dependencies=[Depends(gate.visitor)])
    async def take_along(slug: str, delimiter: str = ",") -> Response:
        return exported(roster, (await rooms.conference(slug)).slug, ";" if delimiter == ";" else ",")

    @router.get("/conferences/{slug}/import")
    async def ask(slug: str, visitor: Annotated[Visitor, Depends(gate.visitor)]) -> Response:
        return HTMLResponse(pages.import_list(await rooms.frame(slug, visitor)))

    @router.post("/conferences/{slug}/import")
    async def hand_in(slug: str, request: Request, visitor: Annotated[Visitor, Depends(gate.visitor)]) -> Response:
        try:
            form = await gate.form(request, visitor, files=1)
            content = await _content(form)
        finally:
            await request.close()  # a large file waits on disk
        await rooms.conferences.current()
        frame = await rooms.frame(slug, visitor)
        skip = bool(form.get("skip_invalid"))
        try:
            if content is None:
                raise UnusableFile(_("Choose a file."))  # noqa: TRY301 - told like whatever is wrong with a file
            plan = await importer.plan(frame.conference, content, {})
            _small_enough(plan)
        except UnusableFile as unusable:
            return HTMLResponse(pages.import_list(frame, problem=str(unusable)), 422)
        mistakes = mistakes_of(plan)
        closed = bool(plan.refusal and plan.fresh)
        if form.get("do") != "import" or closed or (mistakes and not skip):
            wanted = form.get("do") == "import"
            page = pages.import_list(frame, plan=plan, mistakes=mistakes[:SHOWN], refused=wanted, closed=closed)
            return HTMLResponse(page, 422 if wanted else 200)
        return HTMLResponse(pages.import_list(frame, plan=plan, done=await _taken(importer, plan)))

    return router


def mistakes_of(plan: Plan) -> Sequence[Mistake]:
    """What is wrong, row by row."""
    faults = [Mistake(one.row, one.column, one.detail) for one in plan.contents.faults]
    same = [
        Mistake(one.row, "", _("The same address is in row %(row)s.", row=one.first))
        for one in plan.contents.duplicates
    ]
    return sorted((*faults, *same), key=lambda one: one.row)


async def _content(form: FormData) -> bytes | None:
    file = form.get("file")
    return await file.read() if isinstance(file, UploadFile) and file.filename else None


def _small_enough(plan: Plan) -> None:
    if plan.contents.rows > MOST_ROWS:
        words = _(
            "There are more than %(most)s rows: take several files, or use desirepath participants import.",
            most=MOST_ROWS,
        )
        raise UnusableFile(words)


async def _taken(importer: Importer, plan: Plan) -> Progress:
    progress = Progress(0, len(plan.fresh))
    async for further in importer.take(plan, current_traceparent()):
        progress = further
    if progress.cut_off:
        words = _("A part this needs is away. Hand in the same file again: it goes on, and nobody is taken twice.")
        raise Turned(pages.problem(503, _("The list was not taken whole"), words))
    return progress
