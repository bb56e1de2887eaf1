"""Recommendations is killed between two steps of giving seats: none is lost or given twice, all is told once."""

import asyncio
import json
import os
import signal
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import uuid4

import nats
import pytest
from motor.motor_asyncio import AsyncIOMotorClient
from nats.js import JetStreamContext

from deploy.local.mongod import Mongod
from deploy.local.nats_server import NatsServer
from services.recommendations.settings import Settings
from shared.contracts.envelope import CloudEvent
from tests.integration.recommendations.registration_says import cancelled, conference_published, erased, registered, say
from tests.integration.recommendations.site import (
    CHOICE,
    ORGANISER,
    PACING,
    SECRET,
    TOKEN,
    WELCOME,
    finished,
    serving,
)
from tests.integration.streams import stored

pytestmark = [pytest.mark.faults, pytest.mark.timeout(120)]

MotorClient = AsyncIOMotorClient[dict[str, Any]]
SEATS, PEOPLE = 2, 6
AT_ONCE = 4

STEPS = [
    # A batch of newcomers: inside the transaction, and after it.
    ("services.recommendations.seats.moving:Moving.move", "after", 1),
    ("services.recommendations.seats.seated_agendas:MongoSeatedAgendas.add", "after", 1),
    # Somebody cancels, somebody else is erased.
    ("services.recommendations.seats.seated_agendas:MongoSeatedAgendas.replace", "after", 1),
    ("services.recommendations.seats.ledger:MongoSeats.erase", "before", 1),
    # Their seats went to those who wait, and nobody was told yet.
    ("services.recommendations.seats.offering:Offering._offer", "after", 1),
]


@pytest.fixture
async def jetstream(nats_server: NatsServer):
    client = await nats.connect(nats_server.url)
    yield client.jetstream()
    await client.close()


async def run(environment: dict[str, str], *before: str) -> int:
    """The worker, with what comes before it on the command line."""
    command = [sys.executable, "-m", *before, "tests.faults.recommendations.seats_worker"]
    process = await asyncio.create_subprocess_exec(*command, env=os.environ | environment)
    return await process.wait()


async def prepare(settings: Settings, jetstream: JetStreamContext, mongo: MotorClient, slugs: list[str]) -> None:
    """A conference for each step, each in a database of its own."""
    async with serving(settings) as caller:
        await say(jetstream, *(conference_published(slug) for slug in slugs))
        await finished(jetstream)
        for slug in slugs:
            sessions = [WELCOME, {**PACING, "capacity": SEATS}, CHOICE]
            body = {"conference": slug, "sessions": sessions}
            answer = await caller.put("/v1/programme", json=body, headers=ORGANISER)
            assert answer.status_code == 200, answer.text
    for name in ("conferences", "sessions", "programmes"):
        async for found in mongo[settings.mongo_database][name].find():
            slug = found.get("conference", found["_id"])
            slug = slug["slug"] if isinstance(slug, dict) else slug
            await mongo[f"{settings.mongo_database}-{slug}"][name].insert_one(found)


def people_of(slug: str, path: Path) -> list[str]:
    """Six sign up, two of those who got a seat leave: one cancels, one is erased. Answers who, in order."""
    newcomers = [registered(slug) for _ in range(PEOPLE)]
    who = [one.subject for one in newcomers]
    leaving = [one.model_copy(update={"source": newcomers[0].source}) for one in (cancelled(who[0]), erased(who[1]))]
    batches: list[list[CloudEvent[Any]]] = [[*newcomers], [leaving[0]], [leaving[1]]]
    path.write_text("\n".join(f"[{','.join(each.encode().decode() for each in batch)}]" for batch in batches))
    return who


async def test_no_seat_is_lost_or_given_twice(
    nats_server: NatsServer, mongod: Mongod, jetstream: JetStreamContext, tmp_path: Path
) -> None:
    name = f"killed_{uuid4().hex[:12]}"
    environment = {
        "NATS_URL": nats_server.url_for("recommendations"),
        "MONGO_URL": mongod.url,
        "MONGO_DATABASE": name,
        "ORGANISER_TOKEN": TOKEN,
        "LINK_SECRETS": SECRET,
        "RANKER": "bm25",
    }
    settings = Settings(**{key.lower(): value for key, value in environment.items()})  # type: ignore[arg-type]
    slugs = [f"at-{number}" for number in range(len(STEPS))]
    files = [tmp_path / f"{name}-{slug}.events" for slug in slugs]
    people = [people_of(slug, path) for slug, path in zip(slugs, files, strict=True)]
    mongo: MotorClient = AsyncIOMotorClient(mongod.url, tz_aware=True)
    turns = asyncio.Semaphore(AT_ONCE)

    async def kill(number: int) -> None:
        target, moment, nth = STEPS[number]
        crashing = ("tests.faults.crashing", target, moment, str(nth), str(tmp_path / f"{number}.mark"), "--")
        async with turns:
            code = await run(environment | {"EVENTS": str(files[number])}, *crashing)
        assert code == -signal.SIGKILL, f"{STEPS[number]}: it was not killed there"

    try:
        await prepare(settings, jetstream, mongo, slugs)
        await asyncio.gather(*(kill(number) for number in range(len(STEPS))))
        assert await run(environment | {"EVENTS": ":".join(str(path) for path in files)}) == 0

        told = [json.loads(one.body) for one in await stored(jetstream, "EVENTS", "conf.*.recommendations.>")]
        assert [id for id, times in Counter(event["id"] for event in told).items() if times > 1] == []
        for slug, who in zip(slugs, people, strict=True):
            await everything_is_right(mongo[f"{name}-{slug}"], slug, who, told)
    finally:
        mongo.close()


async def everything_is_right(database: Any, slug: str, who: list[str], told: list[dict[str, Any]]) -> None:
    ledger = await database["seats"].find_one({"_id": f"{slug}/pacing"})
    assert sorted(ledger["holders"]) == sorted(who[2:4]), slug
    having = await database["agendas"].find({"conference": slug, "items.guid": "pacing"}).to_list(None)
    assert sorted(one["_id"] for one in having) == sorted(who[2:4]), slug
    waiting = await database["waits"].find({"conference": slug}).to_list(None)
    assert sorted(one["participant"] for one in waiting) == sorted(who[4:]), slug

    seats = [one for one in told if one["source"].startswith(f"/conferences/{slug}/") and one["subject"] == "pacing"]
    assert Counter(one["type"] for one in seats if one["type"].startswith("seat.")) == {
        "seat.held.v1": 4,
        "seat.released.v1": 2,
    }, slug
    changed = [one["subject"] for one in told if one["type"] == "agenda.changed.v1"]
    assert set(who[2:4]) <= set(changed), slug
