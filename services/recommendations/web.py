"""HTTP in, for people: the agenda behind a signed link, as a page and as a calendar."""

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from services.recommendations.agenda_desk import AgendaDesk
from services.recommendations.private_pages import private_route
from services.recommendations.reading import Reading
from shared.calendars import CONTENT_TYPE, agenda_calendar
from shared.contracts.registration import Conference


def routes(desk: AgendaDesk) -> APIRouter:
    """The pages of recommendations."""
    router = APIRouter(include_in_schema=False, route_class=private_route(desk.signup_url))

    @router.get("/")
    async def front() -> RedirectResponse:
        return RedirectResponse(desk.signup_url, 302)

    @router.get("/agenda/{token}.ics")
    async def calendar(token: str) -> Response:
        reading = await desk.reading(token)
        if isinstance(reading, Reading):
            kept, items = reading.kept, reading.items()
            body = agenda_calendar(reading.conference, kept.participant, kept.revision, items, kept.built_at)
            return _calendar(reading.conference, body)
        if reading.conference and (ended := reading.ended):
            gone = ended.participant, ended.revision, reading.items, ended.ended_at
            return _calendar(reading.conference, agenda_calendar(reading.conference, *gone, cancelled=True))
        return desk.instead(reading, token, 404)

    @router.get("/agenda/{token}")
    async def agenda(token: str, saved: str = "") -> Response:
        return await desk.shown(token, saved=saved)

    return router


def _calendar(conference: Conference, body: bytes) -> Response:
    name = f'attachment; filename="{conference.slug}-agenda.ics"'
    return Response(body, media_type=CONTENT_TYPE, headers={"Content-Disposition": name})
