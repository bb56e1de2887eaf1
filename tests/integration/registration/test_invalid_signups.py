"""What cannot be a signup is refused with the name of every field at fault, and nothing is queued."""

import json
from typing import Any

from tests.integration.registration.site import (
    ORGANISER,
    SLUG,
    conference,
    finished,
    handled,
    paused,
    post,
    publish,
    serving,
    signup,
)
from tests.integration.streams import count

GOAL = {"statement": "listen"}
LONG = "x" * 2001

INVALID: list[tuple[dict[str, Any], str]] = [
    ({"name": ""}, "name"),
    ({"name": "   "}, "name"),
    ({"name": None}, "name"),
    ({"name": 7}, "name"),
    ({"name": ["Ana"]}, "name"),
    ({"name": "x" * 121}, "name"),
    ({"name": "Ana\nRuiz"}, "name"),
    ({"email": "ana"}, "email"),
    ({"email": "ana@localhost"}, "email"),
    ({"email": "ana@example.org, bob@example.org"}, "email"),
    ({"email": "ana@exa mple.org"}, "email"),
    ({"email": "ana@example.org\nBcc: x@example.org"}, "email"),
    ({"email": '"ana ruiz"@example.org'}, "email"),
    ({"email": "a@" + ".".join(["b" * 60] * 4) + ".org"}, "email"),
    ({"email": "a@" + ".".join(["b" * 60] * 3) + ".example.org"}, "email"),
    ({"email": "x" * 65 + "@example.org"}, "email"),
    ({"email": {"$gt": ""}}, "email"),
    ({"role": "x" * 81}, "role"),
    ({"role": None}, "role"),
    ({"school": "x" * 161}, "school"),
    ({"definition": LONG}, "definition"),
    ({"goals": []}, "goals"),
    ({"goals": "listen"}, "goals"),
    ({"goals": {"statement": "listen"}}, "goals"),
    ({"goals": [GOAL] * 6}, "goals"),
    ({"goals": [{"statement": ""}]}, "goals[0].statement"),
    ({"goals": [GOAL, {"statement": "x" * 301}]}, "goals[1].statement"),
    ({"goals": [GOAL, {}]}, "goals[1].statement"),
    ({"goals": [GOAL, "listen"]}, "goals[1]"),
    ({"goals": [{**GOAL, "area": "football"}]}, "goals[0].area"),
    ({"goals": [{**GOAL, "importance": 3}]}, "goals[0].importance"),
    ({"spectrum": 3}, "spectrum"),
    ({"spectrum": {"technology": 0}}, "spectrum.technology"),
    ({"spectrum": {"technology": 5}}, "spectrum.technology"),
    ({"spectrum": {"student_choice": "often"}}, "spectrum.student_choice"),
    ({"spectrum": {"individual_pacing": 1.5}}, "spectrum.individual_pacing"),
    ({"spectrum": {"flexible_structures": 10**30}}, "spectrum.flexible_structures"),
    ({"spectrum": {"patience": 1}}, "spectrum.patience"),
    ({"available": [{"from": "9 o'clock", "to": "10:00"}]}, "available[0].from"),
    ({"available": [{"from": "09:00"}]}, "available[0].to"),
    ({"available": [{"from": "10:00", "to": "09:00"}]}, "available[0]"),
    ({"available": [{"from": "09:00", "to": "09:00"}]}, "available[0]"),
    ({"available": [{"from": "09:00Z", "to": "10:00Z"}]}, "available[0]"),
    ({"available": [{"from": "09:00", "to": "10:00", "until": "11:00"}]}, "available[0].until"),
    ({"available": [{"from": "09:00", "to": "10:00"}] * 11}, "available"),
    ({"available": "always"}, "available"),
    ({"lengths": [4]}, "lengths[0]"),
    ({"lengths": [30, 481]}, "lengths[1]"),
    ({"lengths": ["half an hour"]}, "lengths[0]"),
    ({"lengths": [30] * 11}, "lengths"),
    ({"conference": "no-such-conference"}, "conference"),
    ({"conference": "*"}, "conference"),
    ({"conference": ">"}, "conference"),
    ({"conference": "a.b"}, "conference"),
    ({"conference": "Personalized Learning"}, "conference"),
    ({"conference": "x" * 65}, "conference"),
    ({"conference": 1}, "conference"),
    ({"e-mail": "ana@example.org"}, "e-mail"),
    ({"id": "3f6f2f0e-6f0e-4f4e-9b1a-0d9c5f7a1b2c"}, "id"),
]


async def test_each_field_at_fault_is_named(site, jetstream):
    for change, field in INVALID:
        answer = await post(site, **change)

        assert answer.status_code == 422, change
        assert answer.headers["Content-Type"] == "application/problem+json"
        problem = answer.json()
        assert (problem["type"], problem["status"]) == ("about:blank", 422)
        assert problem["title"]
        assert [error["field"] for error in problem["errors"]] == [field], change
        assert problem["errors"][0]["detail"]
        assert "ana@" not in answer.text.lower(), "what was written is not said again"
    assert await count(jetstream, "SIGNUPS") == 0


async def test_all_fields_at_fault_are_named_at_once(site):
    answer = await site.post("/v1/signups", json={"email": "ana", "goals": [{"statement": ""}, {}], "more": 1})

    fields = {error["field"] for error in answer.json()["errors"]}
    assert fields == {"name", "email", "goals[0].statement", "goals[1].statement", "more"}


async def test_what_is_json_but_no_signup(site):
    for body in [b"", b"null", b"[]", b'"Ana"', b"7"]:
        answer = await site.post("/v1/signups", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 422, body
        assert answer.json()["errors"]


async def test_what_is_not_json(site):
    for body in [b"{", b"name=Ana", b"{'name': 'Ana'}", b'{"name": "Ana"', b"\xff\xfe", b"\x00"]:
        answer = await site.post("/v1/signups", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 400, body
        assert answer.headers["Content-Type"] == "application/problem+json"


async def test_json_that_does_not_say_it_is(site, jetstream):
    """A page of another site can send such a request without asking; JSON it cannot."""
    for content_type in (None, "text/plain", "application/xml", "application/x-www-form-urlencoded", "json", "*/*;"):
        headers = {"Content-Type": content_type} if content_type else {}
        answer = await site.post("/v1/signups", content=json.dumps(signup()).encode(), headers=headers)
        assert answer.status_code in (415, 422), content_type
        assert answer.headers["Content-Type"] == "application/problem+json"
    assert await count(jetstream, "SIGNUPS") == 0


async def test_json_by_any_of_its_names(site):
    for content_type in ("application/json; charset=utf-8", "application/vnd.api+json"):
        headers = {"Content-Type": content_type}
        answer = await site.post("/v1/signups", content=json.dumps(signup()).encode(), headers=headers)
        assert answer.status_code == 202, content_type


async def test_a_body_may_be_64_kib(site, jetstream):
    def padded(size: int) -> bytes:
        text = json.dumps(signup())
        return (text + " " * (size - len(text))).encode()

    async def drop_by_drop(body: bytes):
        for start in range(0, len(body), 8192):
            yield body[start : start + 8192]

    headers = {"Content-Type": "application/json"}
    largest, larger = padded(64 * 1024), padded(64 * 1024 + 1)

    assert (await site.post("/v1/signups", content=largest, headers=headers)).status_code == 202
    assert (await site.post("/v1/signups", content=drop_by_drop(largest), headers=headers)).status_code == 202
    for body in (larger, drop_by_drop(larger)):
        refused = await site.post("/v1/signups", content=body, headers=headers)
        assert refused.status_code == 413
        assert refused.headers["Content-Type"] == "application/problem+json"
    lie = await site.post("/v1/signups", content=b"{}", headers={**headers, "Content-Length": "70000"})
    assert lie.status_code == 413
    await finished(jetstream)


async def test_a_form_may_be_no_larger(site):
    async def drop_by_drop():
        for _ in range(20):
            yield b"name=" + b"x" * 8192 + b"&"

    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert (await site.post("/signups", content=drop_by_drop(), headers=headers)).status_code == 413


async def test_a_closed_conference(site, jetstream):
    await publish(site, open=False)

    answer = await post(site)

    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "conference", "detail": "signups for this conference are closed"}]
    assert await count(jetstream, "SIGNUPS") == 0


async def test_the_conference_that_is_meant_when_none_is_named(client):
    async def unnamed():
        return await client.post("/v1/signups", json={k: v for k, v in signup().items() if k != "conference"})

    none_is_open = await unnamed()
    await publish(client, open=False)
    only_a_closed_one = await unnamed()
    await publish(client, slug="open-one")
    the_open_one = await unnamed()
    await publish(client, slug="open-too")
    two_are_open = await unnamed()

    for refused in (none_is_open, only_a_closed_one, two_are_open):
        assert refused.status_code == 422
        assert [error["field"] for error in refused.json()["errors"]] == ["conference"]
    assert the_open_one.status_code == 202


async def test_closed_while_it_was_in_the_queue(settings, jetstream):
    async with serving(settings) as client:
        await publish(client)
        async with paused(jetstream):
            answer = await post(client)
            await publish(client, open=False)
        await finished(jetstream)

        assert await handled(client, answer) == {
            "id": answer.json()["id"],
            "state": "refused",
            "reason": "signups for this conference are closed",
        }
    assert await count(jetstream, "CONTACTS") == 0


NO_ORGANISERS = (
    None,
    "",
    "Bearer",
    "Bearer wrong",
    "Bearer ",
    "Basic dGhlOm9yZ2FuaXNlcg==",
    "Bearer \u00e9",
    ORGANISER["Authorization"] + "x",
)


async def test_organisers_only(client, database):
    for token in NO_ORGANISERS:
        headers = {"Authorization": token.encode("latin-1")} if token is not None else {}
        answer = await client.put(f"/v1/conferences/{SLUG}", json=conference(), headers=headers)
        assert answer.status_code == 401, token
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.headers["Content-Type"] == "application/problem+json"
    assert await database["conferences"].count_documents({}) == 0
