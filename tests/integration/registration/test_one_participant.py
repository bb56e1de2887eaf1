"""One address in one conference is one participant, whoever posts it and however often."""

import asyncio
import functools
import json
from datetime import UTC, datetime, timedelta

import pytest

from services.registration.domain import participant_id
from shared.events import Producer
from tests.integration.registration.site import finished, handled, paused, post, publish, serving
from tests.integration.streams import count, stored

REPEATED = "conf.*.registration.participant.signup_repeated.>"


async def test_the_second_overwrites_nothing(site, jetstream, database):
    await post(site)
    await finished(jetstream)
    before = await database["participants"].find_one({})

    await post(site, email="ANA@Example.ORG", name="Mallory", goals=[{"statement": "spoil it"}], school="Elsewhere")
    await finished(jetstream)

    (after,) = await database["participants"].find().to_list(None)
    assert {**after, "link": None} == before
    (contact,) = await stored(jetstream, "CONTACTS")
    assert json.loads(contact.body)["data"] == {"version": 1, "name": "Ana Ruiz", "email": "ana@example.org"}
    assert len(await stored(jetstream, "EVENTS", "conf.*.registration.participant.registered.>")) == 1
    (held,) = await database["repeats"].find().to_list(None)
    assert json.loads(held["signup"])["data"]["name"] == "Mallory"


async def test_whoever_posts_cannot_tell_that_an_address_is_known(site, jetstream):
    answers = []
    for _ in range(2):
        async with paused(jetstream):
            answer = await post(site)
            received = (await site.get(answer.headers["Location"])).json()
        await finished(jetstream)
        answers.append((answer, received, await handled(site, answer)))

    (new, received, processed), (known, received_again, processed_again) = answers

    assert new.status_code == known.status_code == 202
    assert set(new.headers) == set(known.headers)
    assert set(new.json()) == set(known.json()) == {"id"}
    assert new.json()["id"] != known.json()["id"]
    assert received == {"id": new.json()["id"], "state": "received"}
    assert received_again == {"id": known.json()["id"], "state": "received"}
    assert processed == {"id": new.json()["id"], "state": "processed"}
    assert processed_again == {"id": known.json()["id"], "state": "processed"}


async def test_its_owner_is_to_hear_of_it(site, jetstream):
    first = await post(site)
    await finished(jetstream)
    second = await post(site)
    await finished(jetstream)

    (event,) = [json.loads(message.body) for message in await stored(jetstream, "EVENTS", REPEATED)]
    assert event["subject"] == participant_id(first.json()["id"])
    assert event["correlationid"] == event["causationid"] == second.json()["id"]
    assert event["data"] == {}


async def test_fifty_at_once_at_two_instances(settings, jetstream, database):
    async with serving(settings) as one, serving(settings) as other:
        await publish(one)
        await publish(other)
        writings = ("ana@example.org", "Ana@Example.org", "ANA@EXAMPLE.ORG")
        answers = await asyncio.gather(
            *(post((one, other)[n % 2], email=writings[n % 3], name=f"Ana {n}") for n in range(50))
        )
        await finished(jetstream)
        states = [(await handled(one, answer))["state"] for answer in answers]

    assert [answer.status_code for answer in answers] == [202] * 50
    assert len({answer.json()["id"] for answer in answers}) == 50
    assert states == ["processed"] * 50
    assert await database["participants"].count_documents({}) == 1
    assert await count(jetstream, "CONTACTS") == 1
    assert len(await stored(jetstream, "EVENTS", "conf.*.registration.participant.registered.>")) == 1
    assert len(await stored(jetstream, "EVENTS", REPEATED)) == 1
    assert await count(jetstream, "DEAD_LETTERS") == 0


async def test_in_another_conference_it_is_another_participant(site, jetstream, database):
    await publish(site, slug="another")
    await post(site)
    await post(site, conference="another")
    await finished(jetstream)

    assert await database["participants"].count_documents({}) == 2
    assert await count(jetstream, "CONTACTS") == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ana@example.org", "  ANA@EXAMPLE.ORG  "),
        ("straße@example.org", "STRASSE@example.org"),
        ("ana@bücher.example.org", "ana@BÜCHER.example.org"),
    ],
)
async def test_written_otherwise_it_is_the_same_address(one, other, site, jetstream, database):
    await post(site, email=one)
    answer = await post(site, email=other)
    await finished(jetstream)

    assert answer.status_code == 202
    assert await database["participants"].count_documents({}) == 1


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 9, 1, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


async def test_its_owner_hears_of_it_once_an_hour_at_most(monkeypatch, settings, jetstream):
    clock = Clock()
    monkeypatch.setattr("services.registration.app.Producer", functools.partial(Producer, clock=clock))
    told: dict[int, int] = {}
    async with serving(settings) as client:
        await publish(client)
        await post(client)
        await finished(jetstream)
        start = clock.now
        for minute in (1, 2, 60, 61, 62, 120, 121):
            clock.now = start + timedelta(minutes=minute)
            await post(client)
            await finished(jetstream)
            told[minute] = len(await stored(jetstream, "EVENTS", REPEATED))

    assert told == {1: 1, 2: 1, 60: 1, 61: 2, 62: 2, 120: 2, 121: 3}


async def test_a_repeat_delivered_again_says_the_same_once(monkeypatch, settings, jetstream, database):
    """An hour later, so that it would be due if it were not remembered."""
    clock = Clock()
    monkeypatch.setattr("services.registration.app.Producer", functools.partial(Producer, clock=clock))
    async with serving(settings) as client:
        await publish(client)
        await post(client)
        await finished(jetstream)
        async with paused(jetstream):
            await post(client)
            (queued,) = await stored(jetstream, "SIGNUPS")
        await finished(jetstream)
        said = await stored(jetstream, "EVENTS", REPEATED)
        clock.now += timedelta(hours=2)
        # Under another Nats-Msg-Id, as after the dedupe window.
        await jetstream.publish(queued.subject, queued.body, stream="SIGNUPS")
        await finished(jetstream)

        assert await stored(jetstream, "EVENTS", REPEATED) == said
    assert len(said) == 1
    assert await database["repeats"].count_documents({}) == 1


async def test_a_crash_between_the_claim_and_the_note_loses_no_mail(settings, jetstream, database):
    """The claim names its signup, so that the same signup claims it again."""
    async with serving(settings) as client:
        await publish(client)
        await post(client)
        await finished(jetstream)
        async with paused(jetstream):
            second = await post(client)
            claim = {"at": datetime.now(UTC), "signup": second.json()["id"]}
            await database["participants"].update_one({}, {"$set": {"link": claim}})
            third = await post(client)
        await finished(jetstream)

        events = [json.loads(message.body) for message in await stored(jetstream, "EVENTS", REPEATED)]
        assert [event["causationid"] for event in events] == [second.json()["id"]]
        assert (await handled(client, third))["state"] == "processed"
