"""HTTP in, for people: the page of a team, behind the link to their agenda."""

from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import TypeAdapter, ValidationError

from services.recommendations.private_pages import page, private_route, see
from services.recommendations.reading import Reader
from services.recommendations.teams.team import MOST_GOALS, NotPossible, code_of
from services.recommendations.teams.team_desk import TeamDesk
from services.recommendations.teams.team_page import team_page
from shared.contracts.vocabulary import Line
from shared.languages import _

NAME = TypeAdapter(Annotated[str, Line(60)])


def routes(desk: TeamDesk, reader: Reader, signup_url: str) -> APIRouter:
    """The page and its forms. Whoever has the link is its owner."""
    router = APIRouter(prefix="/agenda/{token}/team", include_in_schema=False, route_class=private_route(signup_url))

    @router.get("")
    async def team(token: str, done: str = "") -> Response:
        view = await desk.view(await reader.participant_of(token))
        return page(team_page(view, token, done=done))

    @router.post("")
    async def begin_or_join(token: str, request: Request) -> Response:
        participant = await reader.participant_of(token)
        typed = {name: str(value) for name, value in (await request.form(max_files=0, max_fields=10)).items()}
        code = code_of(typed.get("code", ""))
        try:
            name = NAME.validate_python(typed.get("name", ""))
            membership = desk.membership
            joined = await (membership.join(participant, code, name) if code else membership.begin(participant, name))
        except (ValidationError, NotPossible) as wrong:
            view = await desk.view(participant)
            return page(team_page(view, token, typed=typed, errors=_errors(wrong)), 422)
        await desk.plan(joined)
        return see(f"/agenda/{token}/team?done=joined")

    @router.post("/goals")
    async def share(token: str, request: Request) -> Response:
        participant = await reader.participant_of(token)
        form = await request.form(max_files=0, max_fields=40)
        chosen = frozenset(at for at in range(MOST_GOALS) if str(at) in form.getlist("goal"))
        await desk.plan(await desk.membership.share(participant, chosen))
        return see(f"/agenda/{token}/team?done=goals")

    @router.post("/leave")
    async def leave(token: str) -> Response:
        await desk.plan(await desk.membership.leave(await reader.participant_of(token)))
        return see(f"/agenda/{token}/team?done=left")

    @router.get("/goals")
    @router.get("/leave")
    async def form_again(token: str) -> Response:
        return see(f"/agenda/{token}/team")

    return router


def _errors(wrong: ValidationError | NotPossible) -> dict[str, str]:
    if isinstance(wrong, ValidationError):
        return {"name": _("Say in one line what your colleagues are to call you, in at most 60 characters.")}
    words = {
        "unknown": _("No team has this code. Ask your colleague for it again."),
        "full": _("This team is full."),
        "member": _("You are in this team already."),
        "elsewhere": _("You are in another team. Leave it first."),
    }
    return {"code": words[wrong.why]}
