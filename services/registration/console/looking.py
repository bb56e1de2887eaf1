"""What an organiser looks at: a conference in numbers, its participants, one of them."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from services.registration.console import pages
from services.registration.console.gate import PATH, SEARCH, ConsoleRoute, Visitor
from services.registration.console.rooms import Rooms
from services.registration.console.wording import search_text
from services.registration.participants.life import State
from shared.contracts.vocabulary import UniqueId
from shared.languages import current_language


def routes(rooms: Rooms) -> APIRouter:
    """The pages that change nothing."""
    gate = rooms.gate
    router = APIRouter(prefix=PATH, include_in_schema=False, route_class=ConsoleRoute)

    @router.get("")
    async def conferences(visitor: Annotated[Visitor, Depends(gate.visitor)]) -> Response:
        found = [(one, await rooms.people.places(one.slug)) for one in (await rooms.conferences.current()).values()]
        if len(found) == 1:
            return RedirectResponse(f"{PATH}/conferences/{found[0][0].slug}", 303)
        found.sort(key=lambda one: (one[0].starts_on, one[0].slug), reverse=True)
        return HTMLResponse(pages.conferences(found, visitor.form_token))

    @router.get("/conferences/{slug}")
    async def overview(slug: str, visitor: Annotated[Visitor, Depends(gate.visitor)]) -> Response:
        frame = await rooms.frame(slug, visitor)
        return HTMLResponse(pages.overview(frame, await rooms.figures.of(frame.conference)))

    @router.get("/conferences/{slug}/live", dependencies=[Depends(gate.visitor)])
    async def overview_live(slug: str, request: Request) -> Response:
        conference = await rooms.conference(slug)
        return fragment(request, pages.overview_live(conference, await rooms.figures.of(conference)))

    @router.post("/conferences/{slug}/participants")
    async def look_for(slug: str, request: Request, visitor: Annotated[Visitor, Depends(gate.visitor)]) -> Response:
        form = await gate.form(request, visitor)
        text, state = search_text(str(form.get("text") or "")), str(form.get("state") or "")
        asked = [f"state={state}"] if state in list(State) else []
        asked += ["search=1"] if text else []
        response = RedirectResponse(
            f"{PATH}/conferences/{slug}/participants{'?' if asked else ''}{'&'.join(asked)}", 303
        )
        gate.keep_search(response, urlsafe_b64encode(text.encode()).decode())
        return response

    @router.get("/conferences/{slug}/participants")
    async def participants(
        slug: str,
        request: Request,
        visitor: Annotated[Visitor, Depends(gate.visitor)],
        state: str = "",
        search: str = "",
        page: Annotated[int, Query(ge=1, le=100_000)] = 1,
    ) -> Response:
        frame = await rooms.frame(slug, visitor)
        text = _kept(request.cookies.get(SEARCH, "")) if search else ""
        wanted = State(state) if state in list(State) else None
        found = await rooms.directory.look_for(slug, text, wanted, page)
        return HTMLResponse(pages.participants(frame, found, text=text, state=wanted, page=page))

    @router.get("/conferences/{slug}/participants/{id}")
    async def participant(
        slug: str, id: UniqueId, visitor: Annotated[Visitor, Depends(gate.visitor)], done: str = ""
    ) -> Response:
        frame = await rooms.frame(slug, visitor)
        person = await rooms.person(slug, id)
        position = await rooms.people.position(person) if person.state is State.WAITLISTED else None
        history = await rooms.directory.history(id)
        return HTMLResponse(pages.participant(frame, person, history, position, done=bool(done)))

    return router


def fragment(request: Request, html: str) -> Response:
    """A part of a page, or that it is what it was."""
    tag = f'"{sha256(f"{current_language()}{html}".encode()).hexdigest()[:32]}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    return HTMLResponse(html, headers={"ETag": tag})


def _kept(cookie: str) -> str:
    try:
        return search_text(urlsafe_b64decode(cookie).decode())
    except ValueError:
        return ""
