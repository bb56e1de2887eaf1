"""In and out of the console."""

import asyncio
from collections.abc import Callable
from math import ceil
from typing import Annotated, Protocol

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.registration.console import pages
from services.registration.console.gate import LOGIN, PATH, ConsoleRoute, Gate, Visitor
from services.registration.guarding.limits import Verdict
from services.registration.guarding.tally import Rule
from shared.languages import _, counting

TRIES = Rule("console", 10, 900)
"""Passwords that one network may try."""
THINKING = 0.5
"""Seconds until a wrong password is answered."""
_LONGEST_PASSWORD = 1000


class Allowances(Protocol):
    """What may be done how often."""

    async def spend(self, rule: Rule, subject: str) -> Verdict:
        """Spend one of what the rule allows this subject. Raises Unavailable."""
        ...


def routes(gate: Gate, allowances: Allowances, network_of: Callable[[Request], str]) -> APIRouter:
    """Logging in and out."""
    router = APIRouter(prefix=PATH, include_in_schema=False, route_class=ConsoleRoute)

    @router.get("/login")
    async def login_page(request: Request, next: str = PATH) -> Response:
        if await gate.session_of(request):
            return RedirectResponse(_own(next), 303)
        return _page(_own(next))

    @router.post("/login")
    async def login(request: Request) -> Response:
        gate.check_origin(request)
        form = await request.form(max_files=0, max_fields=10)
        next, password = _own(str(form.get("next") or "")), str(form.get("password") or "")[:_LONGEST_PASSWORD]
        # Counted before it is looked at: many at once are not more than one after the other.
        verdict = await allowances.spend(TRIES, network_of(request))
        if not verdict.allowed:
            words = counting(
                "Too many tries came from your network. Try again in a minute.",
                "Too many tries came from your network. Try again in %(num)s minutes.",
                ceil(verdict.retry_after / 60),
            )
            return _page(next, 429, words, {"Retry-After": str(verdict.retry_after)})
        if not gate.sessions.is_password(password):
            await asyncio.sleep(THINKING)
            # A page of its own, not 401, which would have to say how else to come in.
            return _page(next, 403, _("This is not the password."))
        response = RedirectResponse(next, 303)
        gate.log_in(response)
        return response

    @router.post("/logout")
    async def logout(request: Request, visitor: Annotated[Visitor, Depends(gate.visitor)]) -> Response:
        await gate.form(request, visitor)
        response = RedirectResponse(LOGIN, 303)
        if visitor.session:
            await gate.log_out(response, visitor.session)
        return response

    def _page(next: str, status: int = 200, problem: str = "", headers: dict[str, str] | None = None) -> Response:
        page = pages.login(next=next, possible=gate.sessions.possible, problem=problem)
        return HTMLResponse(page, status, headers=headers)

    return router


def _own(address: str) -> str:
    """Where to go after the login: nowhere but the console."""
    plain = address.isascii() and address.isprintable() and "\\" not in address and ".." not in address
    return address if plain and (address == PATH or address.startswith(f"{PATH}/")) else PATH
