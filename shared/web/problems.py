"""Errors over HTTP as RFC 9457 problem details that name the field."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pymongo.errors import PyMongoError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Scope

from shared.failures import passes
from shared.languages import N_, gettext
from shared.outcomes import Unavailable
from shared.web.pages import render
from shared.wrong import wrong_with

RETRY_AFTER = 2
"""Seconds: NATS and MongoDB are usually back sooner."""
_MOST_ERRORS = 100
_NO_JSON = "The body is not valid JSON."


_FOR_PEOPLE = {
    404: (N_("There is no such page"), N_("The link may be old or incomplete.")),
    405: (N_("There is nothing to see here"), N_("This address takes answers and shows none.")),
    410: (N_("This is not here any more"), N_("The link has expired, or what it led to was deleted.")),
    413: (N_("That is more than we can read"), N_("Make the longest answer shorter, and send it again.")),
}
_WENT_WRONG = (N_("This did not work"), N_("Something about the request was not right."))


class Problem(Exception):
    """A request that cannot be answered as asked.

    `errors`: one `{"field", "detail"}` for each field at fault, with its place where there is a file. `more`: what else
    helps whoever asked, as members of the problem.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: Sequence[Mapping[str, str | int]] = (),
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors, self.more = status, detail, errors, more or {}


def problem(
    status: int,
    detail: str,
    *,
    errors: Sequence[Mapping[str, str | int]] = (),
    headers: Mapping[str, str] | None = None,
    more: Mapping[str, Any] | None = None,
) -> JSONResponse:
    """The response for a problem."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **(more or {}),
    }
    if errors:
        body["errors"] = list(errors)
    return JSONResponse(body, status, headers=dict(headers or {}), media_type="application/problem+json")


def field_name(location: Sequence[int | str]) -> str:
    """`("body", "goals", 0, "statement")` as people write it: `goals[0].statement`."""
    name = ""
    for part in location:
        name += f"[{part}]" if isinstance(part, int) else f".{part}" if name else part
    return name


def field_errors(errors: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Pydantic's errors in words of ours, without the input, which may be somebody's address.

    A list whose only entry is wrong is not also too short: where a part is at fault, the whole is not named.
    """
    places = [tuple(error["loc"]) for error in errors]
    wholes = {place[:length] for place in places for length in range(len(place))}
    told = [
        {"field": field_name(place), "detail": wrong_with(error)}
        for place, error in zip(places, errors, strict=True)
        if place not in wholes
    ]
    return told[:_MOST_ERRORS]


def unavailable() -> JSONResponse:
    """The answer while a part this service needs is away."""
    return problem(
        503,
        "Not possible at the moment; nothing was done. Try again.",
        headers={"Retry-After": str(RETRY_AFTER)},
    )


async def _invalid(_: Request, failure: Exception) -> JSONResponse:
    assert isinstance(failure, RequestValidationError)
    if isinstance(failure.body, bytes) and any(error["loc"] == ("body",) for error in failure.errors()):
        return _unmarked(failure.body)
    errors = [{**error, "loc": error["loc"][1:] or error["loc"]} for error in failure.errors()]
    if any(error["type"] == "json_invalid" for error in errors):
        return problem(400, _NO_JSON)
    return problem(422, "Some fields need another look.", errors=field_errors(errors))


def _unmarked(body: bytes) -> JSONResponse:
    """The answer to a body that nothing says is JSON: it was not looked into."""
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return problem(400, _NO_JSON)
    return problem(415, "Say that the body is JSON: send it with Content-Type: application/json.")


async def _problem(_: Request, failure: Exception) -> JSONResponse:
    assert isinstance(failure, Problem)
    return problem(failure.status, failure.detail, errors=failure.errors, more=failure.more)


async def _http(request: Request, failure: Exception) -> Response:
    assert isinstance(failure, HTTPException)
    return refuse(request.scope, failure.status_code, str(failure.detail), failure.headers)


def refuse(scope: Scope, status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """A page for a browser that asked for a page, a problem for everybody else."""
    accepts = Headers(scope=scope).get("accept", "")
    if "text/html" not in accepts or scope["path"].startswith("/v1/"):
        return problem(status, detail, headers=headers)
    title, words = map(gettext, _FOR_PEOPLE.get(status, _WENT_WRONG))
    return HTMLResponse(render("error.html", status=status, title=title, words=words), status, dict(headers or {}))


async def _away(_: Request, failure: Exception) -> JSONResponse:
    if not passes(failure):
        raise failure
    return unavailable()


def install_problems(app: FastAPI) -> None:
    """Answer every failure of an application as a problem."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Unavailable, _away)
    app.add_exception_handler(PyMongoError, _away)
