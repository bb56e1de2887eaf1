"""HTTP in, for programs: somebody came into a session or went out of it."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from services.recommendations.attendance.callers import FIELDS, Callers, Token
from services.recommendations.attendance.codes import Codes
from services.recommendations.attendance.recording import Passing, Recording
from services.recommendations.attendance.refusals import Refused, Why
from services.recommendations.attendance.requests import IdempotencyKey, PassageAnswer, PassageRequest, answered
from services.recommendations.attendance.scan import Way
from services.recommendations.attendance.stage import Stage
from shared.contracts.recommendations import Witness
from shared.contracts.vocabulary import Slug
from shared.links import BadLink
from shared.outbox import Outbox
from shared.telemetry.traces import current_traceparent
from shared.web.problems import Problem

Conference = Annotated[Slug, Path(alias="slug", description="The conference.")]


def routes(recording: Recording, stage: Stage, codes: Codes, callers: Callers, outbox: Outbox) -> APIRouter:
    """The routes of those who come and go."""
    router = APIRouter(prefix="/v1/conferences/{slug}", tags=["attendance"])

    @router.post("/check-ins", status_code=201, summary="Somebody came into a session")
    async def post_check_in(
        slug: Conference,
        request: PassageRequest,
        token: Token,
        response: Response,
        idempotency_key: IdempotencyKey = None,
    ) -> PassageAnswer:
        """Told again, it answers 200 with what was recorded the first time."""
        return await passed(slug, request, Way.IN, token, response, idempotency_key)

    @router.post("/check-outs", status_code=201, summary="Somebody went out of a session")
    async def post_check_out(
        slug: Conference,
        request: PassageRequest,
        token: Token,
        response: Response,
        idempotency_key: IdempotencyKey = None,
    ) -> PassageAnswer:
        """Told again, it answers 200 with what was recorded the first time."""
        return await passed(slug, request, Way.OUT, token, response, idempotency_key)

    async def passed(
        slug: str, request: PassageRequest, way: Way, token: Token, response: Response, key: str | None
    ) -> PassageAnswer:
        caller = await callers.at(slug, token)
        participant = caller.about(await whose(request))
        if request.at is not None and caller.witness is Witness.SELF:
            raise _fault("at", "Only those at the doors say when; for yourself it is now.")
        passing = Passing(participant, request.session, way, caller.witness, request.at, key)
        try:
            answer = await recording.record(await stage.named(slug), passing, current_traceparent())
        except Refused as refused:
            raise _refused(refused) from refused
        await outbox.flush_one(participant)
        response.status_code = 200 if answer.again else 201
        return answered(participant, answer)

    async def whose(request: PassageRequest) -> str | None:
        if request.badge is None:
            return request.participant
        try:
            owner = await codes.whose(request.badge)
        except BadLink as bad:
            raise _fault("badge", "This is no badge of ours, or one that is not valid any more.") from bad
        if request.participant not in (None, owner):
            raise _fault("badge", "This is the badge of somebody else than the participant.")
        return owner

    return router


def _refused(refused: Refused) -> Problem:
    if refused.why is Why.ERASED:
        return Problem(410, str(refused))
    return _fault(refused.field, str(refused))


def _fault(field: str, detail: str) -> Problem:
    return Problem(422, FIELDS, errors=[{"field": field, "detail": detail}])
