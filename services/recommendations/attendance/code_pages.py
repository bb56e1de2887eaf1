"""HTTP in: what codes open. The one at a door, on the phone of a participant; a participant's, on the phone of those at
the door. Each phone knows by a cookie what the code it reads does not say."""

from typing import Annotated

from fastapi import APIRouter, Cookie, Form
from fastapi.responses import Response

from services.recommendations.attendance.codes import Codes
from services.recommendations.attendance.door_route import door_route
from services.recommendations.attendance.notices import Notice
from services.recommendations.attendance.pages import at_door_page, badge_page
from services.recommendations.attendance.scan import Way
from services.recommendations.attendance.stage import Stage
from services.recommendations.attendance.turnstile import Place, Turnstile
from services.recommendations.private_pages import page, see
from services.recommendations.programmes import Current
from services.recommendations.reading import Reader
from shared.contracts.recommendations import Witness
from shared.links import BadLink

OWN = "day"
"""The cookie with the token of the link to somebody's agenda."""
DOOR = "door"
"""The cookie with the token of the doors and the guid of the session."""

Pressed = Annotated[Way, Form()]
Key = Annotated[str, Form(min_length=1, max_length=100)]
Own = Annotated[str, Cookie(alias=OWN)]
Kept = Annotated[str, Cookie(alias=DOOR)]


def routes(codes: Codes, reader: Reader, stage: Stage, turnstile: Turnstile, signup_url: str) -> APIRouter:
    """The pages behind codes."""
    router = APIRouter(include_in_schema=False, route_class=door_route(signup_url))

    @router.get("/at/{code}")
    async def at_door(code: str, day: Own = "", done: str = "") -> Response:
        return page(at_door_page(await turnstile.turn(await _door(code, day), done=done)))

    @router.post("/at/{code}")
    async def through_door(code: str, way: Pressed, key: Key, day: Own = "") -> Response:
        place = await _door(code, day)
        if refusal := await turnstile.push(place, way, key):
            return page(at_door_page(await turnstile.turn(place, refusal=refusal)), 422)
        return see(f"/at/{code}?done={way}")

    @router.get("/badges/{badge}")
    async def somebody(badge: str, door: Kept = "", done: str = "") -> Response:
        place = await _badge(badge, door)
        return page(badge_page(await turnstile.turn(place, done=done), place.participant[-4:]))

    @router.post("/badges/{badge}")
    async def let_through(badge: str, way: Pressed, key: Key, door: Kept = "") -> Response:
        place = await _badge(badge, door)
        if refusal := await turnstile.push(place, way, key):
            turn = await turnstile.turn(place, refusal=refusal)
            return page(badge_page(turn, place.participant[-4:]), 422)
        return see(f"/badges/{badge}?done={way}")

    async def _door(code: str, day: str) -> Place:
        """Where the code is, and whose phone reads it."""
        door = await codes.session(code)
        try:
            participant = await reader.participant_of(day)
        except BadLink as unknown:
            raise Notice("stranger", 200) from unknown
        return Place(await _current(door.conference), door.guid, participant, Witness.SELF)

    async def _badge(badge: str, door: str) -> Place:
        """Whose code it is, and where the phone is that reads it."""
        participant = await codes.whose(badge)
        token, _slash, guid = door.rpartition("/")
        try:
            conference = await codes.conference(token)
        except BadLink as nowhere:
            raise Notice("no_door", 200) from nowhere
        return Place(await _current(conference), guid, participant, Witness.DOOR)

    async def _current(conference: str) -> Current:
        if (current := await stage.current(conference)) is None:
            raise Notice("no_session", 404)
        return current

    return router
