"""HTTP in, for form builders: one address for each form, which knows its builder and how its questions map."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from services.registration.api import Accepted
from services.registration.domain import signup_id
from services.registration.participants.consents import of_signup
from services.registration.service import OtherBody, Refused, SignupDesk
from services.registration.signatures import Delivery, Proof, proof_for
from shared.events import utc_now
from shared.forms.builders import read
from shared.forms.definition import Builder, Form, Scheme, load_forms
from shared.forms.mapping import Mapped, map_submission
from shared.forms.submission import NotASubmission, Submission, Unreadable, parse_json
from shared.forms.text import line
from shared.telemetry.traces import current_traceparent
from shared.web.problems import Problem

log = logging.getLogger(__name__)

PATH = "/v1/hooks"
BODY_LIMIT = 256 * 1024
"""Bytes: builders send the whole definition of a form with every answer."""
_PROBLEM: dict[int | str, dict[str, Any]] = {
    status: {"description": words, "content": {"application/problem+json": {}}}
    for status, words in {
        401: "The signature or the token is missing or wrong",
        404: "There is no such form",
        413: "The body is larger than 256 KiB",
        422: "A needed field was not answered, or the body is not what the builder sends; nothing was done",
        503: "Not possible at the moment; nothing was done",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Hook:
    """A form that is ready to receive."""

    form: Form
    proof: Proof


def open_hooks(folder: str, environment: Mapping[str, str]) -> dict[str, Hook]:
    """The forms of a folder, by id; "" is no folder. Raises UnusableForm."""
    forms = load_forms(Path(folder)) if folder else {}
    return {id: Hook(form, proof_for(form, environment)) for id, form in forms.items()}


def routes(desk: SignupDesk, hooks: Mapping[str, Hook], clock: Callable[[], datetime] = utc_now) -> APIRouter:
    """The addresses form builders post to."""
    router = APIRouter()

    @router.post(
        f"{PATH}/{{form_id}}",
        status_code=202,
        response_model=Accepted,
        responses=_PROBLEM,
        tags=["signups"],
        summary="A submission of a form",
    )
    async def post_hook(form_id: str, request: Request) -> Accepted | JSONResponse:
        hook = hooks.get(form_id)
        if hook is None:
            raise Problem(404, "There is no form of this name.")
        delivery = Delivery(request.headers, request.query_params, await request.body())
        if not hook.proof(delivery, clock()):
            log.warning("a delivery that is not genuine was turned away", extra={"form": form_id})
            raise HTTPException(401, "The signature is missing or wrong.", headers={"WWW-Authenticate": "Signature"})
        try:
            submission = read(hook.form.builder, await _payload(hook.form.builder, request, delivery.body))
        except Unreadable as unreadable:
            log.warning("a delivery could not be read: %s", unreadable, extra={"form": form_id})
            raise Problem(422, str(unreadable)) from unreadable
        except NotASubmission as notice:
            # Anything but a success would be sent again, and again to no end.
            return JSONResponse({"ignored": str(notice)}, 200)
        mapped = map_submission(hook.form, submission)
        return Accepted(id=await _take(desk, form_id, mapped, _delivery_of(hook.form, submission, delivery)))

    return router


async def _payload(builder: Builder, request: Request, body: bytes) -> object:
    if builder is not Builder.JOTFORM:
        return parse_json(body)
    form = await request.form(max_files=0, max_fields=200)
    return {name: value for name, value in form.multi_items() if isinstance(value, str)}


def _delivery_of(form: Form, submission: Submission, delivery: Delivery) -> str:
    """What tells one delivery from another."""
    if form.builder is Builder.GENERIC and form.signature is not Scheme.BODY:
        return line(delivery.headers["webhook-id"])
    return submission.delivery or sha256(delivery.body).hexdigest()


async def _take(desk: SignupDesk, form_id: str, mapped: Mapped, delivery: str) -> str:
    signup = mapped.signup
    if signup is None:
        lacks = [{"field": lack.field.value, "question": lack.question, "detail": lack.detail} for lack in mapped.lacks]
        names = ", ".join(lack.field.value for lack in mapped.lacks)
        log.warning("a submission is no signup, for want of: %s", names, extra={"form": form_id})
        raise Problem(422, "A needed field has no answer.", errors=lacks)
    if mapped.left_out:
        log.warning("%d answers were more than a signup holds", mapped.left_out, extra={"form": form_id})
    # No header can hold a line break: who posts signups with keys of their own can never meet these.
    key = f"hook\n{form_id}\n{delivery}"
    consents = of_signup(f"hook/{form_id}", updates=False)
    signup = signup.model_copy(update={"consents": consents})
    try:
        return await desk.take(signup, key=key, traceparent=current_traceparent())
    except OtherBody:
        # The first one stands. A builder can do nothing about it, and the form's mapping may have changed in between.
        log.warning("a delivery came again and says something else", extra={"form": form_id})
        return signup_id(signup.conference, key)
    except Refused as refused:
        raise Problem(422, str(refused), errors=[{"field": "conference", "detail": str(refused)}]) from refused
