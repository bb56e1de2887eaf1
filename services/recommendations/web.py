"""HTTP in, for people: the agenda behind a signed link, as a page and as a calendar."""

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from services.recommendations.agenda_desk import AgendaDesk
from services.recommendations.private_pages import private_route
from services.recommendations.reading import Absence, Missing, Reading
from shared.calendars import CONTENT_TYPE, agenda_calendar, empty_agenda


def routes(desk: AgendaDesk) -> APIRouter:
    """The pages of recommendations."""
    router = APIRouter(include_in_schema=False, route_class=private_route(desk.signup_url))

    @router.get("/")
    async def front() -> RedirectResponse:
        return RedirectResponse(desk.signup_url, 302)

    @router.get("/agenda/{token}.ics")
    async def calendar(token: str) -> Response:
        reading = await desk.reading(token)
        if isinstance(reading, Absence) and reading.missing is Missing.ERASED:
            return desk.instead(reading, token)
        slug = f"{reading.conference.slug}-agenda" if reading.conference else "agenda"
        headers = {"Content-Disposition": f'attachment; filename="{slug}.ics"'}
        return Response(_calendar_of(reading), media_type=CONTENT_TYPE, headers=headers)

    @router.get("/agenda/{token}")
    async def agenda(token: str, saved: str = "") -> Response:
        return await desk.shown(token, saved=saved)

    return router


def _calendar_of(reading: Reading | Absence) -> bytes:
    """What is in an agenda, or was; nothing where there is none yet, as a calendar all the same."""
    if isinstance(reading, Reading):
        kept, items = reading.kept, reading.items()
        return agenda_calendar(reading.conference, kept.participant, kept.revision, items, kept.built_at)
    if reading.conference and (ended := reading.ended):
        gone = ended.participant, ended.revision, reading.items, ended.ended_at
        return agenda_calendar(reading.conference, *gone, cancelled=True)
    return empty_agenda(reading.conference)
