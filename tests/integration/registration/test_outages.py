"""NATS or MongoDB away: what is promised then, and that nothing promised is lost and nothing refused happens."""

import asyncio
import time
from uuid import uuid4

import httpx
import nats
import pytest

from services.registration.app import make_app
from services.registration.settings import Settings
from tests.integration.registration.site import SECRET, TOKEN, finished, handled, post, publish, ready, serving
from tests.integration.streams import count, stored
from tests.integration.waiting import until


def settings_for(nats_server, mongod, database_name) -> Settings:
    return Settings(
        nats_url=nats_server.url_for("registration"),
        mongo_url=mongod.url,
        mongo_database=database_name,
        organiser_token=TOKEN,
        link_secrets=SECRET,
        minimum_fill_seconds=0,
    )


async def noticed(client, part: str) -> None:
    """Return when the service knows that a part is away."""

    async def is_away() -> bool:
        return (await client.get("/readyz")).json()["parts"][part] == "away"

    await until(is_away, what=f"{part} is away")


def is_the_answer_of_an_outage(answer: httpx.Response) -> bool:
    assert answer.status_code == 503, answer.text
    assert int(answer.headers["Retry-After"]) >= 1
    assert answer.headers["Content-Type"] == "application/problem+json"
    return True


async def test_the_bus_is_away(monkeypatch, nats_server, mongod, database_name, database):
    monkeypatch.setattr("shared.outbox.EVERY", 0.1)
    key = str(uuid4())
    async with serving(settings_for(nats_server, mongod, database_name)) as client:
        await publish(client)
        nats_server.kill()
        await noticed(client, "bus")

        began = time.monotonic()
        assert is_the_answer_of_an_outage(await post(client))
        assert is_the_answer_of_an_outage(await post(client, key=key))
        assert is_the_answer_of_an_outage(await client.get(f"/v1/signups/{uuid4()}"))
        assert time.monotonic() - began < 1
        assert (await client.get("/livez")).status_code == 200
        form = await client.post(
            "/signups",
            data={
                "conference": "personalized-learning-2026",
                "name": "Bo",
                "email": "bo@example.org",
                "goal_1": "listen",
            },
        )
        assert (form.status_code, "Retry-After" in form.headers) == (503, True)
        changed = await publish(client, capacity=500)
        assert (changed.status_code, changed.json()["version"]) == (202, 2), "kept, and published later"

        await asyncio.to_thread(nats_server.start)
        await ready(client)
        operator = await nats.connect(nats_server.url)
        jetstream = operator.jetstream()

        async def told() -> bool:
            return len(await stored(jetstream, "EVENTS", "conf.*.registration.conference.>")) == 2

        await until(told, what="the changed conference is published")
        await finished(jetstream)
        assert await count(jetstream, "SIGNUPS") == 0
        assert await database["participants"].count_documents({}) == 0, "what was answered 503 did not happen"
        assert (await post(client, key=key)).status_code == 202
        await finished(jetstream)
        assert await database["participants"].count_documents({}) == 1
        await operator.close()


async def test_the_bus_was_never_there(monkeypatch, nats_server, mongod, database_name):
    monkeypatch.setattr("shared.outbox.EVERY", 0.1)
    nats_server.kill()
    settings = settings_for(nats_server, mongod, database_name)
    app = make_app(settings)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://registration") as client,
    ):
        assert (await client.get("/livez")).status_code == 200
        assert (await client.get("/readyz")).status_code == 503
        assert (await publish(client)).status_code == 202, "kept, and published later"
        assert is_the_answer_of_an_outage(await post(client))

        await asyncio.to_thread(nats_server.start)
        await ready(client)
        assert (await post(client)).status_code == 202


async def test_stopping_while_the_bus_is_away(nats_server, mongod, database_name):
    async with serving(settings_for(nats_server, mongod, database_name)) as client:
        nats_server.kill()
        await noticed(client, "bus")
        began = time.monotonic()
    assert time.monotonic() - began < 8


@pytest.fixture
def harmed(mongod):
    """The mongod of all tests, which runs again afterwards."""
    yield mongod
    if not mongod.running:
        mongod.start()


async def test_the_database_is_away(settings, harmed, jetstream):
    key = str(uuid4())
    async with serving(settings) as client:
        await publish(client)
        taken_before = await post(client, key=key)
        await finished(jetstream)
        harmed.kill()
        began = time.monotonic()
        with_key, unknown_id, taken, health = await asyncio.gather(
            post(client, key=str(uuid4()), email="with-key@example.org"),
            client.get(f"/v1/signups/{uuid4()}"),
            post(client, email="meanwhile@example.org"),
            client.get("/readyz"),
        )

        # Whether a key was used before, only the database knows.
        assert is_the_answer_of_an_outage(with_key)
        assert is_the_answer_of_an_outage(unknown_id)
        # The promise of a 202 is the bus's to keep.
        assert taken.status_code == 202
        assert time.monotonic() - began < 5
        assert health.json()["parts"] == {"started": "ok", "bus": "ok", "database": "away"}

        await asyncio.to_thread(harmed.start)
        await ready(client)
        await finished(jetstream)
        assert (await handled(client, taken))["state"] == "processed"
        assert (await post(client, key=key)).json() == taken_before.json()
    registered = await stored(jetstream, "EVENTS", "conf.*.registration.participant.registered.>")
    assert len(registered) == 2
    assert await count(jetstream, "DEAD_LETTERS") == 0
