"""HTTP in, for people: the conference, the form, what happens next."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError
from starlette.datastructures import FormData

from services.registration import pages
from services.registration.api import signup_of, take
from services.registration.conferences import Conferences
from services.registration.edge import SignupRequest
from services.registration.form import WHOLE_FORM, Answers, field_messages, read_form
from services.registration.fullness import Fullness
from services.registration.guarding.entrance import Entrance
from services.registration.guarding.guards import TRAP, OnceMore, Sent, words_for
from services.registration.guarding.limits import TooMany
from services.registration.service import SignupDesk
from shared.calendars import CONTENT_TYPE, save_the_date
from shared.contracts.registration import Conference
from shared.contracts.vocabulary import UniqueId
from shared.events import utc_now
from shared.failures import passes
from shared.languages import _, gettext, known_language
from shared.outcomes import Unavailable
from shared.web.language import PARAMETER
from shared.web.problems import RETRY_AFTER, Problem


@dataclass(frozen=True, slots=True)
class _Came:
    """A form as it came: from where, what people wrote, and the rest."""

    network: str
    answers: Answers
    sent: Sent


def routes(desk: SignupDesk, conferences: Conferences, entrance: Entrance, fullness: Fullness) -> APIRouter:
    """The pages of registration."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    guards = entrance.guards

    async def blank(request: Request, found: Conference) -> str:
        """The form, with nothing in it yet."""
        submission = str(uuid4())
        hidden = guards.hidden(entrance.network_of(request), submission)
        return pages.signup_form(found, submission=submission, hidden=hidden, full=await fullness.full(found.slug))

    @router.get("/")
    async def front(request: Request) -> str:
        found = [conference for conference in (await conferences.known()).values() if conference.open]
        return await blank(request, found[0]) if len(found) == 1 else pages.conferences(found)

    @router.get("/conferences/{slug}")
    async def conference(slug: str, request: Request) -> Response:
        found = await conferences.get(slug)
        if found is None:
            words = _("The link may be old. The front page lists what is open.")
            return _page(404, _("There is no such conference"), words)
        return HTMLResponse(await blank(request, found))

    @router.get("/conferences/{slug}/save-the-date.ics")
    async def calendar(slug: str) -> Response:
        found = await conferences.get(slug)
        if found is None:
            raise Problem(404, "There is no conference of this name.")
        name = f'attachment; filename="{slug}.ics"'
        return Response(save_the_date(found, utc_now()), media_type=CONTENT_TYPE, headers={"Content-Disposition": name})

    @router.get("/signups/{id}")
    async def next_steps(id: UniqueId, resent: str = "") -> Response:
        async def page(conference: Conference | None, progress: str, reason: str | None = None) -> Response:
            full = conference is not None and await fullness.full(conference.slug)
            again = f"/signups/{id}/resend"
            return HTMLResponse(
                pages.what_next(conference, progress, reason, full=full, resend=again, resent=bool(resent))
            )

        if guards.decoys.knows(id):
            return await page(await conferences.only_open(), "processed")
        try:
            handled = await desk.progress(id)
        except Unavailable:
            return HTMLResponse(pages.what_next(None, "received", None))
        if handled is None:
            return _page(404, _("There is no such signup"), _("The link may be incomplete."))
        named = await conferences.get(handled.conference) if handled.conference else None
        return await page(named or await conferences.only_open(), handled.progress, handled.reason)

    _take_forms(router, desk, conferences, entrance, fullness)
    return router


def _take_forms(
    router: APIRouter, desk: SignupDesk, conferences: Conferences, entrance: Entrance, fullness: Fullness
) -> None:
    guards = entrance.guards

    @router.get("/signups")
    async def form_again() -> RedirectResponse:
        return RedirectResponse("/", 303)  # the address a browser shows after a form that needed another look

    @router.post("/signups")
    async def signup(request: Request) -> Response:
        form = await request.form(max_files=0, max_fields=100)
        payload, answers = read_form([(name, value) for name, value in form.multi_items() if isinstance(value, str)])
        sent = _sent(form)
        came = _Came(entrance.network_of(request), answers, sent)
        if known_language(request.query_params.get(PARAMETER)):  # the same form in another language
            return await again(came, {}, 200)
        try:
            wanted = await signup_of(SignupRequest.model_validate(payload), conferences, source="form")
            if decoy := guards.decoy_for(sent):
                return RedirectResponse(f"/signups/{decoy}", 303)
            await guards.look(came.network, sent)
            async with entrance.limits.entry(came.network, wanted.email):
                id = await take(desk, wanted, sent.submission)
        except ValidationError as invalid:
            return await again(came, field_messages(invalid.errors()), 422)
        except OnceMore as once_more:
            status = 429 if once_more.retry_after else 422
            return await again(came, {WHOLE_FORM: str(once_more)}, status, wait=once_more.retry_after)
        except TooMany as too_many:
            return await again(came, {WHOLE_FORM: words_for(too_many)}, 429, wait=too_many.retry_after)
        except Problem as problem:
            # Sent, changed and sent again: another signup, so it gets an id of its own.
            words = _("Your answers changed since you sent them first. Send them once more if they are right now.")
            details = [str(error["detail"]) for error in problem.errors if error["field"] == "conference"]
            refused = "; ".join(map(gettext, details)).capitalize()
            return await again(came, {WHOLE_FORM: refused or words}, 422, submission=str(uuid4()))
        except Exception as failure:
            if not passes(failure):
                raise
            words = _("This is not possible at the moment. Nothing is lost: send your answers again in a minute.")
            return await again(came, {WHOLE_FORM: words}, 503, wait=RETRY_AFTER)
        return RedirectResponse(f"/signups/{id}", 303)

    async def again(
        came: _Came, errors: Mapping[str, str], status: int, *, submission: str = "", wait: int = 0
    ) -> Response:
        """The form once more, with what was typed and what is wrong."""
        slug = came.answers.get("conference")
        found = await conferences.get(slug) if isinstance(slug, str) else None
        if found is None:
            return _page(status, _("This did not work"), "; ".join(errors.values()) or _("The link may be old."))
        submission = submission or came.sent.submission
        hidden = guards.hidden_again(came.network, came.sent, submission)
        full = fullness.at_hand(found.slug)  # nothing is read to answer a form
        form = pages.signup_form(
            found, submission=submission, answers=came.answers, errors=errors, hidden=hidden, full=full
        )
        headers = {"Retry-After": str(wait)} if wait else None
        return HTMLResponse(form, status, headers=headers)


def _sent(form: FormData) -> Sent:
    """What a form says besides its answers."""
    said = {name: value for name, value in form.items() if isinstance(value, str)}
    return Sent(
        conference=said.get("conference", ""),
        submission=said.get("submission", "")[:200] or str(uuid4()),
        stamp=said.get("stamp", ""),
        proof=said.get("proof", ""),
        trap=said.get(TRAP, ""),
    )


def _page(status: int, title: str, words: str) -> HTMLResponse:
    headers = {"Retry-After": str(RETRY_AFTER)} if status == 503 else None
    return HTMLResponse(pages.problem_page(status, title, words), status, headers=headers)
