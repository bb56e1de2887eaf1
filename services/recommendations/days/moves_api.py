"""HTTP in, for programs: what somebody can join from where they are, and going there."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from services.recommendations.acting import Participant
from services.recommendations.days.json_route import JsonRoute
from services.recommendations.days.moves_edge import MoveRequest, on_its_days
from services.recommendations.days.moving import Moving, Outlook
from services.recommendations.domain.joinable import Here, Known, Option
from services.recommendations.seats.ports import NoSeat
from shared.contracts.recommendations import Deed
from shared.events import utc_now
from shared.web.problems import Problem


class OptionAnswer(BaseModel):
    """A session that can still be joined. Times are in the conference's zone."""

    guid: str
    title: str
    room: str
    start: datetime
    end: datetime
    arrive: datetime
    minutes_left: int
    """Of it, once they are there."""
    walking_minutes: int | None
    """Null where nobody knows where they are: the longest walk is allowed for."""
    gain: int
    """What the rest of the day is worth with it, beside the day as it is planned; 1000 is a perfect hour."""
    why: str
    planned: bool
    """It is in their agenda anyway."""


class Place(BaseModel):
    """Where they are."""

    room: str | None
    """Null where nobody knows."""
    session: str | None
    """The one they are in, or on their way to."""
    known: Known | None
    """By what: the door they went through last, their own choice, or their agenda."""
    arrive: datetime | None
    """They are on their way there, and are there then."""


class MoveAnswer(BaseModel):
    """What can be joined, the most gain first, and the rest of the day as it is now."""

    participant: str
    at: datetime
    place: Place
    options: list[OptionAnswer]
    rest: list[str]
    """The guids of the sessions that lie ahead, in order."""


def routes(moving: Moving, acts: Any) -> APIRouter:
    """The JSON route of moves. `acts`: who may act for a participant."""
    router = APIRouter(
        prefix="/v1/agendas/{participant}/moves", tags=["agendas"], dependencies=[Depends(acts)], route_class=JsonRoute
    )

    @router.post("", summary="See what can be joined from here, and go there")
    async def post_move(participant: Participant, request: MoveRequest) -> MoveAnswer:
        at = request.at or utc_now()
        outlook = await moving.look(participant, request.place, at, request.minutes)
        if decided := request.deed():
            on_its_days(at, outlook.prepared.conference)
            outlook = await _decided(moving, participant, request, decided, outlook)
        return _answer(participant, outlook)

    return router


async def _decided(
    moving: Moving, participant: str, request: MoveRequest, decided: tuple[Deed, str | None], before: Outlook
) -> Outlook:
    """How it looks after a decision. Raises Problem where there is no seat, with what else can be joined."""
    at = before.here.at
    try:
        await moving.decide(participant, *decided, before)
    except NoSeat as full:
        now = _answer(participant, await moving.look(participant, request.place, at, request.minutes))
        title = before.prepared.programme.sessions[decided[1] or ""].title
        raise Problem(
            409,
            f"“{title}” has no free seat; nothing was changed.",
            errors=[{"field": "join", "detail": "has no free seat"}],
            more={"options": now.model_dump(mode="json")["options"]},
        ) from full
    # Who goes somewhere is on their way there, wherever they come from.
    place = None if decided[0] is Deed.JOIN else request.place
    return await moving.look(participant, place, at, request.minutes)


def _answer(participant: str, outlook: Outlook) -> MoveAnswer:
    zone, here = ZoneInfo(outlook.prepared.conference.zone), outlook.here
    return MoveAnswer(
        participant=participant,
        at=here.at.astimezone(zone),
        place=Place(room=here.room, session=here.origin, known=here.known, arrive=_there(here, zone)),
        options=[_option(one, zone) for one in outlook.options],
        rest=list(outlook.rest),
    )


def _there(here: Here, zone: ZoneInfo) -> datetime | None:
    return here.arrive.astimezone(zone) if here.arrive else None


def _option(one: Option, zone: ZoneInfo) -> OptionAnswer:
    return OptionAnswer(
        guid=one.session.guid,
        title=one.session.title,
        room=one.session.room,
        start=one.session.start.astimezone(zone),
        end=one.session.end.astimezone(zone),
        arrive=one.arrive.astimezone(zone),
        minutes_left=one.minutes,
        walking_minutes=one.walk,
        gain=one.gain,
        why=one.item.why,
        planned=one.planned,
    )
