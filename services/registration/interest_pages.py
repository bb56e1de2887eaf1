"""HTTP in, for those who want to hear of a conference without signing up (yet): a page, and the same as JSON."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import ValidationError

from services.registration.api import meant
from services.registration.conferences import Conferences
from services.registration.edge import InterestRequest
from services.registration.form import field_messages, read_form
from services.registration.guarding.entrance import Entrance
from services.registration.pages import interest as pages
from services.registration.pages import problem_page
from services.registration.pages.moments import too_many_mails
from services.registration.participants.consents import of_interest
from services.registration.participants.interests import Interests
from services.registration.private_pages import PrivateRoute, page, see
from shared.languages import _, current_language
from shared.web.problems import Problem, problem

_PROBLEM: dict[int | str, dict[str, Any]] = {
    status: {"description": words, "content": {"application/problem+json": {}}}
    for status, words in {
        422: "Some fields need another look",
        429: "Too many mails for one address, its mail server or your network; nothing was done",
        503: "Not possible at the moment; nothing was done",
    }.items()
}


class TooManyMails(Exception):
    """A limit is reached; `retry_after`: seconds until there is room."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


class InterestDesk:
    """Takes addresses, within limits."""

    def __init__(self, interests: Interests, entrance: Entrance) -> None:
        self._interests, self._entrance = interests, entrance

    async def take(self, wanted: InterestRequest, conference: str, http: Request, *, source: str) -> None:
        """Ask the owner of the address. Raises TooManyMails, Unavailable."""
        # First of all, and for known addresses as well: nothing shows which they are.
        verdict = await self._entrance.mails.another(wanted.email, self._entrance.network_of(http))
        if not verdict.allowed:
            raise TooManyMails(verdict.retry_after)
        consent = of_interest(source)
        await self._interests.subscribe(conference, wanted.name, wanted.email, consent, wanted.language, wanted.zone)


def api_routes(desk: InterestDesk, conferences: Conferences) -> APIRouter:
    """Saving the date, for programs."""
    router = APIRouter(prefix="/v1")

    @router.post(
        "/interests",
        status_code=202,
        response_model=None,
        responses=_PROBLEM,
        tags=["interests"],
        summary="Hear of a conference by mail",
    )
    async def post_interest(request: InterestRequest, http: Request) -> Response:
        conference = await meant(request.conference, conferences)
        if await conferences.get(conference) is None:
            errors = [{"field": "conference", "detail": "there is no such conference"}]
            raise Problem(422, "Some fields need another look.", errors=errors)
        try:
            await desk.take(request, conference, http, source="api")
        except TooManyMails as too_many:
            detail = "Too many mails for one address, its mail server or your network; nothing was done."
            return problem(429, detail, headers={"Retry-After": str(too_many.retry_after)})
        return JSONResponse({"asked": True}, 202)

    return router


def routes(desk: InterestDesk, conferences: Conferences) -> APIRouter:
    """Saving the date, for people."""
    router = APIRouter(prefix="/conferences/{slug}/interest", include_in_schema=False, route_class=PrivateRoute)

    @router.get("")
    async def ask(slug: str, asked: str = "") -> Response:
        found = await conferences.get(slug)
        if found is None:
            return _no_conference()
        return page(pages.asked(found) if asked else pages.form(found))

    @router.post("")
    async def take(slug: str, request: Request) -> Response:
        found = await conferences.get(slug)
        if found is None:
            return _no_conference()
        form = await request.form(max_files=0, max_fields=20)
        _payload, typed = read_form([(name, value) for name, value in form.multi_items() if isinstance(value, str)])
        said = {"email": typed["email"], "name": typed["name"], "language": current_language()}
        try:
            wanted = InterestRequest.model_validate({**said, "updates": "updates" in typed})
            await desk.take(wanted, slug, request, source="form")
        except ValidationError as invalid:
            return page(pages.form(found, typed, _messages(invalid)), 422)
        except TooManyMails as too_many:
            html = pages.form(found, typed, {"email": too_many_mails(too_many.retry_after)})
            return HTMLResponse(html, 429, headers={"Retry-After": str(too_many.retry_after)})
        return see(f"/conferences/{slug}/interest?asked=1")

    return router


def _messages(invalid: ValidationError) -> dict[str, str]:
    errors = invalid.errors()
    messages = field_messages([error for error in errors if error["loc"] != ("updates",)])
    if any(error["loc"] == ("updates",) for error in errors):
        messages["updates"] = _("Tick this: without it we must not write to you.")
    return messages


def _no_conference() -> Response:
    words = _("The link may be old. The front page lists what is open.")
    return page(problem_page(404, _("There is no such conference"), words), 404)
