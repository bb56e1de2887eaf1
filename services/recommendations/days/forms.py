"""HTTP in, for people: the forms on the page of an agenda. Whoever has the link is its owner."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import ValidationError

from services.recommendations import pages
from services.recommendations.agenda_desk import AgendaDesk
from services.recommendations.days.preferences_edge import PreferencesRequest
from services.recommendations.days.preferring import Preferring
from services.recommendations.days.tuning import SLIDERS, Typed, tuning_of
from services.recommendations.private_pages import page, private_route, see
from services.recommendations.reading import Absence
from shared.contracts.recommendations import Pin
from shared.events import utc_now
from shared.languages import _
from shared.web.problems import Problem

LISTS = ("sessions", "recommended")
"""The pages beside the day that have such forms, to go back to."""


def routes(desk: AgendaDesk, preferring: Preferring) -> APIRouter:
    """The forms, and the list of all sessions with theirs."""
    router = APIRouter(prefix="/agenda/{token}", include_in_schema=False, route_class=private_route(desk.signup_url))

    @router.post("/preferences")
    async def set_preferences(token: str, request: Request) -> Response:
        participant = await desk.reader.participant_of(token)
        typed = await _typed(request)
        try:
            await preferring.change(participant, _request(typed).over)
        except (ValidationError, Problem) as wrong:
            return await desk.shown(token, typed=typed, errors=_errors(wrong))
        return see(f"/agenda/{token}?saved=preferences#tuning")

    @router.post("/pins")
    async def pin(token: str, request: Request) -> Response:
        participant = await desk.reader.participant_of(token)
        typed = await _typed(request)
        back = f"/{typed['back']}" if typed.get("back") in LISTS else ""
        guid, said = typed.get("session", ""), typed.get("pin", "")
        try:
            await preferring.change(participant, PreferencesRequest(pins={guid: Pin(said) if said else None}).over)
        except (ValueError, Problem):
            return see(f"/agenda/{token}{back}")  # a session that was cancelled meanwhile, or no form of ours
        return see(f"/agenda/{token}{back}?saved=pin#session-{guid}")

    @router.get("/sessions")
    async def sessions(token: str, saved: str = "") -> Response:
        reading = await desk.reading(token)
        if isinstance(reading, Absence):
            return see(f"/agenda/{token}")
        setting = await preferring.setting(reading.kept.participant)
        now = utc_now()
        tuning = tuning_of(f"/agenda/{token}", setting, reading, now, saved=saved, errors={})
        return page(pages.sessions_page(reading, tuning, now))

    @router.get("/preferences")
    @router.get("/pins")
    async def form_again(token: str) -> Response:
        return see(f"/agenda/{token}")  # the address a browser shows after a form that needed another look

    return router


async def _typed(request: Request) -> dict[str, str]:
    form = await request.form(max_files=0, max_fields=40)
    return {name: value.strip() for name, value in form.items() if isinstance(value, str)}


def _request(typed: Typed) -> PreferencesRequest:
    """What the form asks for. Raises ValidationError."""
    said: dict[str, Any] = {
        "sliders": {name: typed[name] for name in SLIDERS if name in typed},
        **{name: typed.get(name) or None for name in ("longest_stretch", "most_minutes", "earliest", "latest")},
        # A tick that is not there was taken off.
        "in_part": bool(typed.get("in_part")),
        "each_goal": bool(typed.get("each_goal")),
    }
    if typed.get("pause"):
        said["pause"] = typed["pause"]
    return PreferencesRequest.model_validate(said)


def _errors(wrong: ValidationError | Problem) -> dict[str, str]:
    if isinstance(wrong, Problem):
        return {"latest": _("This must be later than the time you come.")}
    names = (str(error["loc"][-1]) for error in wrong.errors())
    return {name: _("Choose one of what is offered, or a time such as 15:30.") for name in names}
