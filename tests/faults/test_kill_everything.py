"""Signups while every part is killed again and again: nothing is lost, nothing is doubled.

Hundreds of signups and a kill of each part; with --thorough two thousand and three.
"""

import asyncio
import json
import random
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import nats
import pytest
from nats.js.api import AckPolicy, ConsumerConfig
from pymongo import MongoClient

from shared.bus.topology import CONSUMERS
from tests.stack.product import CONFERENCE, Product, running_product

AT_ONCE = 16
SETTLED_WITHIN = 240.0

pytestmark = [pytest.mark.faults, pytest.mark.timeout(480)]


def signup(number: int) -> dict:
    return {
        "conference": CONFERENCE,
        "name": f"Person {number}",
        "email": f"person-{number}@example.org",
        "goals": [{"statement": "let my students move at their own pace", "area": "instruction"}],
        "spectrum": {"individual_pacing": 1 + number % 3},
    }


async def post_all(url: str, signups: int, until_kills_are_over: threading.Event) -> list[str]:
    """Post each signup until it is answered 202, as a form with a retry would; at least until the kills are over."""
    waiting = list(range(signups))
    accepted: list[str] = []
    async with httpx.AsyncClient(base_url=url, timeout=10) as client:

        async def keep_posting() -> None:
            while waiting:
                number = waiting.pop()
                while (id := await post(client, number)) is None:
                    await asyncio.sleep(0.1)  # what Retry-After asks for, only less patient
                accepted.append(id)
                # Spread over the kills, so that each of them meets signups on their way.
                if not until_kills_are_over.is_set():
                    await asyncio.sleep(0.25)

        await asyncio.gather(*(keep_posting() for _ in range(AT_ONCE)))
    return accepted


async def post(client: httpx.AsyncClient, number: int) -> str | None:
    try:
        answer = await client.post("/v1/signups", json=signup(number), headers={"Idempotency-Key": f"key-{number}"})
    except httpx.TransportError:
        return None
    if answer.status_code == 202:
        return answer.json()["id"]
    assert answer.status_code == 503, answer.text
    assert answer.headers["retry-after"]
    return None


def kill_in_turn(product: Product, kills_of_each: int, over: threading.Event, failures: list[BaseException]) -> None:
    try:
        for _ in range(kills_of_each):
            for part in product.killable:
                part.kill()
                time.sleep(random.uniform(0.05, 0.6))  # how long it stays away
                part.start()
    except BaseException as failure:
        failures.append(failure)
    finally:
        over.set()


async def settle(product: Product) -> None:
    """Return when no consumer has anything left."""
    client = await nats.connect(product.nats.url)
    try:
        jetstream = client.jetstream()
        deadline = time.monotonic() + SETTLED_WITHIN
        while True:
            infos = [await jetstream.consumer_info(one.stream, one.name) for one in CONSUMERS]
            left = {info.name: (info.num_pending, info.num_ack_pending) for info in infos}
            if not any(pending or unanswered for pending, unanswered in left.values()):
                return
            assert time.monotonic() < deadline, f"still at work: {left}"
            await asyncio.sleep(0.5)
    finally:
        await client.close()


async def every_message(product: Product, stream: str) -> list[bytes]:
    client = await nats.connect(product.nats.url)
    try:
        jetstream = client.jetstream()
        config = ConsumerConfig(name="everything", ack_policy=AckPolicy.NONE)
        await jetstream.add_consumer(stream, config)
        subscription = await jetstream.pull_subscribe_bind(consumer="everything", stream=stream)
        found: list[bytes] = []
        while True:
            try:
                found += [message.data for message in await subscription.fetch(1000, timeout=1)]
            except TimeoutError:
                await jetstream.delete_consumer(stream, "everything")
                return found
    finally:
        await client.close()


def test_every_accepted_signup_ends_as_one_of_each(tmp_path: Path, thorough: bool):
    signups, kills_of_each = (2000, 3) if thorough else (300, 1)
    with running_product(tmp_path) as product:
        over = threading.Event()
        failures: list[BaseException] = []
        killer = threading.Thread(target=kill_in_turn, args=(product, kills_of_each, over, failures))
        killer.start()
        accepted = asyncio.run(post_all(product.url("registration"), signups, over))
        killer.join()
        assert failures == []
        asyncio.run(settle(product))

        events = [json.loads(body) for body in asyncio.run(every_message(product, "EVENTS"))]
        contacts = asyncio.run(every_message(product, "CONTACTS"))
        dead = asyncio.run(every_message(product, "DEAD_LETTERS"))
        captured = httpx.get(f"{product.mail.url}/messages.json", timeout=60).json()
        with MongoClient[dict[str, Any]](product.mongod.url) as mongo:
            participants = list(mongo.registration.participants.find({}, {"_id": 1, "person": 1}))
            agendas = [one["_id"] for one in mongo.recommendations.agendas.find({}, {"_id": 1})]
            messages = list(mongo.notifications.messages.find())

    assert len(set(accepted)) == signups
    assert {one["person"] for one in participants} == {f"person-{number}@example.org" for number in range(signups)}
    assert len(participants) == signups
    assert sorted(agendas) == sorted(one["_id"] for one in participants)
    assert len(contacts) == signups
    assert dead == []

    assert [id for id, count in Counter(event["id"] for event in events).items() if count > 1] == []
    kinds = Counter(event["type"] for event in events)
    assert kinds["participant.registered.v1"] == signups
    assert kinds["agenda.ready.v1"] == signups
    assert kinds["message.sent.v1"] + kinds["message.unknown.v1"] == 2 * signups
    assert kinds["message.failed.v1"] == 0

    of_each = Counter((one["participant"], one["template"]) for one in messages)
    assert set(of_each.values()) == {1}
    assert len(of_each) == 2 * signups
    assert {one["state"] for one in messages} <= {"sent", "unknown"}
    delivered = Counter(mail["message_id"] for mail in captured)
    assert [id for id, count in delivered.items() if count > 1] == []
    sent = {f"<{one['_id']}@desirepath.example>" for one in messages if one["state"] == "sent"}
    assert sent <= set(delivered)
    # What is unknown is what a kill cut, and no more: a few in each of the kills.
    assert len(messages) - len(sent) <= 20 * kills_of_each * len(product.killable)
