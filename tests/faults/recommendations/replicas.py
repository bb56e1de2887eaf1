"""Several processes of recommendations on one bus and one database, as many as a test kills."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import nats
from motor.motor_asyncio import AsyncIOMotorClient
from nats.js import JetStreamContext

from deploy.local.http_server import HttpServer
from deploy.local.mongod import Mongod
from deploy.local.nats_server import NatsServer
from deploy.local.ports import free_port
from shared.bus.topology import Consumer
from tests.faults.recommendations.impatient import provision_impatiently
from tests.integration.recommendations.site import ORGANISER, SECRET, TOKEN, finished
from tests.integration.streams import stored
from tests.integration.waiting import until

Documents = dict[str, Any]


class Replicas:
    """The processes, their bus and their database."""

    def __init__(self, servers: list[HttpServer], nats_server: NatsServer, mongod: Mongod, database: str) -> None:
        self.servers, self._nats, self._mongod, self._database = servers, nats_server, mongod, database
        self._starting: list[asyncio.Task[None]] = []

    @asynccontextmanager
    async def meet(self) -> AsyncIterator["Meeting"]:
        """The bus and the database as one event loop sees them."""
        client = await nats.connect(self._nats.url)
        mongo: AsyncIOMotorClient[Documents] = AsyncIOMotorClient(self._mongod.url, tz_aware=True)
        yield Meeting(client.jetstream(), mongo[self._database])
        mongo.close()
        await client.close()

    def kill(self, number: int) -> None:
        """SIGKILL, and another process in its place as soon as it has started, which nobody waits for."""
        server = self.servers[number]
        assert server.running
        server.kill()
        self._starting.append(asyncio.create_task(asyncio.to_thread(server.start)))

    async def all_back(self) -> None:
        """Every process that was killed has another one in its place, which is ready."""
        await asyncio.gather(*self._starting)
        self._starting.clear()
        await asyncio.gather(*(asyncio.to_thread(each.start) for each in self.servers if not each.running))


class Meeting:
    """What a test sees of all of them."""

    def __init__(self, jetstream: JetStreamContext, database: Any) -> None:
        self.jetstream, self.database = jetstream, database

    async def until(self, condition: Any, what: str) -> None:
        """Wait for what the product does."""
        await until(condition, seconds=90, what=what)

    async def answered(self, *consumers: Consumer) -> None:
        """Nothing that was said is unanswered, and nothing that follows from it is owed."""
        await finished(self.jetstream, *consumers, seconds=90)
        for name in ("seats", "agenda_news", "allocations"):
            await self.until(_empty(self.database[name], {"pending.0": {"$exists": True}}), f"{name} owes nothing")

    async def none(self, collection: str, query: Documents) -> None:
        """There is no such document any more."""
        await self.until(_empty(self.database[collection], query), f"no {query} in {collection}")

    async def told(self, subjects: str) -> list[Documents]:
        """The events of this service on these subjects, oldest first; none of them is there twice."""
        events = [json.loads(one.body) for one in await stored(self.jetstream, "EVENTS", subjects)]
        assert len({event["id"] for event in events}) == len(events)
        return events

    async def every_day_is_told_of_once(self, conference: str, agendas: dict[str, Any]) -> None:
        """Each state of each agenda, from the first to the one that is there."""
        told: dict[str, list[int]] = {who: [] for who in agendas}
        for event in await self.told(f"conf.{conference}.recommendations.agenda.>"):
            if event["subject"] in told:
                told[event["subject"]].append(event["data"]["revision"])
        assert {who: sorted(revisions) for who, revisions in told.items()} == {
            who: list(range(1, agenda["revision"] + 1)) for who, agenda in agendas.items()
        }


def _empty(collection: Any, query: Documents) -> Any:
    async def so() -> bool:
        return await collection.find_one(query, {"_id": True}) is None

    return so


async def put_programme(server: HttpServer, conference: str, sessions: list[Documents]) -> None:
    """As an organiser does; on its way to the other processes it is an event."""
    async with httpx.AsyncClient(base_url=server.url, timeout=30) as client:
        body = {"conference": conference, "sessions": sessions}
        answer = await client.put("/v1/programme", json=body, headers=ORGANISER)
        assert answer.status_code == 200, answer.text


@contextmanager
def running_replicas(folder: Path, mongod: Mongod, number: int) -> Iterator[Replicas]:
    """That many, ready."""
    database = f"replicas_{uuid4().hex[:12]}"
    with NatsServer(folder / "nats") as nats_server:
        asyncio.run(_provision(nats_server.url))
        servers = [_server(each, nats_server, mongod, database, folder) for each in range(number)]
        try:
            for server in servers:
                server.child.start()
            for server in servers:
                server.wait_until_ready()
            yield Replicas(servers, nats_server, mongod, database)
        finally:
            for server in servers:
                server.child.ask_to_stop()
            for server in servers:
                server.stop()


def _server(number: int, nats_server: NatsServer, mongod: Mongod, database: str, folder: Path) -> HttpServer:
    port = free_port()
    environment = {
        "NATS_URL": nats_server.url_for("recommendations"),
        "MONGO_URL": mongod.url,
        "MONGO_DATABASE": database,
        "ORGANISER_TOKEN": TOKEN,
        "LINK_SECRETS": SECRET,
        "HTTP_PORT": str(port),
        "RANKER": "bm25",
        "ALLOCATION_HOUR": "-1",
    }
    command = [sys.executable, "-m", "tests.faults.recommendations.impatient"]
    return HttpServer(f"replica {number}", command, environment, port=port, log=folder / f"replica-{number}.log")


async def _provision(url: str) -> None:
    client = await nats.connect(url)
    await provision_impatiently(client.jetstream())
    await client.close()
