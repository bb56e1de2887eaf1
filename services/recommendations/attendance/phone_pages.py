"""HTTP in, for participants: their own page of attendance, and what the code at a door opens on their phone."""

from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Cookie, Form, Request
from fastapi.responses import Response

from services.recommendations.attendance.accounts import Accounts
from services.recommendations.attendance.codes import Codes
from services.recommendations.attendance.pages import at_door_page, phone_page
from services.recommendations.attendance.phone import phone_of
from services.recommendations.attendance.scan import Way
from services.recommendations.attendance.stage import Stage
from services.recommendations.attendance.turnstile import Turnstile, passing
from services.recommendations.attendance.web_answers import OWN, bad_link, keep, notice, page, seen
from services.recommendations.reading import Absence, Reader
from shared.contracts.recommendations import Witness
from shared.links import BadLink

Pressed = Annotated[Way, Form()]
Key = Annotated[str, Form(min_length=1, max_length=100)]
Own = Annotated[str, Cookie(alias=OWN)]


def routes(
    accounts: Accounts, codes: Codes, reader: Reader, stage: Stage, turnstile: Turnstile, url: str, signup_url: str
) -> APIRouter:
    """The pages of participants."""
    router = APIRouter(include_in_schema=False)

    @router.get("/agenda/{token}/attendance")
    async def own(token: str, request: Request) -> Response:
        try:
            account = await accounts.of(await reader.participant_of(token))
        except BadLink:
            return seen(f"/agenda/{token}")
        if isinstance(account, Absence):
            return seen(f"/agenda/{token}")
        participant = account.presence.participant
        html = phone_page(
            account.reading.conference,
            phone_of(account),
            badge_url=f"{url}/badges/{codes.badge(participant)}",
            mark=participant[-4:],
            agenda_url=f"/agenda/{token}",
            key=uuid4().hex,
        )
        return keep(page(html), request, OWN, token, "/at")

    @router.post("/agenda/{token}/attendance")
    async def leave(token: str, session: Annotated[str, Form()], way: Pressed, key: Key) -> Response:
        try:
            account = await accounts.of(await reader.participant_of(token))
        except BadLink as bad:
            return bad_link(bad)
        # The page offers nothing but leaving: who comes shows it at a door.
        if not isinstance(account, Absence) and way is Way.OUT:
            current = await stage.named(account.reading.conference.slug)
            await turnstile.push(current, passing(account.presence.participant, session, way, Witness.SELF, key))
        return seen(f"/agenda/{token}/attendance")

    @router.get("/at/{code}")
    async def at_door(code: str, day: Own = "", done: str = "") -> Response:
        return await _at(code, day, done=done)

    @router.post("/at/{code}")
    async def through(code: str, way: Pressed, key: Key, day: Own = "") -> Response:
        try:
            door, participant = codes.session(code), await reader.participant_of(day)
        except BadLink:
            return await _at(code, day)
        if (current := await stage.current(door.conference)) is None:
            return notice("no_session", 404)
        refusal = await turnstile.push(current, passing(participant, door.guid, way, Witness.SELF, key))
        return await _at(code, day, refusal=refusal) if refusal else seen(f"/at/{code}?done={way}")

    async def _at(code: str, day: str, *, done: str = "", refusal: str = "") -> Response:
        try:
            door = codes.session(code)
        except BadLink as bad:
            return bad_link(bad)
        try:
            participant = await reader.participant_of(day)
        except BadLink:
            return notice("stranger", 200, signup_url)
        current = await stage.current(door.conference)
        turn = current and await turnstile.turn(current, door.guid, participant, done=done, refusal=refusal)
        return page(at_door_page(turn), 422 if refusal else 200) if turn else notice("no_session", 404)

    return router
