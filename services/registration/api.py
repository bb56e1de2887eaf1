"""HTTP in, for programs: JSON signups, their progress, and the organiser's conferences."""

from contextlib import nullcontext
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from services.registration.conferences import Conferences
from services.registration.edge import ConferenceRequest, SignupRequest
from services.registration.guarding.entrance import Entrance
from services.registration.guarding.limits import TooMany
from services.registration.ports import Progress
from services.registration.service import OtherBody, Refused, SignupDesk
from shared.contracts.registration import Conference, Signup
from shared.contracts.vocabulary import UniqueId
from shared.outbox import Outbox
from shared.telemetry.traces import current_traceparent
from shared.web.bearer import bearer, known_bearer
from shared.web.problems import Problem, problem

IdempotencyKey = Annotated[
    str | None,
    Header(description="The same key with the same body is the same signup.", min_length=1, max_length=200),
]
_PROBLEM: dict[int | str, dict[str, Any]] = {
    status: {"description": words, "content": {"application/problem+json": {}}}
    for status, words in {
        413: "The body is larger than 64 KiB",
        422: "Some fields need another look, or the idempotency key was used for another body",
        429: "Too many signups from one network or for one address; nothing was done",
        503: "Not possible at the moment; nothing was done",
    }.items()
}


class Accepted(BaseModel):
    """The id of the signup, not of a participant."""

    id: str


class ProgressAnswer(BaseModel):
    """How far a signup got, and no more."""

    id: str
    state: Progress
    reason: str | None = None


async def meant(conference: str | None, conferences: Conferences) -> str:
    """The conference that is named or, where none is, the only open one. Raises Problem."""
    if conference:
        return conference
    only = await conferences.only_open()
    if only is None:
        detail = "Name the conference: there is not exactly one that is open."
        raise Problem(422, "Some fields need another look.", errors=[{"field": "conference", "detail": detail}])
    return only.slug


async def signup_of(request: SignupRequest, conferences: Conferences, *, source: str) -> Signup:
    """The request with its conference decided. Raises Problem."""
    return request.signup(await meant(request.conference, conferences), source=source)


async def take(desk: SignupDesk, signup: Signup, key: str | None) -> str:
    """Take a signup; rules broken become problems."""
    try:
        return await desk.take(signup, key=key, traceparent=current_traceparent())
    except Refused as refused:
        errors = [{"field": "conference", "detail": str(refused)}]
        raise Problem(422, "Some fields need another look.", errors=errors) from refused
    except OtherBody as other:
        errors = [{"field": "Idempotency-Key", "detail": "was used for another body"}]
        raise Problem(422, "This idempotency key was used for another body.", errors=errors) from other


def routes(
    desk: SignupDesk, conferences: Conferences, outbox: Outbox, entrance: Entrance, organiser_token: str
) -> APIRouter:
    """The JSON routes of registration."""
    router = APIRouter(prefix="/v1")

    @router.post(
        "/signups",
        status_code=202,
        response_model=Accepted,
        responses=_PROBLEM,
        tags=["signups"],
        summary="Sign somebody up",
    )
    async def post_signup(
        request: SignupRequest,
        http: Request,
        response: Response,
        backend: Annotated[bool, Depends(known_bearer(organiser_token))],
        idempotency_key: IdempotencyKey = None,
    ) -> Accepted | JSONResponse:
        wanted = await signup_of(request, conferences, source="api")
        # The server behind a form of the organiser's own speaks for all who filled it in.
        counted = nullcontext() if backend else entrance.limits.entry(entrance.network_of(http), wanted.email)
        try:
            async with counted:
                id = await take(desk, wanted, idempotency_key)
        except TooMany as too_many:
            detail = f"Too many signups for one {too_many.rule}; nothing was done. Try again later."
            return problem(429, detail, headers={"Retry-After": str(too_many.retry_after)})
        response.headers["Location"] = f"/v1/signups/{id}"
        return Accepted(id=id)

    @router.get("/signups/{id}", tags=["signups"], summary="How far a signup got", response_model_exclude_none=True)
    async def get_signup(id: UniqueId) -> ProgressAnswer:
        if entrance.guards.decoys.knows(id):
            return ProgressAnswer(id=id, state=Progress.PROCESSED)
        handled = await desk.progress(id)
        if handled is None:
            raise Problem(404, "There is no signup with this id.")
        return ProgressAnswer(id=id, state=handled.progress, reason=handled.reason)

    @router.get("/conferences/{slug}", tags=["conferences"], summary="One conference")
    async def get_conference(slug: str) -> Conference:
        conference = await conferences.get(slug)
        if conference is None:
            raise Problem(404, "There is no conference of this name.")
        return conference

    @router.put(
        "/conferences/{slug}",
        tags=["conferences"],
        summary="Publish a conference, whole",
        dependencies=[Depends(bearer(organiser_token))],
    )
    async def put_conference(slug: str, request: ConferenceRequest) -> JSONResponse:
        conference = Conference.model_validate(request.model_dump())
        if conference.slug != slug:
            raise Problem(
                422,
                "Some fields need another look.",
                errors=[{"field": "slug", "detail": "is not the one in the path"}],
            )
        version = await conferences.publish(conference)
        published = await outbox.flush()
        return JSONResponse({"slug": slug, "version": version}, 200 if published else 202)

    return router
