"""HTTP in, for people: all that is held of them, as files. One is here, the others are with the other services."""

from fastapi import APIRouter, Response

from services.registration.conferences import Conferences
from services.registration.own_data import OwnData
from services.registration.pages import notices
from services.registration.pages import own_data as pages
from services.registration.participants.answers import UnknownToken
from services.registration.participants.life import State
from services.registration.participants.own_signup import OwnSignup
from services.registration.participants.person import Person
from services.registration.private_pages import PrivateRoute, page
from shared.links import Purpose
from shared.web.files import json_file


def routes(own: OwnSignup, own_data: OwnData, conferences: Conferences) -> APIRouter:
    """The page that offers the files, and registration's own."""
    router = APIRouter(prefix="/manage/{token}", include_in_schema=False, route_class=PrivateRoute)

    def erased(person: Person) -> Response:
        return page(notices.erased(f"/receipts/{own.link(Purpose.RECEIPT, person.id)}"), 410)

    @router.get("/export")
    async def offer(token: str) -> Response:
        person = await own.owner(token)
        if person.state is State.ERASED:
            return erased(person)
        conference = await conferences.get(person.conference)
        if conference is None:  # nobody can sign up for a conference there is not
            raise UnknownToken
        return page(pages.offer(conference, f"/manage/{token}", own_data.other_parts(person)))

    @router.get("/export.json")
    async def export(token: str) -> Response:
        person = await own.owner(token)
        if person.state is State.ERASED:
            return erased(person)
        return json_file(await own_data.told(person), f"{person.conference}-signup.json")

    return router
