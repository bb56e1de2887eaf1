"""HTTP in, for people: the organiser's page of demand behind a signed link that does not last."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from services.recommendations.demand.demand_page import demand_page, expired_page
from services.recommendations.demand.desk import Desk
from services.recommendations.demand.measuring import State
from shared.events import utc_now
from shared.links import BadLink, ExpiredLink, Links, Purpose

LASTS = timedelta(hours=12)
"""As long as a session of the console."""
_PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}


class DemandLinks:
    """Links to the page of one conference."""

    def __init__(self, links: Links, public_url: str) -> None:
        self._links, self._public_url = links, public_url.rstrip("/")

    def sign(self, slug: str) -> dict[str, str]:
        """A link, and until when it opens the page."""
        url = f"{self._public_url}/demand/{self._links.sign(Purpose.DEMAND, slug)}"
        return {"url": url, "expires_at": (utc_now() + LASTS).isoformat(timespec="seconds")}

    def conference(self, token: str) -> str:
        """Whose page a link opens. Raises BadLink."""
        return self._links.open(Purpose.DEMAND, token, lasts=int(LASTS.total_seconds())).participant


def routes(desk: Desk, links: DemandLinks) -> APIRouter:
    """The page, and its one button."""
    router = APIRouter(include_in_schema=False)

    def opened(token: str) -> str | None:
        """None for a link that has expired."""
        try:
            return links.conference(token)
        except ExpiredLink:
            return None
        except BadLink as bad:
            raise HTTPException(404, "There is no such page.") from bad

    Opened = Annotated[str | None, Depends(opened)]  # noqa: N806 - a type

    @router.get("/demand/{token}")
    async def page(slug: Opened, asked: str = "") -> Response:
        told = await desk.read(slug) if slug else None
        if told is None:
            return HTMLResponse(expired_page(), 410, headers=_PRIVATE)
        return HTMLResponse(demand_page(told, asked=asked), headers=_PRIVATE)

    @router.post("/demand/{token}")
    async def measure(token: str, slug: Opened) -> Response:
        if slug is None or not await desk.knows(slug):
            return HTMLResponse(expired_page(), 410, headers=_PRIVATE)
        state = await desk.ask(slug)
        asked = "measuring" if state in (State.POSSIBLE, State.BUSY) else state
        return RedirectResponse(f"/demand/{token}?asked={asked}", 303, headers=_PRIVATE)

    return router
