"""How pages of attendance are sent, and what phones keep."""

from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.requests import Request

from services.recommendations.attendance.pages import Kind, notice_page
from shared.links import BadLink, ExpiredLink

PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
OWN = "day"
"""The cookie by which a door's code knows whose phone it is: the token of the link to their agenda."""
DOOR = "door"
"""The cookie by which a badge knows which door it is at."""
KEPT = 4 * 24 * 3600
"""Seconds: a conference of some days."""


def page(html: str, status: int = 200) -> HTMLResponse:
    """A page for one person."""
    return HTMLResponse(html, status, headers=PRIVATE)


def notice(kind: Kind, status: int, signup_url: str = "") -> HTMLResponse:
    """A page with nothing to press."""
    return page(notice_page(kind, signup_url), status)


def bad_link(bad: BadLink) -> HTMLResponse:
    """A code or a link that opens nothing (any more)."""
    expired = isinstance(bad, ExpiredLink)
    return notice("expired" if expired else "bad", 410 if expired else 404)


def seen(url: str) -> RedirectResponse:
    """After a button: the page to look at, so that loading it again repeats nothing."""
    return RedirectResponse(url, 303, headers=PRIVATE)


def keep(answer: HTMLResponse, request: Request, name: str, value: str, path: str) -> HTMLResponse:
    """Let the phone keep something, for this path alone and out of reach of other sites' forms and of scripts."""
    secure = request.url.scheme == "https"
    answer.set_cookie(name, value, max_age=KEPT, path=path, secure=secure, httponly=True, samesite="lax")
    return answer
