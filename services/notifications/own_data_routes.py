"""HTTP in, for people: the file with what is held of them here, behind a link that registration signs for them."""

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from services.notifications.own_data import Gone, HandingOut
from shared.links import BadLink, ExpiredLink
from shared.web.files import json_file

_PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


def routes(handing_out: HandingOut) -> APIRouter:
    """The download."""
    router = APIRouter(include_in_schema=False)

    @router.get("/export/{token}/mails.json")
    async def export(token: str) -> Response:
        try:
            found = await handing_out.behind(token)
        except (ExpiredLink, Gone) as over:
            raise HTTPException(410, "The link has expired, or what it led to is deleted.", headers=_PRIVATE) from over
        except BadLink as bad:
            raise HTTPException(404, "This link opens nothing.", headers=_PRIVATE) from bad
        response = json_file(found.told, f"{found.conference or 'no-conference'}-mails.json")
        response.headers.update(_PRIVATE)
        return response

    return router
