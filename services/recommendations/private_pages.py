"""What pages behind a mailed link have in common: nobody keeps a copy, and what opens nothing is said as a page."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.routing import APIRoute

from services.recommendations import pages
from services.recommendations.days.ports import NotTakingPart
from shared.links import BadLink, ExpiredLink

PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


def private_route(signup_url: str) -> type[APIRoute]:
    """Routes of such pages. `signup_url`: where to get a link that opens."""

    class PrivateRoute(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            handler = super().get_route_handler()

            async def answer(request: Request) -> Response:
                try:
                    response = await handler(request)
                except ExpiredLink:
                    response = page(pages.link_page("expired", signup_url), 410)
                except BadLink:
                    response = page(pages.link_page("bad", signup_url), 404)
                except NotTakingPart:
                    response = see(f"/agenda/{request.path_params['token']}")  # which says how it stands
                response.headers.update(PRIVATE)
                return response

            return answer

    return PrivateRoute


def page(html: str, status: int = 200) -> HTMLResponse:
    """A page."""
    return HTMLResponse(html, status)


def see(address: str) -> RedirectResponse:
    """What follows a form: the page to look at now, which can be loaded again without sending anything twice."""
    return RedirectResponse(address, 303)
