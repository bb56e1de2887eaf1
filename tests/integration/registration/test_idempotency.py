"""The same key with the same body is the same signup, whenever and however often it is posted."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from uuid import uuid4

import pytest
from nats.js import JetStreamContext

from tests.integration.registration.site import finished, handled, paused, post, publish, serving
from tests.integration.streams import count, stored
from tests.integration.waiting import until


@pytest.fixture
def key() -> str:
    """A key of the test's own: within its dedupe window the bus knows those of other tests."""
    return f"a form of today {uuid4()}"


async def one_of_each(jetstream: JetStreamContext) -> bool:
    """Whether one signup is all that ever happened."""
    registered = await stored(jetstream, "EVENTS", "conf.*.registration.participant.>")
    contacts = await jetstream.stream_info("CONTACTS")
    return len(registered) == contacts.state.messages == 1 and await count(jetstream, "SIGNUPS") == 0


async def test_again_before_and_after_it_was_handled(key, site, jetstream):
    async with paused(jetstream):
        first = await post(site, key=key)
        second = await post(site, key=key)
        assert await count(jetstream, "SIGNUPS") == 1
    await finished(jetstream)
    third = await post(site, key=key)
    await finished(jetstream)

    assert first.status_code == second.status_code == third.status_code == 202
    assert first.json() == second.json() == third.json()
    assert first.headers["Location"] == second.headers["Location"] == third.headers["Location"]
    assert await one_of_each(jetstream)


async def test_twenty_at_once(key, site, jetstream):
    answers = await asyncio.gather(*(post(site, key=key) for _ in range(20)))
    await finished(jetstream)

    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert await one_of_each(jetstream)


async def test_at_once_at_several_instances(key, settings, jetstream):
    async with serving(settings) as one, serving(settings) as other:
        await publish(one)
        assert (await publish(other)).json()["version"] == 1
        answers = await asyncio.gather(*(post(place, key=key) for place in (one, other) * 10))
        await finished(jetstream)

    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert await one_of_each(jetstream)


async def test_another_body_is_refused_before_and_after_it_was_handled(key, site, jetstream):
    async with paused(jetstream):
        first = await post(site, key=key)
        before = await post(site, key=key, name="Ana R. Ruiz")
    await finished(jetstream)
    after = await post(site, key=key, email="mallory@example.org")

    for refused in (before, after):
        assert refused.status_code == 422
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert [error["field"] for error in refused.json()["errors"]] == ["Idempotency-Key"]
        assert "Ana" not in refused.text
    assert (await handled(site, first))["state"] == "processed"
    assert await one_of_each(jetstream)


async def test_another_body_of_many_at_once_is_refused_but_one(key, site, jetstream):
    answers = await asyncio.gather(*(post(site, key=key, name=f"Ana {number}") for number in range(10)))
    await finished(jetstream)

    assert sorted(answer.status_code for answer in answers) == [202] + [422] * 9
    assert await one_of_each(jetstream)


async def test_the_same_words_in_another_order_are_the_same_body(key, site, jetstream):
    written = await post(site, key=key, goals=[{"statement": "listen", "area": "instruction"}])
    spoken = await post(site, key=key, goals=[{"area": "Instruction", "statement": "  listen "}])

    assert written.json() == spoken.json()
    assert spoken.status_code == 202


async def test_a_key_belongs_to_one_conference(key, site, jetstream):
    await publish(site, slug="another")

    here, there = await post(site, key=key), await post(site, key=key, conference="another")

    assert here.status_code == there.status_code == 202
    assert here.json() != there.json()


async def test_a_signup_that_was_taken_is_still_answered_when_the_conference_has_closed(key, site, jetstream):
    first = await post(site, key=key)
    await finished(jetstream)
    await publish(site, open=False)

    again, new = await post(site, key=key), await post(site, key=f"{key}-2", email="bo@example.org")

    assert (again.status_code, again.json()) == (202, first.json())
    assert new.status_code == 422
    assert new.json()["errors"] == [{"field": "conference", "detail": "signups for this conference are closed"}]


@pytest.fixture
async def forgetful(jetstream: JetStreamContext) -> AsyncIterator[None]:
    """SIGNUPS and EVENTS forget within a tenth of a second which ids they have seen."""
    configurations = [(await jetstream.stream_info(stream)).config for stream in ("SIGNUPS", "EVENTS", "CONTACTS")]
    for configuration in configurations:
        await jetstream.update_stream(replace(configuration, duplicate_window=0.1))
    yield
    for configuration in configurations:
        await jetstream.update_stream(configuration)


async def forgotten(jetstream: JetStreamContext) -> None:
    """Return when the dedupe window of everything sent so far is over."""
    id = str(uuid4())

    async def taken_anew() -> bool:
        ack = await jetstream.publish(f"conf.probe.{uuid4()}", b"", headers={"Nats-Msg-Id": id})
        return not ack.duplicate

    await taken_anew()
    await until(taken_anew, what="the dedupe window is over")
    await jetstream.purge_stream("EVENTS", subject="conf.probe.>")


async def test_again_after_the_dedupe_window(key, forgetful, site, jetstream):
    async with paused(jetstream):
        first = await post(site, key=key)
        await forgotten(jetstream)
        second = await post(site, key=key)
        other = await post(site, key=key, name="Somebody Else")
        assert await count(jetstream, "SIGNUPS") == 1
    await finished(jetstream)
    await forgotten(jetstream)
    third = await post(site, key=key)
    await finished(jetstream)

    assert (first.json(), other.status_code) == (second.json(), 422) == (third.json(), 422)
    assert await one_of_each(jetstream)


async def test_a_signup_delivered_again_after_everything_says_nothing_new(forgetful, site, jetstream, database):
    async with paused(jetstream):
        await post(site)
        (queued,) = await stored(jetstream, "SIGNUPS")
    await finished(jetstream)
    before = await database["participants"].find_one({})
    await forgotten(jetstream)
    told = (await jetstream.stream_info("CONTACTS")).state.last_seq

    await jetstream.publish(queued.subject, queued.body, stream="SIGNUPS")
    await finished(jetstream)

    assert await one_of_each(jetstream)
    assert (await jetstream.stream_info("CONTACTS")).state.last_seq == told
    assert await database["participants"].find().to_list(None) == [before]
    assert await database["repeats"].count_documents({}) == 0


KEYS = ("*", ">", "a.b", "$JS.API", '{"$ne": null}', "../..", "x" * 200, "\u00e9\u00ff", "a\tb", "'; --")


async def test_any_key_is_only_a_key(client, jetstream):
    await publish(client, slug=(slug := f"c-{uuid4().hex[:8]}"))
    ids = set()
    for number, key in enumerate(KEYS):
        headers = {"Idempotency-Key": key.encode("latin-1")}
        email = f"bo{number}@example.org"
        body = {"conference": slug, "name": "Bo", "email": email, "goals": [{"statement": "listen"}]}
        first = await client.post("/v1/signups", json=body, headers=headers)
        second = await client.post("/v1/signups", json=body, headers=headers)
        assert first.status_code == 202, key
        assert first.json() == second.json(), key
        ids.add(first.json()["id"])
    await finished(jetstream)

    assert len(ids) == await count(jetstream, "CONTACTS") == len(KEYS)
    assert await count(jetstream, "DEAD_LETTERS") == 0


async def test_a_key_too_short_or_too_long_is_named(site, jetstream):
    for key in ("", "x" * 201):
        answer = await post(site, key=key)
        assert answer.status_code == 422
        assert [error["field"].lower() for error in answer.json()["errors"]] == ["idempotency-key"]
    assert await count(jetstream, "SIGNUPS") == 0
