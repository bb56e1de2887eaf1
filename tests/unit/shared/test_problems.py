import json

import httpx
import pytest
from fastapi import FastAPI
from pydantic import BaseModel

from shared.web.problems import field_errors, field_name, install_problems, problem, unavailable


@pytest.mark.parametrize(
    ("location", "name"),
    [
        ((), ""),
        (("name",), "name"),
        (("goals", 0, "statement"), "goals[0].statement"),
        (("spectrum", "technology"), "spectrum.technology"),
        ((0, "from"), "[0].from"),
        (("a", 1, 2, "b"), "a[1][2].b"),
    ],
)
def test_a_field_is_named_as_people_write_it(location, name):
    assert field_name(location) == name


def error(*location, msg="Field required", kind="missing"):
    return {"loc": location, "msg": msg, "type": kind, "input": "ana@example.org"}


def test_an_error_tells_the_field_and_the_rule_and_not_the_input():
    errors = [error("email", msg="Value error, must be an address", kind="value_error"), error("goals", 1)]

    assert field_errors(errors) == [
        {"field": "email", "detail": "must be an address"},
        {"field": "goals[1]", "detail": "is missing, and is needed"},
    ]


def test_where_a_part_is_at_fault_the_whole_is_not_named():
    errors = [error("goals", 0, "statement"), error("goals"), error("goals", 1), error("goalsome")]

    assert [told["field"] for told in field_errors(errors)] == ["goals[0].statement", "goals[1]", "goalsome"]


def test_thousands_of_errors_are_not_all_told():
    assert len(field_errors([error(f"field{number}") for number in range(50_000)])) == 100


def test_a_problem_is_one_by_rfc_9457():
    answer = problem(422, "Look again.", errors=[{"field": "name", "detail": "is missing"}])

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert json.loads(bytes(answer.body)) == {
        "type": "about:blank",
        "title": "Unprocessable Entity",
        "status": 422,
        "detail": "Look again.",
        "errors": [{"field": "name", "detail": "is missing"}],
    }


class Asked(BaseModel):
    name: str


@pytest.mark.parametrize(
    ("body", "kind", "status", "detail"),
    [
        (b'{"name": ', "application/json", 400, "The body is not valid JSON."),
        (b'{"name": ', None, 400, "The body is not valid JSON."),
        (b"\xff", "text/plain", 400, "The body is not valid JSON."),
        (
            b'{"name": "Ana"}',
            "application/x-www-form-urlencoded",
            415,
            "Say that the body is JSON: send it with Content-Type: application/json.",
        ),
        (b"[]", "application/json", 422, "Some fields need another look."),
        (b'{"name": "Ana"}', "application/json", 200, None),
    ],
)
async def test_a_body_that_is_no_json_is_told_so_whatever_it_says_it_is(body, kind, status, detail):
    app = FastAPI()
    install_problems(app)

    @app.post("/v1/names")
    async def post_name(asked: Asked) -> dict[str, str]:
        return {"name": asked.name}

    headers = {"Content-Type": kind} if kind else {}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://example.org") as client:
        answer = await client.post("/v1/names", content=body, headers=headers)

    assert (answer.status_code, answer.json().get("detail")) == (status, detail)


def test_an_outage_says_when_to_try_again():
    answer = unavailable()

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
