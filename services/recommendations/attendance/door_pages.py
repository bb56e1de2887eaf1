"""HTTP in, for those at the doors: which door they are at, and the codes to print."""

from collections.abc import Callable
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response

from services.recommendations.attendance.code_pages import DOOR
from services.recommendations.attendance.codes import Codes
from services.recommendations.attendance.door_route import door_route, keep
from services.recommendations.attendance.notices import Notice
from services.recommendations.attendance.pages import codes_page, doors_page
from services.recommendations.attendance.phone import Sitting, sitting_of
from services.recommendations.attendance.stage import Stage
from services.recommendations.now_and_next import now_and_next
from services.recommendations.private_pages import page
from services.recommendations.programmes import Current


def routes(codes: Codes, stage: Stage, url: str, signup_url: str, clock: Callable[[], datetime]) -> APIRouter:
    """The pages behind the link for the doors."""
    router = APIRouter(prefix="/doors/{token}", include_in_schema=False, route_class=door_route(signup_url))

    @router.get("")
    async def doors(token: str) -> Response:
        current = await _current(token)
        near = now_and_next(clock(), current.conference, current.sessions.values())
        return page(doors_page(current.conference, _sittings(current), here=f"/doors/{token}", near=near))

    @router.get("/codes")
    async def to_print(token: str) -> Response:
        current = await _current(token)
        slug = current.conference.slug
        shown = [(one, f"{url}/at/{codes.door(slug, one.session.guid)}") for one in _sittings(current)]
        return page(codes_page(current.conference, shown))

    @router.get("/{guid}")
    async def door(token: str, guid: str, request: Request) -> Response:
        current = await _current(token)
        if (session := current.sessions.get(guid)) is None:
            raise Notice("no_session", 404)
        chosen = sitting_of(session, current.conference.zone)
        html = doors_page(current.conference, (), here=f"/doors/{token}", chosen=chosen)
        return keep(page(html), request, DOOR, f"{token}/{guid}", "/badges")

    async def _current(token: str) -> Current:
        return await stage.named(await codes.conference(token))

    return router


def _sittings(current: Current) -> list[Sitting]:
    found = [sitting_of(session, current.conference.zone) for session in current.sessions.values()]
    return sorted(found, key=lambda one: (one.start.timestamp(), one.session.room, one.session.guid))
