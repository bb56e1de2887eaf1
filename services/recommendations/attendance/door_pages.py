"""HTTP in, for those at the doors: which door, whose code, and the codes to print."""

from typing import Annotated

from fastapi import APIRouter, Cookie, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel

from services.recommendations.attendance.codes import Codes
from services.recommendations.attendance.pages import badge_page, codes_page, doors_page
from services.recommendations.attendance.phone import Sitting, sitting_of
from services.recommendations.attendance.phone_pages import Key, Pressed
from services.recommendations.attendance.routes import Conference
from services.recommendations.attendance.stage import Stage
from services.recommendations.attendance.turnstile import Turnstile, passing
from services.recommendations.attendance.web_answers import DOOR, bad_link, keep, notice, page, seen
from services.recommendations.programmes import Current
from shared.contracts.recommendations import Witness
from shared.links import BadLink
from shared.web.bearer import bearer

Kept = Annotated[str, Cookie(alias=DOOR)]


class DoorLinks(BaseModel):
    """Where those at the doors go. Whoever has them may say who comes and goes."""

    doors: str
    codes: str
    token: str
    """The same as a bearer token, for devices."""


def routes(codes: Codes, stage: Stage, turnstile: Turnstile, url: str, organiser_token: str) -> APIRouter:
    """The pages of those at the doors, and the way to them."""
    router = APIRouter()

    @router.post(
        "/v1/conferences/{slug}/doors",
        summary="A link for those at the doors",
        tags=["attendance"],
        dependencies=[Depends(bearer(organiser_token))],
    )
    async def post_doors(slug: Conference) -> DoorLinks:
        await stage.named(slug)
        token = codes.doors(slug)
        return DoorLinks(doors=f"{url}/doors/{token}", codes=f"{url}/doors/{token}/codes", token=token)

    @router.get("/doors/{token}", include_in_schema=False)
    async def doors(token: str) -> Response:
        try:
            current = await stage.named(codes.conference(token))
        except BadLink as bad:
            return bad_link(bad)
        return page(doors_page(current.conference, _sittings(current), here=f"/doors/{token}", chosen=None))

    @router.get("/doors/{token}/codes", include_in_schema=False)
    async def to_print(token: str) -> Response:
        try:
            current = await stage.named(codes.conference(token))
        except BadLink as bad:
            return bad_link(bad)
        slug = current.conference.slug
        shown = [(one, f"{url}/at/{codes.door(slug, one.session.guid)}") for one in _sittings(current)]
        return page(codes_page(current.conference, shown))

    @router.get("/doors/{token}/{guid}", include_in_schema=False)
    async def door(token: str, guid: str, request: Request) -> Response:
        try:
            current = await stage.named(codes.conference(token))
        except BadLink as bad:
            return bad_link(bad)
        if (session := current.sessions.get(guid)) is None:
            return notice("no_session", 404)
        chosen = sitting_of(session, current.conference.zone)
        html = doors_page(current.conference, (), here=f"/doors/{token}", chosen=chosen)
        return keep(page(html), request, DOOR, f"{token}/{guid}", "/badges")

    @router.get("/badges/{badge}", include_in_schema=False)
    async def somebody(badge: str, door: Kept = "", done: str = "") -> Response:
        return await _badge(badge, door, done=done)

    @router.post("/badges/{badge}", include_in_schema=False)
    async def through(badge: str, way: Pressed, key: Key, door: Kept = "") -> Response:
        try:
            current, guid = await _kept(door)
            participant = await codes.whose(badge)
        except BadLink:
            return await _badge(badge, door)
        refusal = await turnstile.push(current, passing(participant, guid, way, Witness.DOOR, key))
        return await _badge(badge, door, refusal=refusal) if refusal else seen(f"/badges/{badge}?done={way}")

    async def _badge(badge: str, door: str, *, done: str = "", refusal: str = "") -> Response:
        try:
            participant = await codes.whose(badge)
        except BadLink as bad:
            return bad_link(bad)
        try:
            current, guid = await _kept(door)
        except BadLink:
            return notice("no_door", 200)
        turn = await turnstile.turn(current, guid, participant, done=done, refusal=refusal)
        return page(badge_page(turn, participant[-4:]), 422 if refusal else 200) if turn else notice("no_session", 404)

    async def _kept(door: str) -> tuple[Current, str]:
        token, _slash, guid = door.rpartition("/")
        return await stage.named(codes.conference(token)), guid

    return router


def _sittings(current: Current) -> list[Sitting]:
    found = [sitting_of(session, current.conference.zone) for session in current.sessions.values()]
    return sorted(found, key=lambda one: (one.start.timestamp(), one.session.room, one.session.guid))
