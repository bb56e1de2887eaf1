"""Lives change, end and are forgotten while two replicas are killed in turn: nobody is half erased, nothing is lost."""

import asyncio
import json
import random
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import nats
import pytest
from nats.js import JetStreamContext
from pymongo import MongoClient

from deploy.local.credentials import Credentials
from deploy.local.http_server import HttpServer
from deploy.local.mongod import Mongod
from deploy.local.nats_server import NatsServer
from deploy.local.ports import free_port
from deploy.local.services import SERVICES, Backends, build_services
from shared.bus.topology import CONSUMERS
from shared.contracts.envelope import CloudEvent
from tests.integration.recommendations.registration_says import (
    SLUG,
    cancelled,
    conference_published,
    erased,
    registered,
    say,
    wishes_changed,
)
from tests.integration.recommendations.site import SESSIONS
from tests.integration.streams import count, settled, stored

OF_EACH = 150
KILLS_OF_EACH = 4
ERASED = 2**53
DATABASE = f"killed_{uuid4().hex[:12]}"

pytestmark = [pytest.mark.faults, pytest.mark.timeout(240)]

Life = list[CloudEvent[Any]]


def changed() -> Life:
    """Registered, then other wishes."""
    first = registered()
    return [first, wishes_changed(first.subject)]


def ended() -> Life:
    """The same, then cancelled."""
    first, change = changed()
    return [first, change, cancelled(first.subject)]


def forgotten() -> Life:
    """The same, then back, then erased."""
    *life, cancel = ended()
    return [*life, cancel, registered(participant=cancel.subject, version=4), erased(cancel.subject)]


def kill_in_turn(replicas: list[HttpServer], failures: list[BaseException], over: threading.Event) -> None:
    try:
        for _ in range(KILLS_OF_EACH):
            for replica in replicas:
                time.sleep(random.uniform(0.1, 0.6))  # when it is killed
                replica.kill()
                replica.start()
                replica.wait_until_ready()
    except BaseException as failure:
        failures.append(failure)
    finally:
        over.set()


async def live(jetstream: JetStreamContext, lives: list[Life], over: threading.Event) -> None:
    """Say what happens, all mixed, some of it twice; spread over the kills."""
    facts = [fact for life in lives for fact in [*life, random.choice(life)]]
    random.shuffle(facts)
    for position, fact in enumerate(facts):
        await say(jetstream, fact)
        if position % 10 == 0 and not over.is_set():
            await asyncio.sleep(0.1)
    while not over.is_set():
        await asyncio.sleep(0.1)
    for consumer in CONSUMERS:
        if consumer.service == "recommendations":
            await settled(jetstream, consumer.stream, consumer.name, seconds=120)


def one_of_two(nats_server: NatsServer, mongod: Mongod, credentials: Credentials, logs: Path) -> HttpServer:
    """A replica of recommendations, and nothing else of the product."""
    ports = {service.name: free_port() for service in SERVICES}
    alone = tuple(service for service in SERVICES if service.name == "recommendations")
    backends = Backends(nats_server.url_for, mongod.url, "smtp://127.0.0.1:1")
    [replica] = build_services(alone, ports, backends, credentials, logs)
    replica.child.environment["MONGO_DATABASE"] = DATABASE
    return replica


async def publish_programme(replica: HttpServer, credentials: Credentials) -> None:
    """As an organiser does."""
    async with httpx.AsyncClient(base_url=replica.url, timeout=20) as caller:
        answer = await caller.put(
            "/v1/programme",
            json={"conference": SLUG, "sessions": SESSIONS},
            headers={"Authorization": f"Bearer {credentials.organiser_token}"},
        )
    assert answer.status_code == 200, answer.text


async def test_lives_go_on_though_processes_do_not(nats_server: NatsServer, mongod: Mongod, tmp_path: Path) -> None:
    lives = {kind: [kind() for _ in range(OF_EACH)] for kind in (changed, ended, forgotten)}
    credentials = Credentials.kept_in(tmp_path / "secrets.json")
    replicas = [one_of_two(nats_server, mongod, credentials, tmp_path / str(number)) for number in range(2)]
    client = await nats.connect(nats_server.url)
    try:
        for replica in replicas:
            replica.start()
            replica.wait_until_ready()
        jetstream = client.jetstream()
        await say(jetstream, conference_published())
        await settled(jetstream, "EVENTS", "recommendations-conference-published")
        await publish_programme(replicas[0], credentials)
        over, failures = threading.Event(), list[BaseException]()
        killer = threading.Thread(target=kill_in_turn, args=(replicas, failures, over))
        killer.start()
        await live(jetstream, [life for kind in lives.values() for life in kind], over)
        killer.join()
        assert failures == []
        events = [json.loads(one.body) for one in await stored(jetstream, "EVENTS", "conf.*.recommendations.>")]
        assert await count(jetstream, "DEAD_LETTERS") == 0
    finally:
        await client.close()
        for replica in replicas:
            replica.stop()
    with MongoClient[dict[str, Any]](mongod.url) as mongo:
        database = mongo[DATABASE]
        profiles = {one["_id"]: one for one in database.profiles.find()}
        agendas = {one["_id"]: one for one in database.agendas.find()}

    assert len(profiles) == len(agendas) == 3 * OF_EACH
    told: dict[str, Counter[str]] = {who: Counter() for who in profiles}
    newest: dict[str, int] = {}
    for event in events:
        if event["subject"] in told:
            told[event["subject"]][event["type"]] += 1
            newest[event["subject"]] = max(newest.get(event["subject"], 0), event["data"].get("version", 0))
    assert [id for id, times in Counter(event["id"] for event in events).items() if times > 1] == []

    for who in (life[0].subject for life in lives[changed]):
        assert (profiles[who]["version"], agendas[who]["version"], newest[who]) == (2, 2, 2)
        assert told[who]["agenda.ready.v1"] == 1
    for who in (life[0].subject for life in lives[ended]):
        assert (profiles[who]["version"], agendas[who]["version"]) == (3, 3)
        assert profiles[who]["cancelled"]
        assert agendas[who]["cancelled"]
        assert "registered" not in profiles[who]
        assert "items" not in agendas[who]
        # What was told of an agenda before it was cancelled was told of its end.
        assert not told[who] or told[who]["agenda.cancelled.v1"] == 1
    for who in (life[0].subject for life in lives[forgotten]):
        for document in (profiles[who], agendas[who]):
            assert set(document) == {"_id", "conference", "version", "erased", "event"}
            assert document["version"] == ERASED
        assert told[who]["profile.erased.v1"] == 1
