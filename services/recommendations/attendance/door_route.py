"""What pages at doors have in common: nobody keeps a copy, and what opens nothing says what to do instead."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from fastapi.routing import APIRoute

from services.recommendations.attendance.notices import Kind, Notice
from services.recommendations.attendance.pages import notice_page
from services.recommendations.private_pages import PRIVATE, page
from shared.links import BadLink, ExpiredLink

KEPT = 4 * 24 * 3600
"""Seconds a phone remembers its door or its owner: a conference of some days."""


def door_route(signup_url: str) -> type[APIRoute]:
    """Routes of such pages. `signup_url`: where to get a link."""

    class DoorRoute(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            handler = super().get_route_handler()

            async def answer(request: Request) -> Response:
                try:
                    response = await handler(request)
                except Notice as notice:
                    response = _said(notice.kind, notice.status)
                except ExpiredLink:
                    response = _said("expired", 410)
                except BadLink:
                    response = _said("bad", 404)
                response.headers.update(PRIVATE)
                return response

            return answer

    def _said(kind: Kind, status: int) -> Response:
        return page(notice_page(kind, signup_url), status)

    return DoorRoute


def keep(answer: Response, request: Request, name: str, value: str, path: str) -> Response:
    """Let the phone keep something, for this path alone and out of reach of other sites' forms and of scripts."""
    secure = request.url.scheme == "https"
    answer.set_cookie(name, value, max_age=KEPT, path=path, secure=secure, httponly=True, samesite="lax")
    return answer
