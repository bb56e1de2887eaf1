"""HTTP in, for programs: agendas as JSON, revoking links."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from services.recommendations.acting import Participant, acting
from services.recommendations.feeds.ports import FeedStore
from services.recommendations.reading import Absence, Missing, Reader, Reading
from shared.events import utc_now
from shared.web.bearer import bearer
from shared.web.problems import Problem


class Item(BaseModel):
    """One session of an agenda, in the conference's zone."""

    guid: str
    title: str
    room: str
    start: datetime
    end: datetime
    minutes: int
    why: str


class AgendaAnswer(BaseModel):
    """Somebody's agenda."""

    participant: str
    conference: str
    zone: str
    version: int
    revision: int
    """Counts the states of this agenda; `version` those of the participant."""
    programme_version: int
    recommendation: str | None
    """`/v1/recommendations/{id}` says how it was made, and makes it again."""
    items: list[Item]


def routes(
    reader: Reader,
    feeds: FeedStore,
    organiser_token: str,
    integrator_token: str,
) -> APIRouter:
    """The JSON routes of recommendations."""
    router = APIRouter(prefix="/v1")
    organiser = Depends(bearer(organiser_token))
    known = Depends(acting(reader, organiser_token, integrator_token))

    @router.get("/agendas/{participant}", tags=["agendas"], summary="Somebody's agenda", dependencies=[known])
    async def get_agenda(participant: Participant) -> AgendaAnswer:
        reading = await reader.read(participant)
        if isinstance(reading, Absence):
            raise _problem(reading)
        return _answer(reading)

    @router.delete(
        "/agendas/{participant}/links",
        tags=["agendas"],
        status_code=204,
        summary="Revoke the links to an agenda, and the address of its calendar",
        dependencies=[organiser],
    )
    async def delete_links(participant: Participant) -> None:
        if not await reader.revoke(participant, utc_now()):
            raise Problem(404, "There is no such participant.")
        # Whoever had a link had read the calendar's address on its page.
        await feeds.remove(participant)

    return router


def _problem(absence: Absence) -> Problem:
    if absence.missing is Missing.ERASED:
        return Problem(410, "This participant was erased.")
    if absence.missing is Missing.CANCELLED:
        return Problem(404, "This participant cancelled; there is no agenda any more.")
    return Problem(404, "There is no agenda for this participant (yet).")


def _answer(reading: Reading) -> AgendaAnswer:
    zone = ZoneInfo(reading.conference.zone)
    return AgendaAnswer(
        participant=reading.kept.participant,
        conference=reading.conference.slug,
        zone=reading.conference.zone,
        version=reading.kept.version,
        revision=reading.kept.revision,
        programme_version=reading.kept.programme_version,
        recommendation=reading.kept.recommendation,
        items=[
            Item(
                **item.model_dump(exclude={"start"}),
                start=item.start.astimezone(zone),
                end=(item.start + timedelta(minutes=item.minutes)).astimezone(zone),
            )
            for item in reading.items()
        ],
    )
