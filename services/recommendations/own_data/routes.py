"""HTTP in, for people: the file with what is held of them here, behind a link that registration signs for them."""

from fastapi import APIRouter
from fastapi.responses import Response

from services.recommendations import pages
from services.recommendations.own_data.handing_out import HandingOut
from services.recommendations.private_pages import page, private_route
from services.recommendations.reading import Reader
from shared.links import EXPORT_LASTS, Purpose
from shared.web.files import json_file


def routes(handing_out: HandingOut, reader: Reader, signup_url: str) -> APIRouter:
    """The download."""
    router = APIRouter(include_in_schema=False, route_class=private_route(signup_url))

    @router.get("/export/{token}/agenda.json")
    async def export(token: str) -> Response:
        participant = await reader.participant_of(token, Purpose.EXPORT, lasts=EXPORT_LASTS)
        found = await handing_out.of(participant)
        if found is None:
            return page(pages.ended_page("erased", None, calendar_url=None, signup_url=signup_url), 410)
        return json_file(found.told, f"{found.conference or 'no-conference'}-agenda.json")

    return router
