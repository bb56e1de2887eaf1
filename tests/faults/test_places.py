"""Registration is killed between any two steps: no place is lost, none is given twice, everything is told once."""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import nats
import pytest
from pymongo import MongoClient
from pymongo.database import Database

from deploy.local.http_server import HttpServer
from deploy.local.mongod import Mongod
from deploy.local.nats_server import NatsServer
from deploy.local.part import StartError
from deploy.local.ports import free_port
from services.registration.domain import participant_id
from shared.bus.provision import provision
from shared.links import Links, Purpose
from shared.tokens import Act, Tokens
from tests.integration.registration.site import ORGANISER, SECRET, TOKEN, conference, signup
from tests.integration.streams import stored
from tests.integration.waiting import until

pytestmark = [pytest.mark.faults, pytest.mark.timeout(180)]

PLACES, SIGNUPS = 3, 8
AT_ONCE = 8

STEPS = [
    # The batch of signups: the transaction that gives places, and what follows it.
    ("services.registration.participants.people_store:MongoPeople._move", "before", 1),
    ("services.registration.participants.people_store:MongoPeople._move", "after", 1),
    ("services.registration.participants.people_store:MongoPeople._admit", "after", 1),
    ("shared.bus.publish:Publisher.publish", "before", 2),
    ("shared.bus.publish:Publisher.publish", "after", 2),
    # A click: cancelling, which frees a place, and the offer that follows.
    ("services.registration.participants.people_store:MongoPeople._write", "before", 1),
    ("services.registration.participants.people_store:MongoPeople._write", "after", 1),
    ("services.registration.participants.people_store:MongoPeople.save", "after", 1),
    ("shared.outbox:Outbox._publish", "before", 2),
    ("shared.outbox:Outbox._publish", "after", 2),
    ("services.registration.participants.waiting_list:WaitingList.promote", "before", 1),
    ("services.registration.participants.people_store:MongoPeople._write", "after", 2),
    ("services.registration.participants.people_store:MongoPeople.save", "after", 2),
    # The offer is accepted.
    ("services.registration.participants.people_store:MongoPeople._write", "after", 3),
    ("services.registration.participants.people_store:MongoPeople.save", "after", 3),
]


class Stage:
    """Registration as a process that dies once, at the step the test is about, and whoever clicks on its pages."""

    def __init__(self, server: HttpServer, client: httpx.AsyncClient, database: Database[dict[str, Any]]) -> None:
        self.server, self.client, self.database = server, client, database

    def people(self, *states: str) -> list[dict[str, Any]]:
        found = list(self.database.participants.find())
        return [one for one in found if one["state"] in states] if states else found

    async def live(self) -> None:
        if not self.server.running:
            with suppress(StartError):  # it died while it started; the next look starts it again
                await asyncio.to_thread(self.server.start)

    async def until(self, true: Callable[[], bool], what: str) -> None:
        async def is_true() -> bool:
            await self.live()
            return true()

        await until(is_true, seconds=100, what=what)

    async def insist(self, method: str, path: str, good: set[int], **arguments: Any) -> httpx.Response:
        """As a person does whose click led nowhere: again, until there is an answer."""
        answers: list[httpx.Response] = []

        async def is_answered() -> bool:
            await self.live()
            try:
                answers.append(await self.client.request(method, path, **arguments))
            except httpx.TransportError:
                return False
            return answers[-1].status_code in good

        await until(is_answered, seconds=100, what=f"{method} {path}")
        return answers[-1]


@asynccontextmanager
async def staged(step: tuple[str, str, int], mongod: Mongod, folder: Path) -> AsyncIterator[tuple[Stage, NatsServer]]:
    """A stage that is ready, and that has died by the end."""
    target, moment, nth = step
    database, port, mark = f"test_{uuid4().hex[:12]}", free_port(), folder / "mark"
    with NatsServer(folder / "nats") as nats_server:
        client = await nats.connect(nats_server.url)
        await provision(client.jetstream())
        await client.close()
        environment = {
            "NATS_URL": nats_server.url_for("registration"),
            "MONGO_URL": mongod.url,
            "MONGO_DATABASE": database,
            "ORGANISER_TOKEN": TOKEN,
            "LINK_SECRETS": SECRET,
            "HTTP_PORT": str(port),
            "REGISTRATION_URL": f"http://127.0.0.1:{port}",
        }
        command = [sys.executable, "-m", "tests.faults.crashing", target, moment, str(nth), str(mark), "--"]
        command.append("services.registration")
        server = HttpServer("registration", command, environment, port=port, log=folder / "log")
        try:
            await asyncio.to_thread(server.start)
            async with httpx.AsyncClient(base_url=server.url, timeout=5) as caller:
                with MongoClient[dict[str, Any]](mongod.url, tz_aware=True) as mongo:
                    yield Stage(server, caller, mongo[database]), nats_server
        finally:
            await asyncio.to_thread(server.stop)
        assert mark.exists(), "it was never killed: the step does not exist any more"


async def sign_up_all(stage: Stage) -> list[str]:
    """More people than places; returns the ids of their signups."""
    wanted = conference(capacity=PLACES)
    await stage.insist("PUT", f"/v1/conferences/{wanted['slug']}", {200, 202}, json=wanted, headers=ORGANISER)
    ids = []
    for number in range(SIGNUPS):
        body, key = signup(email=f"p{number}@example.org"), {"Idempotency-Key": f"key-{number}"}
        ids.append((await stage.insist("POST", "/v1/signups", {202}, json=body, headers=key)).json()["id"])
    await stage.until(lambda: len(stage.people()) == SIGNUPS, "every signup is handled")
    return ids


async def cancel_one(stage: Stage) -> dict[str, Any]:
    """Somebody leaves; returns who is offered the place."""
    manage = Links([SECRET]).sign(Purpose.MANAGE, stage.people("confirmed")[0]["_id"])
    await stage.insist("POST", f"/manage/{manage}/cancel", {303})
    await stage.until(lambda: bool(stage.people("offered")), "the place is offered")
    return stage.people("offered")[0]


async def accept(stage: Stage, offered: dict[str, Any]) -> None:
    (offer,) = [entry["id"] for entry in offered["history"] if entry["type"] == "participant.offered.v1"]
    token = Tokens([SECRET]).token(Act.ANSWER_OFFER, offer)
    # 410: the answer was lost in the crash, what it answered was not.
    await stage.insist("POST", f"/offers/{token}", {303, 410}, data={"answer": "accept"})
    owed = {"pending.0": {"$exists": True}}
    await stage.until(lambda: not stage.database.participants.count_documents(owed), "every event is on the bus")


async def test_no_place_is_lost_or_given_twice(mongod: Mongod, tmp_path: Path):
    """Many steps at once, because each waits until the bus takes its first worker for dead."""

    turns = asyncio.Semaphore(AT_ONCE)

    async def play(number: int) -> None:
        (folder := tmp_path / str(number)).mkdir()
        async with turns, staged(STEPS[number], mongod, folder) as (stage, nats_server):
            await everything_is_right(stage, nats_server)

    results = await asyncio.gather(*(play(number) for number in range(len(STEPS))), return_exceptions=True)

    failures = {step: repr(failed) for step, failed in zip(STEPS, results, strict=True) if failed}
    assert failures == {}


async def everything_is_right(stage: Stage, nats_server: NatsServer) -> None:
    ids = await sign_up_all(stage)
    assert len(stage.people("confirmed")) == PLACES
    assert len(stage.people("waitlisted")) == SIGNUPS - PLACES
    first = min(stage.people("waitlisted"), key=lambda one: (one["registered_at"], one["_id"]))

    offered = await cancel_one(stage)
    assert offered["_id"] == first["_id"]
    await accept(stage, offered)

    assert {one["_id"] for one in stage.people()} == {participant_id(id) for id in ids}
    states = Counter(one["state"] for one in stage.people())
    assert states == {"confirmed": PLACES, "cancelled": 1, "waitlisted": SIGNUPS - PLACES - 1}
    (ledger,) = stage.database.places.find()
    assert (ledger["taken"], ledger["waiting"]) == (PLACES, SIGNUPS - PLACES - 1)

    client = await nats.connect(nats_server.url)

    async def every_signup_is_answered() -> bool:
        await stage.live()
        return (await client.jetstream().stream_info("SIGNUPS")).state.messages == 0

    await until(every_signup_is_answered, seconds=100, what="what was in a dead worker's hands is handled")
    messages = await stored(client.jetstream(), "EVENTS", "conf.*.registration.participant.>")
    await client.close()
    events = [json.loads(one.body) for one in messages]
    assert [id for id, count in Counter(event["id"] for event in events).items() if count > 1] == []
    assert Counter(event["type"] for event in events) == {
        "participant.registered.v1": PLACES + 1,
        "participant.waitlisted.v1": SIGNUPS - PLACES,
        "participant.cancelled.v1": 1,
        "participant.offered.v1": 1,
    }
