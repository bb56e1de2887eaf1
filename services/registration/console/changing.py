"""What an organiser changes: the places of a conference, and that somebody takes part no more."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.registration.console import pages, settings_form
from services.registration.console.gate import PATH, ConsoleRoute, Turned, Visitor
from services.registration.console.looking import fragment
from services.registration.console.rooms import Rooms
from services.registration.participants import news
from services.registration.participants.consents import of_stop
from services.registration.participants.deeds import NoSuchParticipant
from services.registration.participants.life import IllegalChange
from shared.contracts.registration import Conference
from shared.contracts.vocabulary import UniqueId
from shared.events import utc_now
from shared.languages import _


def routes(rooms: Rooms) -> APIRouter:
    """The pages with forms that change something."""
    gate = rooms.gate
    router = APIRouter(prefix=PATH, include_in_schema=False, route_class=ConsoleRoute)

    @router.get("/conferences/{slug}/places")
    async def places(slug: str, visitor: Annotated[Visitor, Depends(gate.visitor)], saved: str = "") -> Response:
        await rooms.conferences.current()  # what another replica has changed a moment ago
        frame = await rooms.frame(slug, visitor)
        now, queue = await rooms.people.places(slug), await rooms.directory.queue(slug)
        typed = settings_form.as_typed(frame.conference)
        return HTMLResponse(pages.places(frame, now, queue, typed, saved=bool(saved)))

    @router.get("/conferences/{slug}/places/live", dependencies=[Depends(gate.visitor)])
    async def places_live(slug: str, request: Request) -> Response:
        conference = await rooms.conference(slug)
        now, queue = await rooms.people.places(slug), await rooms.directory.queue(slug)
        return fragment(request, pages.places_live(conference, now, queue))

    @router.post("/conferences/{slug}/places")
    async def change_places(
        slug: str, request: Request, visitor: Annotated[Visitor, Depends(gate.visitor)]
    ) -> Response:
        form = await gate.form(request, visitor)
        await rooms.conferences.current()
        frame = await rooms.frame(slug, visitor)
        typed, changed, problems = settings_form.read(form)
        if problems:
            now, queue = await rooms.people.places(slug), await rooms.directory.queue(slug)
            return HTMLResponse(pages.places(frame, now, queue, typed, problems=problems), 422)
        await rooms.conferences.publish(Conference.model_validate({**frame.conference.model_dump(), **changed}))
        await rooms.outbox.flush()  # what cannot go out now goes later by itself
        return RedirectResponse(f"{PATH}/conferences/{slug}/places?saved=1", 303)

    @router.post("/conferences/{slug}/participants/{id}")
    async def do(
        slug: str, id: UniqueId, request: Request, visitor: Annotated[Visitor, Depends(gate.visitor)]
    ) -> Response:
        form = await gate.form(request, visitor)
        await rooms.person(slug, id)
        if form.get("deed") != "cancel":
            raise Turned(pages.problem(422, _("Nothing was done"), _("The form did not say what to do.")))
        try:
            await rooms.deeds.do(id, lambda person, tell: news.cancel(person, of_stop("console"), utc_now(), tell))
        except (IllegalChange, NoSuchParticipant) as impossible:
            words = _("Something else happened to this participant meanwhile. Look at their page again.")
            raise Turned(pages.problem(409, _("Nothing was done"), words)) from impossible
        return RedirectResponse(f"{PATH}/conferences/{slug}/participants/{id}?done=1", 303)

    return router
