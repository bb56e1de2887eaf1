"""What pages behind a mailed link have in common: nobody keeps a copy, and what does not work is said as a page."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.routing import APIRoute

from services.registration.pages import notices
from services.registration.participants.answers import SpentToken, UnknownToken
from services.registration.participants.deeds import NoSuchParticipant
from services.registration.participants.life import IllegalChange
from services.registration.ports import AddressTaken
from shared.failures import passes
from shared.links import BadLink, ExpiredLink
from shared.web.problems import RETRY_AFTER

PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


class PrivateRoute(APIRoute):
    """A route of such pages."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's own handler, and what it raises as a page."""
        handler = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                response = await handler(request)
            except Exception as failure:
                page = _page_for(failure)
                if page is None:
                    raise
                response = page
            response.headers.update(PRIVATE)
            return response

        return answer


def page(html: str, status: int = 200) -> HTMLResponse:
    """A page."""
    return HTMLResponse(html, status)


def see(address: str) -> RedirectResponse:
    """What follows a form: the page to look at now, which can be loaded again without sending anything twice."""
    return RedirectResponse(address, 303)


def _page_for(failure: Exception) -> Response | None:
    match failure:
        case UnknownToken() | NoSuchParticipant():
            return page(notices.unknown(), 404)
        case SpentToken():
            return page(notices.spent(failure.question, used=failure.used), 200 if notices.is_fine(failure) else 410)
        case ExpiredLink():
            return page(notices.old_link(), 410)
        case BadLink():
            return page(notices.unknown(), 404)
        case IllegalChange():
            return page(notices.illegal(failure), 409)
        case AddressTaken():
            return page(notices.address_taken(), 409)
    if passes(failure):
        return HTMLResponse(notices.away(), 503, headers={"Retry-After": str(RETRY_AFTER)})
    return None
