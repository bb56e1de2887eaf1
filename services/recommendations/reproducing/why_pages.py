"""HTTP in, for people: why a session is in their day."""

from fastapi import APIRouter
from fastapi.responses import Response

from services.recommendations import pages
from services.recommendations.agenda_desk import AgendaDesk
from services.recommendations.private_pages import page, private_route, see
from services.recommendations.reading import Reading
from services.recommendations.reproducing.again import Reproduction, Why
from shared.contracts.vocabulary import Identifier


def routes(desk: AgendaDesk, reproduction: Reproduction) -> APIRouter:
    """The page behind “Why this?”."""
    router = APIRouter(include_in_schema=False, route_class=private_route(desk.signup_url))

    @router.get("/agenda/{token}/why/{guid}")
    async def why(token: str, guid: Identifier) -> Response:
        found = await _why(token, guid)
        # What is not in the day (any more) is best seen on the day.
        return page(pages.why_page(found, f"/agenda/{token}")) if found else see(f"/agenda/{token}")

    async def _why(token: str, guid: str) -> Why | None:
        reading = await desk.reading(token)
        if not isinstance(reading, Reading) or reading.kept.recommendation is None:
            return None
        making = await reproduction.making(reading.kept.recommendation)
        return await reproduction.why(making, guid) if making else None

    return router
