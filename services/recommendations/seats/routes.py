"""HTTP in: how seats stand, for organisers."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from services.recommendations.ports import ConferenceReader
from services.recommendations.programmes import Programmes
from services.recommendations.seats.allocating import Allocating
from services.recommendations.seats.ports import SeatStore
from services.recommendations.seats.progress import Progress
from shared.contracts.vocabulary import Slug
from shared.web.bearer import bearer
from shared.web.problems import Problem

SLUG = Annotated[Slug, Path(description="The conference.")]


class SessionSeats(BaseModel):
    """One session that has only so many seats."""

    guid: str
    title: str
    capacity: int
    held: int
    waiting: int
    overbooked: int
    """How many more people have a seat than there are: a smaller room throws nobody out."""


class SeatsAnswer(BaseModel):
    """All of them."""

    conference: str
    sessions: list[SessionSeats]


def routes(
    seats: SeatStore,
    allocating: Allocating,
    conferences: ConferenceReader,
    programmes: Programmes,
    organiser_token: str,
) -> APIRouter:
    """The JSON routes of seats."""
    organiser = Depends(bearer(organiser_token))
    router = APIRouter(prefix="/v1/conferences", tags=["seats"], dependencies=[organiser])

    @router.get("/{slug}/seats", summary="How many seats are held and waited for")
    async def get_seats(slug: SLUG) -> SeatsAnswer:
        conference = await conferences.get(slug)
        current = await programmes.current(conference) if conference else None
        if current is None:
            raise Problem(404, "There is no programme of such a conference here.")
        capacities = current.capacities
        return SeatsAnswer(
            conference=slug,
            sessions=[
                SessionSeats(
                    guid=row.guid,
                    title=current.sessions[row.guid].title,
                    capacity=(capacity := capacities[row.guid]),
                    held=row.held,
                    waiting=row.waiting,
                    overbooked=max(0, row.held - capacity),
                )
                for row in await seats.rows(slug, capacities)
            ],
        )

    @router.post("/{slug}/allocations", summary="Give out all seats over everybody", response_class=StreamingResponse)
    async def post_allocation(slug: SLUG, dry_run: bool = False) -> StreamingResponse:
        """A line of JSON for each step of progress; the last one is the result, or the problem."""
        if await conferences.get(slug) is None:
            raise Problem(404, "There is no such conference here.")
        lines = Progress(lambda told: allocating.run(slug, told, dry_run=dry_run)).lines()
        return StreamingResponse(lines, media_type="application/x-ndjson")

    return router
