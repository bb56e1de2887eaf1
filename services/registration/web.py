"""HTTP in, for people: the conference, the form, what happens next."""

from collections.abc import Mapping
from uuid import uuid4

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError

from services.registration import pages
from services.registration.api import signup_of, take
from services.registration.conferences import Conferences
from services.registration.edge import SignupRequest
from services.registration.form import WHOLE_FORM, field_messages, read_form
from services.registration.service import SignupDesk
from shared.calendars import CONTENT_TYPE, save_the_date
from shared.contracts.vocabulary import UniqueId
from shared.events import utc_now
from shared.failures import passes
from shared.outcomes import Unavailable
from shared.web.problems import RETRY_AFTER, Problem


def routes(desk: SignupDesk, conferences: Conferences) -> APIRouter:
    """The pages of registration."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/")
    async def front() -> str:
        found = [conference for conference in (await conferences.known()).values() if conference.open]
        return pages.signup_form(found[0], submission=str(uuid4())) if len(found) == 1 else pages.conferences(found)

    @router.get("/conferences/{slug}")
    async def conference(slug: str) -> Response:
        found = await conferences.get(slug)
        if found is None:
            return _page(404, "There is no such conference", "The link may be old. The front page lists what is open.")
        return HTMLResponse(pages.signup_form(found, submission=str(uuid4())))

    @router.get("/conferences/{slug}/save-the-date.ics")
    async def calendar(slug: str) -> Response:
        found = await conferences.get(slug)
        if found is None:
            raise Problem(404, "There is no conference of this name.")
        name = f'attachment; filename="{slug}.ics"'
        return Response(save_the_date(found, utc_now()), media_type=CONTENT_TYPE, headers={"Content-Disposition": name})

    @router.get("/signups")
    async def form_again() -> RedirectResponse:
        return RedirectResponse("/", 303)  # the address a browser shows after a form that needed another look

    @router.post("/signups")
    async def signup(request: Request) -> Response:
        form = await request.form(max_files=0, max_fields=100)
        payload, answers = read_form([(name, value) for name, value in form.multi_items() if isinstance(value, str)])
        submission = str(form.get("submission") or uuid4())[:200]
        try:
            wanted = await signup_of(SignupRequest.model_validate(payload), conferences)
            id = await take(desk, wanted, submission)
        except ValidationError as invalid:
            return await again(answers, submission, field_messages(invalid.errors()), 422)
        except Problem as problem:
            # Sent, changed and sent again: another signup, so it gets an id of its own.
            words = "Your answers changed since you sent them first. Send them once more if they are right now."
            refused = "; ".join(error["detail"] for error in problem.errors if error["field"] == "conference")
            return await again(answers, str(uuid4()), {WHOLE_FORM: refused.capitalize() or words}, 422)
        except Exception as failure:
            if not passes(failure):
                raise
            words = "This is not possible at the moment. Nothing is lost: send your answers again in a minute."
            return await again(answers, submission, {WHOLE_FORM: words}, 503)
        return RedirectResponse(f"/signups/{id}", 303)

    async def again(
        answers: Mapping[str, str | list[str]], submission: str, errors: Mapping[str, str], status: int
    ) -> Response:
        """The form once more, with what was typed and what is wrong."""
        slug = answers.get("conference")
        found = await conferences.get(slug) if isinstance(slug, str) else None
        if found is None:
            return _page(status, "This did not work", "; ".join(errors.values()) or "The link may be old.")
        form = pages.signup_form(found, submission=submission, answers=answers, errors=errors)
        headers = {"Retry-After": str(RETRY_AFTER)} if status == 503 else None
        return HTMLResponse(form, status, headers=headers)

    @router.get("/signups/{id}")
    async def next_steps(id: UniqueId) -> Response:
        try:
            handled = await desk.progress(id)
        except Unavailable:
            return HTMLResponse(pages.what_next(None, "received", None))
        if handled is None:
            return _page(404, "There is no such signup", "The link may be incomplete.")
        return HTMLResponse(pages.what_next(await conferences.only_open(), handled.progress, handled.reason))

    return router


def _page(status: int, title: str, words: str) -> HTMLResponse:
    headers = {"Retry-After": str(RETRY_AFTER)} if status == 503 else None
    return HTMLResponse(pages.problem_page(status, title, words), status, headers=headers)
