"""The way of one signup: taken, queued, made a participant, told to everybody, without telling who it is."""

import json
from uuid import UUID, uuid5

from services.registration.domain import participant_id
from tests.integration.registration.site import SLUG, finished, handled, paused, post, signup
from tests.integration.streams import count, stored


async def test_a_signup_becomes_a_participant(site, jetstream, database):
    async with paused(jetstream):
        answer = await post(site)
        assert answer.status_code == 202
        id = answer.json()["id"]
        assert answer.json() == {"id": id}
        assert answer.headers["Location"] == f"/v1/signups/{id}"
        assert (await site.get(answer.headers["Location"])).json() == {"id": id, "state": "received"}
        (queued,) = await stored(jetstream, "SIGNUPS")
        assert queued.subject == f"signups.{SLUG}.signup.received.v1.{id}"
        consent = {"purpose": "operational", "given": True, "wording": "elsewhere-2026-11", "source": "api"}
        said = signup(available=[{"from": "09:00:00", "to": "15:30:00"}], consents=[consent])
        assert json.loads(queued.body)["data"] == said

    await finished(jetstream)
    assert await handled(site, answer) == {"id": id, "state": "processed"}

    (participant,) = await database["participants"].find().to_list(None)
    assert participant["_id"] == participant_id(id) != id
    assert participant["conference"] == SLUG
    assert participant["person"] == "ana@example.org"
    assert participant["signup"]["name"] == "Ana Ruiz"
    assert participant["signup"]["goals"] == [
        {"statement": "let my students move at their own pace", "area": "instruction"}
    ]
    assert await count(jetstream, "SIGNUPS") == 0
    assert await count(jetstream, "DEAD_LETTERS") == 0


async def test_what_everybody_may_know_and_what_they_may_not(site, jetstream):
    goal = {
        "statement": "Ana Ruiz, ana@example.org, +1 616 555 0100, wants to let students choose",
        "area": "assessment",
    }

    answer = await post(site, goals=[goal])
    await finished(jetstream)

    id = answer.json()["id"]
    person = participant_id(id)
    (registered,) = await stored(jetstream, "EVENTS", "conf.*.registration.participant.>")
    assert registered.subject == f"conf.{SLUG}.registration.participant.registered.v1.{person}"
    event = json.loads(registered.body)
    assert event["id"] == registered.id == str(uuid5(UUID(id), "participant.registered.v1"))
    assert (event["correlationid"], event["causationid"], event["subject"]) == (id, id, person)
    assert event["source"] == f"/conferences/{SLUG}/registration"
    assert event["dataschema"] == "http://registration.example.org/schemas/participant.registered.v1"
    assert event["data"] == {
        "version": 1,
        "goals": [{"statement": "…, …, …, wants to let students choose", "area": "assessment"}],
        "spectrum": {"student_choice": 2, "individual_pacing": 1, "flexible_structures": 1, "technology": 3},
        "available": [{"from": "09:00:00", "to": "15:30:00"}],
        "lengths": [30, 60],
    }
    for message in await stored(jetstream, "EVENTS"):
        told = message.subject + message.body.decode() + str(message.headers)
        assert not [word for word in ("Ana", "Ruiz", "example.org,", "ana@", "Riverside", "teacher") if word in told]

    (contact,) = await stored(jetstream, "CONTACTS")
    assert contact.subject == f"private.{SLUG}.contact.changed.v1.{person}"
    assert json.loads(contact.body)["data"] == {"version": 1, "name": "Ana Ruiz", "email": "ana@example.org"}
    assert json.loads(contact.body)["correlationid"] == id


async def test_the_least_that_can_be_said(site, jetstream):
    least = {"name": "Bo", "email": "bo@example.org", "goals": [{"statement": "listen"}]}

    answer = await site.post("/v1/signups", json=least)

    assert answer.status_code == 202
    await finished(jetstream)
    (registered,) = await stored(jetstream, "EVENTS", "conf.*.registration.participant.>")
    assert json.loads(registered.body)["data"] == {
        "version": 1,
        "goals": [{"statement": "listen"}],
        "spectrum": {},
        "available": [],
        "lengths": [],
    }


async def test_the_trace_of_the_caller_goes_on(site, jetstream):
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"

    await site.post("/v1/signups", json=signup(), headers={"traceparent": f"00-{trace}-00f067aa0ba902b7-01"})
    await finished(jetstream)

    (registered,) = await stored(jetstream, "EVENTS", "conf.*.registration.participant.>")
    assert json.loads(registered.body)["traceparent"].split("-")[1] == trace


async def test_many_at_once(site, jetstream, database):
    answers = [await post(site, email=f"person{number}@example.org") for number in range(100)]
    await finished(jetstream)

    assert [(await handled(site, answer))["state"] for answer in answers] == ["processed"] * 100
    assert await database["participants"].count_documents({}) == 100
    assert (
        len({message.id for message in await stored(jetstream, "EVENTS", "conf.*.registration.participant.>")}) == 100
    )
    assert await count(jetstream, "CONTACTS") == 100


async def test_progress_of_nobody(site):
    unknown = await site.get("/v1/signups/3f6f2f0e-6f0e-4f4e-9b1a-0d9c5f7a1b2c")
    assert unknown.status_code == 404
    assert unknown.headers["Content-Type"] == "application/problem+json"

    for malformed in ("1", "3F6F2F0E-6F0E-4F4E-9B1A-0D9C5F7A1B2C", "%2A", "%3E", "a.b", "%00", "%ED%A0%80", "x" * 300):
        answer = await site.get(f"/v1/signups/{malformed}")
        assert answer.status_code == 422, malformed
        assert [error["field"] for error in answer.json()["errors"]] == ["id"]
