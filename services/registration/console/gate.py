"""Who may open the console: a browser with a session, or a program with the organiser's token.

A page of somebody else can make a browser send a form here, cookies and all. Three things stop it, each alone: the
cookie is SameSite=Strict, the browser says where a form comes from, and a form carries a token of its session.
"""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from fastapi.routing import APIRoute
from starlette.datastructures import FormData

from services.registration.console import pages
from services.registration.console.session import LASTS, EndedSessions, Session, Sessions
from shared.failures import passes
from shared.languages import _
from shared.web.problems import RETRY_AFTER, Problem, problem

PATH = "/console"
LOGIN = f"{PATH}/login"
SEARCH = "console-search"
"""The cookie with what was looked for last: in an address it would be a name in somebody's log."""
FORM_TOKEN = "form_token"  # noqa: S105 - the name of a field


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is there. `form_token` is for the forms of the page they are shown."""

    session: Session | None = None
    """None: a program, which a browser cannot be made to be."""
    form_token: str = ""


class Turned(Exception):
    """The request is answered with this, and no further looked at."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status_code)
        self.response = response


class ConsoleRoute(APIRoute):
    """Answers as the console does: kept by nobody, found by no search engine, problems told as pages."""

    def get_route_handler(self) -> Callable[[Request], Awaitable[Any]]:  # type: ignore[override]
        """Wraps the handler of FastAPI."""
        handle = super().get_route_handler()

        async def handler(request: Request) -> Response:
            try:
                response = await handle(request)
            except Turned as turned:
                response = turned.response
            except Problem as told:
                response = problem(told.status, told.detail, errors=told.errors)
            except Exception as failure:
                if not passes(failure):
                    raise
                response = away()
            response.headers["Cache-Control"] = "no-store"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
            return response

        return handler


class Gate:
    """Lets organisers in."""

    def __init__(self, sessions: Sessions, ended: EndedSessions, organiser_token: str, public_url: str) -> None:
        self.sessions, self._ended = sessions, ended
        self._token = organiser_token.encode()
        self._site = urlsplit(public_url)
        self._secure = self._site.scheme == "https"
        # With the prefix, no other host of the domain can plant a cookie of this name.
        self._cookie = "__Host-console" if self._secure else "console"

    async def visitor(self, request: Request) -> Visitor:
        """A dependency: who is there. Raises Turned for everybody else."""
        session = await self.session_of(request)
        if session:
            return Visitor(session, self.sessions.form_token(session))
        if self._is_program(request):
            return Visitor()
        if request.method == "GET" and "text/html" in request.headers.get("accept", "") and not _is_fragment(request):
            asked = quote(request.url.path)
            raise Turned(RedirectResponse(LOGIN if asked == PATH else f"{LOGIN}?next={asked}", 303))
        raise Turned(problem(401, "Log in first, or send a bearer token.", headers={"WWW-Authenticate": "Bearer"}))

    async def form(self, request: Request, visitor: Visitor, *, files: int = 0) -> FormData:
        """The form somebody sent from a page of this console. Raises Turned for one from elsewhere."""
        self.check_origin(request)
        form = await request.form(max_files=files, max_fields=50)
        token = form.get(FORM_TOKEN)
        if visitor.session and not self.sessions.is_form_token(
            visitor.session, token if isinstance(token, str) else ""
        ):
            raise _foreign()
        return form

    def check_origin(self, request: Request) -> None:
        """Browsers say where a request comes from. Raises Turned when that is elsewhere; programs say nothing."""
        site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
        if site is not None and site != "same-origin":
            raise _foreign()
        # Behind a proxy the Host header may be the service's own: then the public address is what counts.
        here = (request.headers.get("host"), self._site.netloc)
        if site is None and origin is not None and urlsplit(origin).netloc not in here:
            raise _foreign()

    async def session_of(self, request: Request) -> Session | None:
        """The session of the browser, None if it has none."""
        session = self.sessions.read(request.cookies.get(self._cookie, ""))
        return None if session is None or await self._ended.has_ended(session) else session

    def log_in(self, response: Response) -> None:
        """Give the browser a session."""
        self._keep(response, self.sessions.begin(), int(LASTS.total_seconds()))

    def keep_search(self, response: Response, text: str) -> None:
        """Let the browser know what was looked for, until it is closed or somebody logs out."""
        response.set_cookie(SEARCH, text, path=PATH, secure=self._secure, httponly=True, samesite="strict")

    async def log_out(self, response: Response, session: Session) -> None:
        """End a session, here and wherever its cookie was copied to."""
        await self._ended.end(session)
        self._keep(response, "", 0)
        response.delete_cookie(SEARCH, path=PATH)

    def _keep(self, response: Response, value: str, seconds: int) -> None:
        response.set_cookie(
            self._cookie,
            value,
            max_age=seconds,
            path="/" if self._secure else PATH,
            secure=self._secure,
            httponly=True,
            samesite="strict",
        )

    def _is_program(self, request: Request) -> bool:
        scheme, given = request.headers.get("authorization", "").partition(" ")[::2]
        fits = hmac.compare_digest(given.strip().encode("utf-8", "replace"), self._token)
        return fits and bool(self._token) and scheme.lower() == "bearer"


def away() -> Response:
    """The answer while a part the console needs is away."""
    words = _("Something this page needs is away for a moment. Try again.")
    response = pages.problem(503, _("Not possible at the moment"), words)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def _foreign() -> Turned:
    words = _("This form did not come from an open page of the console, so nothing was done. Open the page again.")
    return Turned(pages.problem(403, _("Nothing was done"), words))


def _is_fragment(request: Request) -> bool:
    """Whether a script asks for a part of a page, which cannot become a login page."""
    return request.url.path.endswith("/live")
