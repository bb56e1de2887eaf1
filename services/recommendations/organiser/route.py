"""What the routes of the organiser's pages have in common: nobody keeps a copy, and an old link says what to do."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from services.recommendations.organiser.frame import expired_page
from shared.links import BadLink, ExpiredLink

PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}


class OrganiserRoute(APIRoute):
    """One of them. The token in its address, which no other site knows, is what guards its forms."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """As FastAPI calls it."""
        handler = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                response = await handler(request)
            except ExpiredLink:
                response = HTMLResponse(expired_page(), 410)
            except BadLink as bad:
                raise HTTPException(404, "There is no such page.") from bad
            response.headers.update(PRIVATE)
            return response

        return answer
