"""HTTP in, for people who follow the links of mails. GET only shows: mail scanners follow links too. POST answers."""

from fastapi import APIRouter, Request, Response

from services.registration.conferences import Conferences
from services.registration.guarding.entrance import Entrance
from services.registration.pages import notices, questions
from services.registration.participants.answers import Answers, Question, UnknownToken
from services.registration.participants.own_signup import OwnSignup
from services.registration.participants.person import Person
from services.registration.participants.resends import Resends
from services.registration.private_pages import PrivateRoute, page, see
from shared.contracts.registration import Conference
from shared.contracts.vocabulary import UniqueId
from shared.languages import _
from shared.links import Purpose
from shared.tokens import Act

_CONFIRMING = (Act.CONFIRM_SIGNUP, Act.CONFIRM_INTEREST, Act.CONFIRM_ADDRESS)


def routes(
    answers: Answers, own: OwnSignup, conferences: Conferences, resends: Resends, entrance: Entrance
) -> APIRouter:
    """The pages that mails link to with tokens that work once."""
    router = APIRouter(include_in_schema=False, route_class=PrivateRoute)

    async def conference_of(question: Question) -> Conference:
        found = await conferences.get(question.person.conference)
        if found is None:  # nobody can sign up for a conference there is not
            raise UnknownToken
        return found

    def manage(person: Person) -> Response:
        return see(f"/manage/{own.link(Purpose.MANAGE, person.id)}")

    @router.get("/confirm/{token}")
    async def ask_to_confirm(token: str) -> Response:
        question = await answers.question(token, *_CONFIRMING)
        return page(questions.confirm(question, await conference_of(question)))

    @router.post("/confirm/{token}")
    async def confirm(token: str) -> Response:
        question = await answers.question(token, *_CONFIRMING)
        person = await answers.confirm(token)
        if question.act is Act.CONFIRM_INTEREST:
            return page(notices.interest_confirmed(await conferences.get(person.conference)))
        return manage(person)

    @router.get("/offers/{token}")
    async def ask_about_offer(token: str) -> Response:
        question = await answers.question(token, Act.ANSWER_OFFER)
        return page(questions.offer(question, await conference_of(question)))

    @router.post("/offers/{token}")
    async def answer_offer(token: str, request: Request) -> Response:
        question = await answers.question(token, Act.ANSWER_OFFER)
        match await answer_in(request):
            case "accept":
                return manage(await answers.answer_offer(token, accepted=True))
            case "decline":
                person = await answers.answer_offer(token, accepted=False)
                return page(notices.declined(await conferences.get(person.conference)))
        error = _("Choose one of the two.")
        return page(questions.offer(question, await conference_of(question), error=error), 422)

    @router.get("/reviews/{token}")
    async def ask_about_review(token: str) -> Response:
        question = await answers.question(token, Act.REVIEW_SIGNUP)
        return page(questions.review(question, await conference_of(question)))

    @router.post("/reviews/{token}")
    async def answer_review(token: str, request: Request) -> Response:
        question = await answers.question(token, Act.REVIEW_SIGNUP)
        answer = await answer_in(request)
        if answer in ("accept", "keep"):
            return manage(await answers.answer_review(token, accepted=answer == "accept"))
        error = _("Choose one of the two.")
        return page(questions.review(question, await conference_of(question), error=error), 422)

    @router.post("/signups/{id}/resend")
    async def resend(id: UniqueId, request: Request) -> Response:
        await resends.resend(id, entrance.network_of(request))
        return see(f"/signups/{id}?resent=1")

    return router


async def answer_in(request: Request) -> str:
    """Which button was pressed."""
    form = await request.form(max_files=0, max_fields=10)
    answer = form.get("answer", "")
    return answer if isinstance(answer, str) else ""
