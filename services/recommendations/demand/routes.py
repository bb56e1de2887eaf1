"""HTTP in: what everybody wants of a programme, for organisers."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from services.recommendations.demand.answers import DemandAnswer
from services.recommendations.demand.desk import Desk
from services.recommendations.demand.measuring import State
from services.recommendations.organiser.signing import OrganiserLinks
from shared.contracts.vocabulary import Slug
from shared.web.bearer import bearer
from shared.web.problems import Problem

SLUG = Annotated[Slug, Path(description="The conference.")]
_IMPOSSIBLE = {
    State.NO_PROGRAMME: "There is no programme to measure yet.",
    State.TOO_FEW: "Fewer than five people take part: nothing can be shown of them.",
    State.TOO_FEW_CHANGED: "Fewer than five people came, went or changed since: what is measured stays as it is.",
}


def routes(desk: Desk, links: OrganiserLinks, organiser_token: str) -> APIRouter:
    """The JSON routes of demand."""
    organiser = Depends(bearer(organiser_token))
    router = APIRouter(prefix="/v1/conferences", tags=["demand"], dependencies=[organiser])

    @router.get("/{slug}/demand", summary="What everybody wants of the programme")
    async def get_demand(slug: SLUG) -> DemandAnswer:
        found = await desk.read(slug)
        if found is None:
            raise Problem(404, "There is no such conference here.")
        return found

    @router.post("/{slug}/demand", status_code=202, summary="Measure it now")
    async def post_demand(slug: SLUG) -> dict[str, str]:
        if not await desk.knows(slug):
            raise Problem(404, "There is no such conference here.")
        state = await desk.ask(slug)
        if state in _IMPOSSIBLE:
            raise Problem(409, _IMPOSSIBLE[state])
        return {"conference": slug, "state": "measuring"}

    @router.post("/{slug}/demand/links", status_code=201, summary="A link to the page, for a while")
    async def post_link(slug: SLUG) -> dict[str, str]:
        if not await desk.knows(slug):
            raise Problem(404, "There is no such conference here.")
        return links.sign(slug, "demand")

    return router
