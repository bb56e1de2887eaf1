"""HTTP in, for people: the agenda behind a signed link, as a page and as a calendar."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.recommendations import pages
from services.recommendations.day import day_of
from services.recommendations.reading import Absence, Missing, Reader, Reading
from shared.calendars import CONTENT_TYPE, agenda_calendar
from shared.contracts.registration import Conference
from shared.links import BadLink, ExpiredLink

_PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


def routes(reader: Reader, signup_url: str) -> APIRouter:
    """The pages of recommendations."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def front() -> RedirectResponse:
        return RedirectResponse(signup_url, 302)

    @router.get("/agenda/{token}.ics")
    async def calendar(token: str) -> Response:
        try:
            reading = await reader.read(await reader.participant_of(token))
        except BadLink as bad:
            return _link_page(bad)
        if isinstance(reading, Reading):
            kept, items = reading.kept, reading.items()
            body = agenda_calendar(reading.conference, kept.participant, kept.revision, items, kept.built_at)
            return _calendar(reading.conference, body)
        if reading.conference and (ended := reading.ended):
            gone = ended.participant, ended.revision, reading.items, ended.ended_at
            return _calendar(reading.conference, agenda_calendar(reading.conference, *gone, cancelled=True))
        return _instead(reading, token, 404)

    @router.get("/agenda/{token}")
    async def agenda(token: str) -> Response:
        try:
            reading = await reader.read(await reader.participant_of(token))
        except BadLink as bad:
            return _link_page(bad)
        if isinstance(reading, Absence):
            return _instead(reading, token, 200)
        day = day_of(reading.conference, reading.sessions, reading.kept, reading.wishes)
        live = pages.Live(f"/agenda/{token}/changes", reading.state)
        return _page(pages.agenda_page(reading.conference, day, calendar_url=f"/agenda/{token}.ics", live=live))

    def _instead(absence: Absence, token: str, status: int) -> Response:
        where = absence.conference
        calendar_url = f"/agenda/{token}.ics" if absence.items else None
        match absence.missing:
            case Missing.BUILDING:
                return _page(pages.waiting_page(where, "building"), status)
            case Missing.NO_PROGRAMME:
                return _page(pages.waiting_page(where, "no_programme"), status)
            case Missing.CANCELLED:
                page = pages.ended_page("cancelled", where, calendar_url=calendar_url, signup_url=signup_url)
                return _page(page, status)
            case Missing.ERASED:
                return _page(pages.ended_page("erased", where, calendar_url=None, signup_url=signup_url), 410)

    def _link_page(bad: BadLink) -> Response:
        expired = isinstance(bad, ExpiredLink)
        return _page(pages.link_page("expired" if expired else "bad", signup_url), 410 if expired else 404)

    return router


def _page(html: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(html, status, headers=_PRIVATE)


def _calendar(conference: Conference, body: bytes) -> Response:
    name = f'attachment; filename="{conference.slug}-agenda.ics"'
    return Response(body, media_type=CONTENT_TYPE, headers={**_PRIVATE, "Content-Disposition": name})
