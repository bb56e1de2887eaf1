"""HTTP in, for participants: the page on which they look back."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from services.recommendations.growth.form import answers, read_form
from services.recommendations.growth.pages import reflection_page
from services.recommendations.growth.reflecting import Reflecting, Reflection
from services.recommendations.private_pages import page, private_route, see
from services.recommendations.reading import Reader


def routes(reflecting: Reflecting, reader: Reader, signup_url: str) -> APIRouter:
    """The page and its form."""
    router = APIRouter(
        prefix="/agenda/{token}/reflection", include_in_schema=False, route_class=private_route(signup_url)
    )

    @router.get("")
    async def look_back(token: str, kept: str = "") -> Response:
        found = await _of(token)
        return page(reflection_page(found, answers(found), note=found.grown.note, token=token, saved=bool(kept)))

    @router.post("")
    async def keep(token: str, request: Request) -> Response:
        found, filled = await _of(token), read_form(await request.form())
        if filled.errors:
            said = {name: str(place) for name, place in filled.said.items()}
            return page(reflection_page(found, said, note=filled.note, token=token, errors=filled.errors), 422)
        if await reflecting.record(found, filled.said, filled.note, filled.version):
            return see(f"/agenda/{token}/reflection?kept=1")
        newest = await _of(token)
        return page(reflection_page(newest, answers(newest), note=newest.grown.note, token=token, overtaken=True), 409)

    async def _of(token: str) -> Reflection:
        return await reflecting.reflection(await reader.participant_of(token))

    return router
