"""HTTP in, for people: one page in the corridor, where each decision is one touch. It works without script."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import AwareDatetime, TypeAdapter, ValidationError

from services.recommendations import pages
from services.recommendations.agenda_desk import AgendaDesk
from services.recommendations.conference_days import is_on
from services.recommendations.days.moves_edge import MoveRequest
from services.recommendations.days.moving import Moving
from services.recommendations.days.ports import NoMove, UnknownPlace
from services.recommendations.private_pages import page, private_route, see
from services.recommendations.seats.ports import NoSeat
from shared.events import utc_now
from shared.web.problems import Problem

_moment: TypeAdapter[datetime] = TypeAdapter(AwareDatetime)


def routes(desk: AgendaDesk, moving: Moving) -> APIRouter:
    """The page, and what its buttons do."""
    router = APIRouter(prefix="/agenda/{token}", include_in_schema=False, route_class=private_route(desk.signup_url))

    @router.get("/now")
    async def now(token: str, place: str = "", at: str = "", minutes: str = "") -> Response:
        return await _shown(desk, moving, token, {"from": place, "at": at, "minutes": minutes})

    @router.post("/moves")
    async def move(token: str, request: Request) -> Response:
        typed = {name: value for name, value in (await request.form(max_files=0, max_fields=10)).items() if value}
        participant = await desk.reader.participant_of(token)
        try:
            asked = MoveRequest.model_validate(typed)
            decided = asked.deed()
            outlook = await moving.look(participant, asked.place, asked.at or utc_now(), asked.minutes)
            if decided is None or not is_on(outlook.here.at, outlook.prepared.conference):
                return await _shown(desk, moving, token, typed)
            await moving.decide(participant, *decided, outlook)
        except NoSeat:
            return await _shown(desk, moving, token, typed, full=asked.join)
        except (ValidationError, Problem, UnknownPlace, NoMove):
            return see(f"/agenda/{token}/now")  # a session that was cancelled meanwhile, or no form of ours
        return see(f"/agenda/{token}?saved={decided[0]}")

    @router.get("/moves")
    async def form_again(token: str) -> Response:
        return see(f"/agenda/{token}/now")

    return router


async def _shown(
    desk: AgendaDesk, moving: Moving, token: str, asked: dict[str, Any], full: str | None = None
) -> Response:
    """The page. `full`: the session they wanted to join, and that has no free seat."""
    participant = await desk.reader.participant_of(token)
    place, at, minutes = asked.get("from") or None, _instant(asked.get("at", "")), _number(asked.get("minutes", ""))
    try:
        outlook = await moving.look(participant, place, at or utc_now(), minutes)
    except UnknownPlace:
        return see(f"/agenda/{token}/now")
    html = pages.now_page(f"/agenda/{token}", outlook, asked=at, place=place, minutes=minutes, full=full)
    return page(html, 409 if full else 200)


def _instant(said: str) -> datetime | None:
    try:
        return _moment.validate_python(said) if said else None
    except ValidationError:
        return None


def _number(said: str) -> int | None:
    return int(said) if said.isdecimal() and 5 <= int(said) <= 480 else None
