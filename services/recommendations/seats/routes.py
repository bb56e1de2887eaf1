"""HTTP in: how seats stand, for organisers."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from fastapi.responses import StreamingResponse

from services.recommendations.ports import ConferenceReader
from services.recommendations.seats.answers import SeatsAnswer
from services.recommendations.seats.desk import Desk
from services.recommendations.seats.progress import Progress
from shared.contracts.vocabulary import Slug
from shared.web.bearer import bearer
from shared.web.problems import Problem

SLUG = Annotated[Slug, Path(description="The conference.")]


def routes(desk: Desk, conferences: ConferenceReader, organiser_token: str) -> APIRouter:
    """The JSON routes of seats."""
    organiser = Depends(bearer(organiser_token))
    router = APIRouter(prefix="/v1/conferences", tags=["seats"], dependencies=[organiser])

    @router.get("/{slug}/seats", summary="How many seats are held and waited for")
    async def get_seats(slug: SLUG) -> SeatsAnswer:
        conference = await conferences.get(slug)
        found = await desk.seats_of(conference) if conference else None
        if found is None:
            raise Problem(404, "There is no programme of such a conference here.")
        return found

    @router.post("/{slug}/allocations", summary="Give out all seats over everybody", response_class=StreamingResponse)
    async def post_allocation(slug: SLUG, dry_run: bool = False) -> StreamingResponse:
        """A line of JSON for each step of progress; the last one is the result, or the problem."""
        if await conferences.get(slug) is None:
            raise Problem(404, "There is no such conference here.")
        lines = Progress(lambda told: desk.allocating.run(slug, told, dry_run=dry_run)).lines()
        return StreamingResponse(lines, media_type="application/x-ndjson")

    return router
