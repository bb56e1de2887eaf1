"""Handing in a programme: who may, and what is refused, with the field at fault named."""

import json
from typing import Any

import httpx

from tests.integration.recommendations.registration_says import SLUG
from tests.integration.recommendations.site import INTEGRATOR, ORGANISER, PACING, WELCOME, put, session
from tests.integration.streams import stored

NOBODY = [
    {},
    {"Authorization": "Bearer "},
    {"Authorization": "Bearer somebody"},
    {"Authorization": "Basic dGhlOm9yZ2FuaXNlcg=="},
    INTEGRATOR,
]
REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"start": "when it is dark"}, "start"),
    ({"start": "2026-10-27T23:59"}, "start"),
    ({"start": "2026-10-30T00:00"}, "start"),
    ({"start": "2026-10-28T00:00+14:00"}, "start"),  # the day before in Detroit
    ({"start": "0001-01-01T00:00:00+14:00"}, "start"),
    ({"start": "9999-12-31T23:59:00-12:00"}, "start"),
    ({"minutes": 0}, "minutes"),
    ({"minutes": 6000}, "minutes"),
    ({"minutes": 10.5}, "minutes"),
    ({"title": "  "}, "title"),
    ({"title": "x" * 201}, "title"),
    ({"title": "two\nlines"}, "title"),
    ({"title": "an \u202eoverride"}, "title"),
    ({"abstract": "x" * 30_001}, "abstract"),
    ({"room": "x" * 81}, "room"),
    ({"guid": "conf.>"}, "guid"),
    ({"guid": "*"}, "guid"),
    ({"guid": "x" * 65}, "guid"),
    ({"guid": "g\n"}, "guid"),
    ({"area": "gymnastics"}, "area"),
    ({"level": "expert"}, "level"),
    ({"language": "english"}, "language"),
    ({"capacity": 0}, "capacity"),
    ({"capacity": 10**30}, "capacity"),
    ({"ingredients": {"technology": 5}}, "ingredients.technology"),
    ({"ingredients": {"magic": 1}}, "ingredients.magic"),
    ({"speakers": ["x"] * 201}, "speakers"),
    ({"speakers": ["x", ""]}, "speakers[1]"),
    ({"tags": ["x"] * 31}, "tags"),
    ({"tags": ["x" * 61]}, "tags[0]"),
    ({"tittle": "misspelt"}, "tittle"),
    ({"guid": "me", "prerequisites": ["me"]}, "prerequisites"),
]


def fields(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 422, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    return [error["field"] for error in answer.json()["errors"]]


async def test_only_an_organiser_may(site, jetstream):
    body = {"conference": SLUG, "sessions": [WELCOME]}
    for headers in NOBODY:
        answer = await site.put("/v1/programme", json=body, headers=headers)
        assert answer.status_code == 401, headers
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.headers["Content-Type"] == "application/problem+json"
    assert await stored(jetstream, "EVENTS", "conf.*.recommendations.>") == []

    assert (await site.put("/v1/programme", json=body, headers=ORGANISER)).status_code == 200


async def test_the_conference_must_be_known(site):
    answer = await put(site, WELCOME, conference="another-conference")

    assert fields(answer) == ["conference"]
    assert answer.json()["errors"][0]["detail"] == "is not known here; publish the conference first"


async def test_every_field_at_fault_is_named_and_nothing_is_imported(site, jetstream, database):
    for changes, field in REFUSED:
        answer = await put(site, WELCOME, {**PACING, **changes})
        assert fields(answer) == [f"sessions[1].{field}"], changes

    wrong = [PACING, {**WELCOME, "minutes": -1}, {**WELCOME, "room": ""}, {"guid": "bare"}]
    assert fields(await put(site, *wrong)) == [
        "sessions[1].minutes",
        "sessions[2].room",
        "sessions[3].title",
        "sessions[3].start",
        "sessions[3].minutes",
        "sessions[3].room",
    ]
    late = [session(f"late-{number}", "2026-10-31T10:00", 30) for number in (1, 2)]
    assert fields(await put(site, WELCOME, *late, WELCOME)) == [
        "sessions[1].start",
        "sessions[2].start",
        "sessions[3].guid",
    ]
    assert await stored(jetstream, "EVENTS", "conf.*.recommendations.>") == []
    assert await database["sessions"].count_documents({}) == 0


async def test_bodies_that_are_no_programme(site):
    wrong: list[Any] = [{}, {"conference": SLUG}, {"sessions": []}, [], 1, None, {"conference": "A.*", "sessions": []}]
    for body in wrong:
        assert (await site.put("/v1/programme", json=body, headers=ORGANISER)).status_code == 422, body
    headers = {**ORGANISER, "Content-Type": "application/json"}
    for text in (b"", b"{", b"\xff\xfe", b"conference=a"):
        answer = await site.put("/v1/programme", content=text, headers=headers)
        assert answer.status_code in {400, 422}, text
        assert answer.headers["Content-Type"] == "application/problem+json"


async def test_the_largest_programme_and_one_more(site, monkeypatch):
    async def later(self):
        return False

    monkeypatch.setattr("shared.outbox.Outbox.flush", later)  # two thousand events take their time
    sessions = [session(f"s-{number}", "09:00", 30, abstract="x" * 400) for number in range(2001)]

    one_too_many = await put(site, *sessions)
    declared = await site.put(
        "/v1/programme", content=b" ", headers={**ORGANISER, "Content-Length": str(16 * 1024 * 1024 + 1)}
    )
    assert len(json.dumps(sessions)) > 64 * 1024, "what every other path takes"
    largest = await put(site, *sessions[:-1])

    assert fields(one_too_many) == ["sessions"]
    assert declared.status_code == 413
    assert largest.status_code == 202
    assert largest.json() == {
        "conference": SLUG,
        "version": 1,
        "published": 2000,
        "changed": 0,
        "cancelled": 0,
        "unchanged": 0,
        "walks": 0,
        "notes": [],
    }


async def test_what_begins_after_midnight_belongs_to_the_evening_before(site):
    answer = await put(site, session("party", "2026-10-29T00:30", 60))

    assert answer.status_code == 200
