"""From the console to the organiser's pages of other services: a signed link opens them for the length of a session."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse

from services.registration.console.gate import PATH, ConsoleRoute
from services.registration.console.rooms import Rooms
from shared.links import Links, Purpose


@dataclass(frozen=True, slots=True)
class Demand:
    """What everybody wants of a conference, as recommendations shows it."""

    links: Links
    recommendations_url: str

    def url(self, slug: str) -> str:
        """Its page."""
        return f"{self.recommendations_url.rstrip('/')}/demand/{self.links.sign(Purpose.DEMAND, slug)}"


def routes(rooms: Rooms, demand: Demand) -> APIRouter:
    """The ways there."""
    router = APIRouter(prefix=PATH, include_in_schema=False, route_class=ConsoleRoute)

    @router.get("/conferences/{slug}/demand", dependencies=[Depends(rooms.gate.visitor)])
    async def to_demand(slug: str) -> RedirectResponse:
        conference = await rooms.conference(slug)
        return RedirectResponse(demand.url(conference.slug), 303)

    return router
