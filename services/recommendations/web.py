"""HTTP in, for people: the agenda behind a signed link, as a page and as a calendar."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.recommendations import pages
from services.recommendations.day import day_of
from services.recommendations.reading import Reader
from shared.calendars import CONTENT_TYPE, agenda_calendar
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
        if reading is None:
            return _page(pages.waiting_page(None, "building"), 404)
        kept = reading.kept
        body = agenda_calendar(reading.conference, kept.participant, kept.version, reading.items(), kept.built_at)
        name = f'attachment; filename="{reading.conference.slug}-agenda.ics"'
        return Response(body, media_type=CONTENT_TYPE, headers={**_PRIVATE, "Content-Disposition": name})

    @router.get("/agenda/{token}")
    async def agenda(token: str) -> Response:
        try:
            participant = await reader.participant_of(token)
        except BadLink as bad:
            return _link_page(bad)
        reading = await reader.read(participant)
        if reading is None:
            conference = await reader.conference_of(participant)
            return _page(pages.waiting_page(conference, "no_programme" if conference else "building"))
        day = day_of(reading.conference, reading.sessions, reading.kept, reading.profile.registered.data)
        return _page(pages.agenda_page(reading.conference, day, calendar_url=f"/agenda/{token}.ics"))

    def _link_page(bad: BadLink) -> Response:
        expired = isinstance(bad, ExpiredLink)
        return _page(pages.link_page("expired" if expired else "bad", signup_url), 410 if expired else 404)

    return router


def _page(html: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(html, status, headers=_PRIVATE)
