"""HTTP in, for participants: the page on which they look back."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.recommendations.growth.form import answers, read_form
from services.recommendations.growth.pages import reflection_page
from services.recommendations.growth.reflecting import Reflecting, Reflection
from services.recommendations.reading import Absence, Reader
from shared.links import BadLink

_PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


def routes(reflecting: Reflecting, reader: Reader) -> APIRouter:
    """The page and its form."""
    router = APIRouter(include_in_schema=False)

    @router.get("/agenda/{token}/reflection")
    async def look_back(token: str, kept: str = "") -> Response:
        found = await _of(token)
        if isinstance(found, Response):
            return found
        html = reflection_page(
            found, answers(found), note=found.grown.note, agenda_url=f"/agenda/{token}", saved=bool(kept)
        )
        return HTMLResponse(html, headers=_PRIVATE)

    @router.post("/agenda/{token}/reflection")
    async def keep(token: str, request: Request) -> Response:
        found, filled = await _of(token), read_form(await request.form())
        if isinstance(found, Response):
            return found
        said = {name: str(place) for name, place in filled.said.items()}
        if filled.error:
            html = reflection_page(found, said, note=filled.note, agenda_url=f"/agenda/{token}", error=filled.error)
            return HTMLResponse(html, 422, headers=_PRIVATE)
        if await reflecting.record(found, filled.said, filled.note, filled.version):
            return RedirectResponse(f"/agenda/{token}/reflection?kept=1", 303, headers=_PRIVATE)
        newest = await _of(token)
        if isinstance(newest, Response):
            return newest
        note = newest.grown.note
        html = reflection_page(newest, answers(newest), note=note, agenda_url=f"/agenda/{token}", overtaken=True)
        return HTMLResponse(html, 409, headers=_PRIVATE)

    async def _of(token: str) -> Reflection | Response:
        """What there is to look back on; otherwise the page that says why there is nothing."""
        instead = RedirectResponse(f"/agenda/{token}", 303, headers=_PRIVATE)
        try:
            found = await reflecting.reflection(await reader.participant_of(token))
        except BadLink:
            return instead
        return instead if isinstance(found, Absence) else found

    return router
