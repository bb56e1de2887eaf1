"""Conferences are published by organisers, version by version, and every version is on the bus once."""

import asyncio
import json
from typing import Any

import pytest

from services.registration.conferences import Conferences
from services.registration.store import MongoConferences
from shared.contracts.registration import Conference
from shared.events import Producer
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
)
from tests.integration.streams import stored
from tests.integration.waiting import until

PUBLISHED = f"conf.{SLUG}.registration.conference.published.v1.{SLUG}"


async def published(jetstream) -> list[dict]:
    return [json.loads(message.body)["data"] for message in await stored(jetstream, "EVENTS", PUBLISHED)]


async def test_a_version_is_new_only_when_something_is(client, jetstream):
    answers = [
        await publish(client),
        await publish(client),
        await publish(client, capacity=500),
        await publish(client, capacity=500),
        await publish(client),
    ]

    assert [answer.status_code for answer in answers] == [200] * 5
    assert [answer.json() for answer in answers] == [{"slug": SLUG, "version": number} for number in (1, 1, 2, 2, 3)]
    assert await published(jetstream) == [
        {**conference(), "version": 1},
        {**conference(capacity=500), "version": 2},
        {**conference(), "version": 3},
    ]
    assert (await client.get(f"/v1/conferences/{SLUG}")).json() == conference()


async def test_the_event_is_a_story_of_its_own(client, jetstream):
    await publish(client)

    (message,) = await stored(jetstream, "EVENTS", PUBLISHED)
    event = json.loads(message.body)
    assert event["id"] == event["correlationid"] == message.id
    assert "causationid" not in event
    assert event["subject"] == SLUG


async def test_organisers_who_write_at_once(client, jetstream):
    answers = await asyncio.gather(*(publish(client, capacity=number) for number in range(1, 5)))

    written = [answer for answer in answers if answer.status_code == 200]
    versions = sorted(answer.json()["version"] for answer in written)
    assert {answer.status_code for answer in answers} <= {200, 503}
    assert versions == list(range(1, len(written) + 1))
    assert [data["version"] for data in await published(jetstream)] == versions


async def test_what_a_crash_left_unpublished_goes_out_at_the_next_start(settings, jetstream, database):
    """Written, and the process died before it could publish."""
    conferences = Conferences(MongoConferences(database), Producer("registration", settings.registration_url))
    await conferences.publish(Conference.model_validate(conference()))
    await conferences.publish(Conference.model_validate(conference(capacity=500)))
    assert await published(jetstream) == []

    async with serving(settings):

        async def nothing_pending() -> bool:
            return not (await database["conferences"].find_one({}))["pending"]

        await until(nothing_pending, what="the outbox is empty")
        assert await published(jetstream) == [
            {**conference(), "version": 1},
            {**conference(capacity=500), "version": 2},
        ]


async def test_a_crash_between_publishing_and_noting_it_publishes_nothing_twice(settings, jetstream, database):
    async with serving(settings) as client:
        document = {}
        await publish(client)
        document = await database["conferences"].find_one({})
        (message,) = await stored(jetstream, "EVENTS", PUBLISHED)
    assert document["pending"] == []
    owed = {"id": message.id, "stream": "EVENTS", "address": message.subject, "body": message.body}
    await database["conferences"].update_one({}, {"$set": {"pending": [owed]}})

    async with serving(settings) as client:
        assert (await publish(client)).json()["version"] == 1

        assert (await database["conferences"].find_one({}))["pending"] == []
        assert len(await stored(jetstream, "EVENTS", PUBLISHED)) == 1


INVALID: list[tuple[dict[str, Any], str]] = [
    ({"slug": "other"}, "slug"),
    ({"name": ""}, "name"),
    ({"starts_on": "28 October"}, "starts_on"),
    ({"ends_on": "2026-10-27"}, "ends_on"),
    ({"zone": "Mars/Olympus_Mons"}, "zone"),
    ({"zone": "../../etc/passwd"}, "zone"),
    ({"zone": "America"}, "zone"),
    ({"zone": "America/Detroit\x00"}, "zone"),
    ({"place": "x" * 201}, "place"),
    ({"capacity": 0}, "capacity"),
    ({"capacity": 10**30}, "capacity"),
    ({"open": "perhaps"}, "open"),
]


async def test_each_field_at_fault_is_named(client, jetstream, database):
    for change, field in INVALID:
        answer = await client.put(f"/v1/conferences/{SLUG}", json=conference(**change), headers=ORGANISER)
        assert answer.status_code == 422, change
        assert [error["field"] for error in answer.json()["errors"]] == [field or "body"], change
    assert await database["conferences"].count_documents({}) == 0
    assert await published(jetstream) == []


async def test_no_conference(client):
    answer = await client.get("/v1/conferences/nowhere")

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("before", [None, "closed"])
async def test_a_worker_that_knows_only_old_conferences_refuses_nobody(before, monkeypatch, settings, jetstream):
    """Another instance published the conference, or opened it, a moment ago."""
    monkeypatch.setattr("services.registration.conferences.FRESH_FOR", 60.0)
    async with serving(settings) as late:
        if before:
            await publish(late, open=False)
        await late.get(f"/v1/conferences/{SLUG}")  # from here on it believes what it has read
        async with paused(jetstream), serving(settings) as early:
            await publish(early)
            answer = await post(early)
            assert answer.status_code == 202
        await finished(jetstream)

        assert (await handled(late, answer))["state"] == "processed"
