"""From the console to the organiser's pages of other services: a signed link opens them for the length of a session."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse

from services.registration.console.gate import PATH, ConsoleRoute
from services.registration.console.rooms import Rooms
from shared.links import Links, Purpose

PAGES = ("demand", "seats", "attendance", "growth", "ranking")


@dataclass(frozen=True, slots=True)
class OrganiserPages:
    """What recommendations shows of a conference."""

    links: Links
    recommendations_url: str

    def url(self, page: str, slug: str) -> str:
        """One of its pages."""
        return f"{self.recommendations_url.rstrip('/')}/{page}/{self.links.sign(Purpose.ORGANISER, slug)}"


def routes(rooms: Rooms, pages: OrganiserPages) -> APIRouter:
    """The ways there."""
    router = APIRouter(prefix=PATH, include_in_schema=False, route_class=ConsoleRoute)

    def to(page: str) -> Callable[[str], Awaitable[RedirectResponse]]:
        async def lead(slug: str) -> RedirectResponse:
            conference = await rooms.conference(slug)
            return RedirectResponse(pages.url(page, conference.slug), 303)

        return lead

    for page in PAGES:
        path = f"/conferences/{{slug}}/{page}"
        router.add_api_route(path, to(page), dependencies=[Depends(rooms.gate.visitor)])
    return router
