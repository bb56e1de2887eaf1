"""HTTP: the calendar itself, the form on the agenda's page, and the same for programs."""

from hashlib import sha256
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel

from services.recommendations.acting import Participant
from services.recommendations.agenda_desk import AgendaDesk
from services.recommendations.feeds.feeding import Feeds
from services.recommendations.feeds.writing import write_feed
from services.recommendations.private_pages import private_route, see
from shared.calendar_lines import CONTENT_TYPE
from shared.events import utc_now
from shared.web.fresh import fresh
from shared.web.problems import Problem

_PRIVATE = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}
"""A calendar keeps its copy, and asks whether that is still right."""


class FeedAnswer(BaseModel):
    """Where a calendar asks."""

    url: str
    webcal: str
    """The same, as programs take it that subscribe at a click."""


def routes(feeds: Feeds, desk: AgendaDesk, acts: Any) -> APIRouter:
    """All of them. `acts`: who may act for a participant."""
    router = APIRouter()
    router.include_router(_calendars(feeds))
    router.include_router(_forms(feeds, desk))
    router.include_router(_json(feeds, acts))
    return router


def _calendars(feeds: Feeds) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/calendar/{token}.ics")
    async def calendar(token: str, request: Request) -> Response:
        behind = await feeds.behind(token)
        if behind is None:
            raise Problem(404, "There is no such calendar; it may have got another address.")
        body = write_feed(behind)
        changed_at = behind.feed.changed_at if behind.feed else utc_now()
        return fresh(request, body, f'"{sha256(body).hexdigest()[:32]}"', changed_at, CONTENT_TYPE, _PRIVATE)

    return router


def _forms(feeds: Feeds, desk: AgendaDesk) -> APIRouter:
    router = APIRouter(prefix="/agenda/{token}", include_in_schema=False, route_class=private_route(desk.signup_url))

    @router.post("/calendar")
    async def set_calendar(token: str, request: Request) -> Response:
        participant = await desk.reader.participant_of(token)
        form = await request.form(max_files=0, max_fields=5)
        if form.get("do") == "off":
            await feeds.revoke(participant)
        else:
            await feeds.issue(participant)
        return see(f"/agenda/{token}#feed")

    @router.get("/calendar")
    async def form_again(token: str) -> Response:
        return see(f"/agenda/{token}#feed")

    return router


def _json(feeds: Feeds, acts: Any) -> APIRouter:
    router = APIRouter(prefix="/v1/agendas/{participant}/calendar", tags=["agendas"], dependencies=[Depends(acts)])

    @router.get("", summary="The address of somebody's calendar")
    async def get_calendar(participant: Participant) -> FeedAnswer:
        return _answer(await feeds.address(participant))

    @router.post("", summary="A new address; the one before opens nothing any more")
    async def post_calendar(participant: Participant) -> FeedAnswer:
        return _answer(await feeds.issue(participant))

    @router.delete("", status_code=204, summary="Take the address away")
    async def delete_calendar(participant: Participant) -> None:
        if not await feeds.revoke(participant):
            raise Problem(404, "There is no calendar of this participant.")

    return router


def _answer(address: str | None) -> FeedAnswer:
    if address is None:
        raise Problem(404, "There is no calendar of this participant.")
    return FeedAnswer(url=address, webcal=webcal(address))


def webcal(address: str) -> str:
    """The address as it opens a calendar rather than a browser."""
    return f"webcal:{address.partition(':')[2]}"
