"""Limits that hold across replicas and stop nobody honest, and forms that no person has filled in."""

import asyncio
import json
import re
from contextlib import AsyncExitStack
from html import unescape
from uuid import uuid4

import httpx
import pytest
from altcha import Challenge, Payload, solve_challenge
from motor.motor_asyncio import AsyncIOMotorClient

from services.registration.guarding.limits import Allowances, Keys
from services.registration.guarding.limits_store import INDEXES, MongoAllowances
from services.registration.guarding.proof import Asked
from services.registration.guarding.tally import Rule
from shared.outcomes import Unavailable
from tests.integration.registration.site import finished, post, publish, ready, serving, signup
from tests.integration.streams import count
from tests.integration.waiting import until

SCHOOL = "203.0.113.9"
FORM = {
    "conference": "personalized-learning-2026",
    "name": "Ana Ruiz",
    "email": "ana@example.org",
    "goal_1": "let my students move at their own pace",
    "remarks": "",
}


@pytest.fixture
def settings(settings):
    """Callers say where they are from, and a school may send forty signups."""
    return settings.model_copy(update={"trusted_proxies": "127.0.0.1", "signups_per_network": 40})


@pytest.fixture(autouse=True)
def _sooner(monkeypatch):
    monkeypatch.setattr("services.registration.guarding.signup_limits.EVERY", 0.05)
    monkeypatch.setattr("services.registration.guarding.proof.MOST_TRIES", 500)


async def send(client: httpx.AsyncClient, number: int, network: str = SCHOOL) -> httpx.Response:
    body = signup(email=f"person{number}@example.org")
    return await client.post("/v1/signups", json=body, headers={"X-Forwarded-For": network})


def is_refused(answer: httpx.Response) -> bool:
    assert answer.status_code in (202, 429), answer.text
    if answer.status_code == 202:
        return False
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert 1 <= int(answer.headers["Retry-After"]) <= 660
    return True


async def test_replicas_refuse_together(settings, database, jetstream):
    async with AsyncExitStack() as replicas:
        one, two, three = [await replicas.enter_async_context(serving(settings)) for _ in range(3)]
        await publish(one)
        answers = [await send(one, number) for number in range(25)]
        answers += [await send(two, number) for number in range(25, 40)]
        assert not any(map(is_refused, answers)), "a whole school may sign up"

        async def all_know() -> bool:
            # Each number belongs to somebody else: nobody is refused for their own address.
            return all([is_refused(await send(replica, uuid4().int % 10**9)) for replica in (one, two, three)])

        await until(all_know, seconds=3, what="every replica refuses")
        for replica in (one, two, three):
            assert not is_refused(await send(replica, uuid4().int % 10**9, network="203.0.113.10"))
        await finished(jetstream)
        kept = await database["allowances"].find().to_list(None)
        assert kept
        assert not re.search(r"203\.0|127\.0|@|person", str(kept)), "nobody is named"
        metrics = (await one.get("/metrics")).text
        assert 'desirepath_refused_total{rule="network"}' in metrics
        assert "203.0.113" not in metrics


async def test_honest_people_cause_no_write(settings, database, jetstream):
    async with serving(settings) as client:
        await publish(client)
        for number in range(100):
            assert (await send(client, number, network=f"203.0.113.{number % 50}")).status_code == 202
        # The next news is after all of them.
        assert not is_refused(await send(client, 1000, network="198.51.100.1"))
        for number in range(2000, 2005):
            await send(client, number, network="198.51.100.2")

        async def somebody_suspicious_is_told_of() -> bool:
            return bool(await database["allowances"].count_documents({}))

        await until(somebody_suspicious_is_told_of)
        assert await database["allowances"].distinct("rule") == ["network"]
        assert await database["allowances"].count_documents({}) == 1


async def test_a_mailbox_is_not_filled(settings, jetstream):
    async with serving(settings.model_copy(update={"signups_per_recipient": 2})) as client:
        await publish(client)
        assert [(await post(client, email=f"ana+{number}@example.org")).status_code for number in range(3)] == [
            202,
            202,
            429,
        ]
        page = await client.post("/signups", data=FORM)
        assert (page.status_code, int(page.headers["Retry-After"]) > 0) == (429, True)
        assert "This address was signed up many times" in page.text
        assert "let my students move at their own pace" in page.text
        assert (await post(client, email="bo@example.org")).status_code == 202


@pytest.fixture
def harmed(mongod):
    """The mongod of all tests, which runs again afterwards."""
    yield mongod
    if not mongod.running:
        mongod.start()


async def test_counting_goes_on_without_the_database(settings, harmed, jetstream):
    async with serving(settings) as client:
        await publish(client)
        assert (await send(client, 0)).status_code == 202
        harmed.kill()
        answers = await asyncio.gather(*(send(client, number) for number in range(1, 40)))
        assert [answer.status_code for answer in answers] == [202] * 39
        assert is_refused(await send(client, 40))
        assert (await client.get("/livez")).status_code == 200
        await asyncio.to_thread(harmed.start)
        await ready(client)
        await finished(jetstream)
        assert is_refused(await send(client, 41)), "and afterwards"


@pytest.mark.parametrize("allowed", [1, 5])
async def test_an_allowance_is_spent_exactly_by_all_replicas(database, allowed):
    for collection, wanted in INDEXES.items():
        await database[collection].create_indexes(wanted)
    rule = Rule("resends", allowed, 3600)
    replicas = [Allowances(MongoAllowances(database), Keys("secret")) for _ in range(4)]

    verdicts = await asyncio.gather(*(replicas[n % 4].spend(rule, "ana@example.org") for n in range(40)))

    assert [verdict.allowed for verdict in verdicts].count(True) == allowed
    assert {3590 < verdict.retry_after <= 3600 for verdict in verdicts if not verdict.allowed} == {True}
    assert (await replicas[0].spend(rule, "bo@example.org")).allowed
    assert "example" not in str(await database["allowances"].find().to_list(None))
    indexes = await database["allowances"].index_information()
    assert indexes["forgotten"]["expireAfterSeconds"] == 0


async def test_an_allowance_comes_back(database):
    purse = Allowances(MongoAllowances(database), Keys("secret"))
    rule = Rule("resends", 2, 1)
    assert [(await purse.spend(rule, "ana")).allowed for _ in range(3)] == [True, True, False]

    async def may() -> bool:
        return (await purse.spend(rule, "ana")).allowed

    await until(may, seconds=3)


async def test_an_allowance_without_its_store_is_not_spent(settings, harmed):
    harmed.kill()
    away: AsyncIOMotorClient = AsyncIOMotorClient(settings.mongo_url, serverSelectionTimeoutMS=100)
    with pytest.raises(Unavailable):
        await Allowances(MongoAllowances(away["any"]), Keys("secret")).spend(Rule("resends", 2, 1), "ana")
    away.close()


def hidden(page: httpx.Response, name: str, attribute: str = "value") -> str:
    """What a form holds in a hidden field."""
    found = re.search(rf'name="{name}"[^>]* {attribute}="([^"]*)"', page.text)
    assert found, page.text
    return unescape(found[1])


def filled(page: httpx.Response, **more: str) -> dict[str, str]:
    """The form of this page as a browser sends it."""
    return FORM | {name: hidden(page, name) for name in ("submission", "stamp")} | more


async def test_too_quick_is_sent_once_more(settings, jetstream):
    async with serving(settings.model_copy(update={"minimum_fill_seconds": 3})) as client:
        await publish(client)
        quick = await client.post("/signups", data=filled(await client.get("/")))
        assert quick.status_code == 422
        assert "That was quick. Please send it once more." in quick.text
        assert 'value="ana@example.org"' in quick.text
        second = await client.post("/signups", data=filled(quick))
        assert second.status_code == 303, second.text
        assert await count(jetstream, "SIGNUPS") + await count(jetstream, "EVENTS") > 1


async def test_a_form_without_a_stamp_is_sent_once_more(settings):
    async with serving(settings.model_copy(update={"minimum_fill_seconds": 3})) as client:
        await publish(client)
        first = await client.post("/signups", data=FORM)
        assert (first.status_code, "send it again" in first.text) == (422, True)
        assert (await client.post("/signups", data=filled(first))).status_code == 303


async def test_a_trap_is_answered_like_a_signup(settings, jetstream, database):
    async with serving(settings) as client:
        await publish(client)
        await finished(jetstream)
        before = await count(jetstream, "EVENTS")
        page = await client.get("/")
        real = await client.post("/signups", data=filled(page))
        fake = await client.post("/signups", data=filled(page, remarks="buy now"))
        assert (real.status_code, fake.status_code) == (303, 303)
        assert len(real.headers["Location"]) == len(fake.headers["Location"])
        await finished(jetstream)
        pages = [(await client.get(answer.headers["Location"])).text for answer in (real, fake)]
        assert pages[0] == pages[1]
        states = [(await client.get(f"/v1{answer.headers['Location']}")).json()["state"] for answer in (real, fake)]
        assert states[0] == states[1] == "processed"
        assert await database["participants"].count_documents({}) == 1
        assert await count(jetstream, "EVENTS") > before


async def test_the_work_that_is_asked(settings, jetstream):
    async with serving(settings.model_copy(update={"proof_of_work": Asked.ALWAYS})) as client:
        await publish(client)
        page = await client.get("/")
        without = await client.post("/signups", data=filled(page))
        assert without.status_code == 429
        assert 1 <= int(without.headers["Retry-After"]) <= 60
        assert "in a minute" in without.text
        assert 'value="ana@example.org"' in without.text
        challenge = Challenge.from_dict(json.loads(hidden(without, "proof", "data-challenge")))
        solution = solve_challenge(challenge)
        assert solution
        proof = Payload(challenge, solution).to_base64()
        answers = [await client.post("/signups", data=filled(without, proof=proof)) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [303, 303]
        assert answers[0].headers["Location"] == answers[1].headers["Location"], "one signup"
        other = await client.post("/signups", data=filled(await client.get("/"), proof=proof))
        assert other.status_code == 429, "good for one form"
        assert (await post(client, email="program@example.org")).status_code == 202


async def test_the_work_is_asked_when_it_looks_suspicious(settings):
    async with serving(settings) as client:
        await publish(client)
        assert "data-challenge" not in (await client.get("/", headers={"X-Forwarded-For": SCHOOL})).text
        for number in range(20):
            await send(client, number)
        assert "data-challenge" in (await client.get("/", headers={"X-Forwarded-For": SCHOOL})).text
        assert "data-challenge" not in (await client.get("/", headers={"X-Forwarded-For": "203.0.113.10"})).text
