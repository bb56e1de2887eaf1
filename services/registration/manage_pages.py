"""HTTP in, for people: their own signup behind its signed link. Whoever has the link is the owner of the address."""

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import FormData

from services.registration.answer_pages import answer_in
from services.registration.conferences import Conferences
from services.registration.domain import same_person
from services.registration.edge import EmailAddress, SignupRequest
from services.registration.form import WINDOWS, field_messages, read_form
from services.registration.guarding.entrance import Entrance
from services.registration.pages import notices
from services.registration.pages import own as pages
from services.registration.pages.moments import too_many_mails
from services.registration.participants import people
from services.registration.participants.answers import Answers, UnknownToken
from services.registration.participants.consents import of_change
from services.registration.participants.life import State
from services.registration.participants.own_signup import OwnSignup
from services.registration.participants.person import Person
from services.registration.private_pages import PrivateRoute, page, see
from shared.contracts.registration import Conference, Signup
from shared.contracts.registration import Purpose as Use
from shared.languages import _
from shared.links import Purpose

_email: TypeAdapter[str] = TypeAdapter(EmailAddress)
_NOT_ASKED = "not.asked@example.org"
"""In place of the address, which no form but its own changes."""


class _Desk:
    """What the routes share."""

    def __init__(self, own: OwnSignup, conferences: Conferences, recommendations_url: str) -> None:
        self._own, self._conferences, self._recommendations_url = own, conferences, recommendations_url

    async def conference_of(self, person: Person) -> Conference:
        found = await self._conferences.get(person.conference)
        if found is None:  # nobody can sign up for a conference there is not
            raise UnknownToken
        return found

    def links(self, token: str, person: Person) -> pages.Links:
        agenda = self._own.link(Purpose.AGENDA, person.id)
        return pages.Links(f"/manage/{token}", f"{self._recommendations_url.rstrip('/')}/agenda/{agenda}")

    def receipt(self, person: Person) -> str:
        return f"/receipts/{self._own.link(Purpose.RECEIPT, person.id)}"

    async def shown(
        self, token: str, person: Person, *, saved: str = "", draft: pages.Draft | None = None, status: int = 200
    ) -> Response:
        if person.state is State.ERASED:
            return page(notices.erased(self.receipt(person)), 410)
        overview, conference = await self._own.overview(person), await self.conference_of(person)
        links = self.links(token, person)
        return page(pages.manage(overview, conference, links, saved=saved, draft=draft or pages.Draft()), status)

    async def asked(self, token: str, question: str) -> Response:
        person = await self._own.owner(token)
        if person.state is State.ERASED:
            return page(notices.erased(self.receipt(person)), 410)
        return page(pages.sure(question, person, await self.conference_of(person), self.links(token, person)))


def routes(
    own: OwnSignup, answers: Answers, conferences: Conferences, entrance: Entrance, recommendations_url: str
) -> APIRouter:
    """The pages of one's own signup."""
    router = APIRouter(prefix="/manage/{token}", include_in_schema=False, route_class=PrivateRoute)
    desk = _Desk(own, conferences, recommendations_url)

    @router.get("")
    async def manage(token: str, saved: str = "") -> Response:
        return await desk.shown(token, await own.owner(token), saved=saved)

    _take_answers(router, own, desk)
    _take_address(router, own, desk, entrance)
    _take_decisions(router, own, answers)
    _take_endings(router, own, desk)

    @router.get("/{form}")
    @router.get("/held/{form}")
    async def form_again(token: str) -> Response:
        return see(f"/manage/{token}")  # the address a browser shows after a form that needed another look

    return router


def _take_answers(router: APIRouter, own: OwnSignup, desk: _Desk) -> None:
    @router.post("/answers")
    async def change(token: str, request: Request) -> Response:
        person = await own.owner(token)
        payload, typed = read_form(_pairs(await request.form(max_files=0, max_fields=100)))
        try:
            signup = _changed(payload, person)
        except ValidationError as invalid:
            draft = pages.Draft(typed, field_messages(invalid.errors()))
            return await desk.shown(token, person, draft=draft, status=422)
        after = await own.change(person, signup)
        return _saved(token, "answers" if after.version > person.version else "nothing")

    @router.post("/consents")
    async def consents(token: str, request: Request) -> Response:
        person = await own.owner(token)
        wished = bool((await request.form(max_files=0, max_fields=10)).get("updates"))
        known = people.wishes(person, Use.UPDATES), people.agrees_to(person, Use.UPDATES)
        if known == (wished, wished) and person.state is not State.ERASED:
            return _saved(token, "nothing")
        await own.agree(person, of_change(given=wished))
        return _saved(token, "consents")


def _take_address(router: APIRouter, own: OwnSignup, desk: _Desk, entrance: Entrance) -> None:
    @router.post("/address")
    async def change_address(token: str, request: Request) -> Response:
        person = await own.owner(token)
        typed = (await request.form(max_files=0, max_fields=10)).get("email", "")
        typed = typed.strip() if isinstance(typed, str) else ""

        async def again(words: str, status: int) -> Response:
            draft = pages.Draft(new_email=typed, new_email_error=words)
            return await desk.shown(token, person, draft=draft, status=status)

        try:
            email = _email.validate_python(typed)
        except ValidationError:
            return await again(_("This does not look like an e-mail address, such as ana@example.org."), 422)
        if same_person(email) == same_person(person.email) and person.proposal is None:
            return await again(_("This is the address we write to already."), 422)
        if same_person(email) != same_person(person.email):
            verdict = await entrance.mails.another(email, entrance.network_of(request))
            if not verdict.allowed:
                return await again(too_many_mails(verdict.retry_after), 429)
        await own.propose_address(person, email)
        return _saved(token, "address")


def _take_decisions(router: APIRouter, own: OwnSignup, answers: Answers) -> None:
    @router.post("/confirm")
    async def confirm(token: str) -> Response:
        await own.confirm(await own.owner(token))
        return _saved(token, "confirmed")

    @router.post("/offer")
    async def answer_offer(token: str, request: Request) -> Response:
        person, answer = await own.owner(token), await answer_in(request)
        if answer not in ("accept", "decline"):
            return see(f"/manage/{token}")
        await own.answer_offer(person, accepted=answer == "accept")
        return _saved(token, "accepted" if answer == "accept" else "declined")

    @router.post("/held/{signup}")
    async def decide_held(token: str, signup: str, request: Request) -> Response:
        person, answer = await own.owner(token), await answer_in(request)
        held = next((one for one in (await own.overview(person)).held if one.signup.id == signup), None)
        if held is None or answer not in ("accept", "keep"):
            return see(f"/manage/{token}")  # decided in another window
        await answers.decide_held(person, held, accepted=answer == "accept")
        return _saved(token, "used" if answer == "accept" else "kept")


def _take_endings(router: APIRouter, own: OwnSignup, desk: _Desk) -> None:
    @router.get("/cancel")
    async def ask_to_cancel(token: str) -> Response:
        return await desk.asked(token, "cancel")

    @router.post("/cancel")
    async def cancel(token: str) -> Response:
        person = await own.owner(token)
        await own.cancel(person)
        return _saved(token, "stopped" if person.state is State.INTERESTED else "cancelled")

    @router.get("/erase")
    async def ask_to_erase(token: str) -> Response:
        return await desk.asked(token, "erase")

    @router.post("/erase")
    async def erase(token: str) -> Response:
        person = await own.erase(await own.owner(token))
        return see(desk.receipt(person))


def _changed(payload: Mapping[str, object], person: Person) -> Signup:
    """What the form says. Raises ValidationError."""
    request = SignupRequest.model_validate({**payload, "email": _NOT_ASKED, "conference": person.conference})
    said = request.signup(person.conference, source="manage")
    # Hours beyond those the form has boxes for came another way, and stay.
    more = person.signup.available[len(WINDOWS) :] if person.signup else ()
    return said.model_copy(update={"available": (*said.available, *more)})


def _pairs(form: FormData) -> list[tuple[str, str]]:
    return [(name, value) for name, value in form.multi_items() if isinstance(value, str)]


def _saved(token: str, what: str) -> Response:
    return see(f"/manage/{token}?saved={what}")
