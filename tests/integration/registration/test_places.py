"""The places of a conference: as many as there are, each given once, in turn."""

import asyncio
import functools
import json
from collections import Counter
from datetime import UTC, datetime, timedelta

from services.registration.domain import participant_id
from shared.contracts.registration import ParticipantOffered
from shared.events import Producer
from shared.links import Links, Purpose
from shared.tokens import Act, Tokens
from tests.integration.registration.site import SECRET, finished, post, publish, serving
from tests.integration.streams import stored
from tests.integration.waiting import until

OFFERED = "conf.*.registration.participant.offered.>"


async def states(database) -> dict[str, str]:
    return {one["person"]: one["state"] async for one in database["participants"].find()}


async def ledger(database) -> tuple[int, int]:
    found = await database["places"].find_one({}) or {}
    return found.get("taken", 0), found.get("waiting", 0)


async def test_two_hundred_at_once_for_the_last_ten_places(settings, jetstream, database):
    async with serving(settings) as one, serving(settings) as other:
        await publish(one, capacity=30)
        for number in range(20):
            assert (await post(one, email=f"early-{number}@example.org")).status_code == 202
        await finished(jetstream)

        answers = await asyncio.gather(
            *(post((one, other)[n % 2], email=f"late-{n}@example.org", name=f"Late {n}") for n in range(200))
        )
        await finished(jetstream)

    assert {answer.status_code for answer in answers} == {202}
    late = Counter(state for person, state in (await states(database)).items() if person.startswith("late"))
    assert late == {"confirmed": 10, "waitlisted": 190}
    assert await ledger(database) == (30, 190)
    assert len(await stored(jetstream, "EVENTS", "conf.*.registration.participant.registered.>")) == 30
    assert len(await stored(jetstream, "EVENTS", "conf.*.registration.participant.waitlisted.>")) == 190


async def test_two_hundred_confirm_at_once_for_ten_places(settings, jetstream, database):
    """The order of the queue is that of the signups, whoever confirms first."""
    async with serving(settings) as client:
        await publish(client, capacity=10, double_opt_in=True)
        for number in range(200):
            await post(client, email=f"p{number:03}@example.org")
        await finished(jetstream)
        assert Counter((await states(database)).values()) == {"pending": 200}
        assert await ledger(database) == (0, 0)
        pending = await stored(jetstream, "EVENTS", "conf.*.registration.participant.pending.>")
        tokens = [Tokens([SECRET]).token(Act.CONFIRM_SIGNUP, json.loads(one.body)["id"]) for one in pending]

        answers = await asyncio.gather(*(client.post(f"/confirm/{token}") for token in tokens))

        assert {answer.status_code for answer in answers} == {303}
        assert Counter((await states(database)).values()) == {"confirmed": 10, "waitlisted": 190}
        assert await ledger(database) == (10, 190)
        people = database["participants"].find({"state": "waitlisted"}).sort("registered_at")
        queue = [one["person"] async for one in people]
        assert queue == sorted(queue)


async def test_a_place_that_becomes_free_goes_to_the_first_of_the_queue(site, jetstream, database):
    await publish(site, capacity=1)
    signups = []
    for name in ("first", "second", "third"):
        signups.append((await post(site, email=f"{name}@example.org")).json()["id"])
        await finished(jetstream)
    manage = Links([SECRET]).sign(Purpose.MANAGE, participant_id(signups[0]))

    assert (await site.post(f"/manage/{manage}/cancel")).status_code == 303
    assert (await site.post(f"/manage/{manage}/cancel")).status_code == 303  # again is no matter

    expected = {"first@example.org": "cancelled", "second@example.org": "offered", "third@example.org": "waitlisted"}
    assert await states(database) == expected
    assert await ledger(database) == (1, 1)
    # Somebody new does not overtake who waits.
    await post(site, email="fourth@example.org")
    await finished(jetstream)
    assert (await states(database))["fourth@example.org"] == "waitlisted"

    (offer,) = await stored(jetstream, "EVENTS", OFFERED)
    token = Tokens([SECRET]).token(Act.ANSWER_OFFER, json.loads(offer.body)["id"])
    assert (await site.get(f"/offers/{token}")).status_code == 200
    assert (await states(database))["second@example.org"] == "offered"
    assert (await site.post(f"/offers/{token}", data={"answer": "decline"})).status_code in (200, 303)
    assert (await site.post(f"/offers/{token}", data={"answer": "accept"})).status_code == 410

    found = await states(database)
    assert found["second@example.org"] == "cancelled"
    assert found["third@example.org"] == "offered"
    assert await ledger(database) == (1, 1)


async def test_an_offer_that_is_accepted_is_a_place(site, jetstream, database):
    await publish(site, capacity=1)
    for name in ("first", "second"):
        await post(site, email=f"{name}@example.org")
        await finished(jetstream)

    await publish(site, capacity=2)

    async def is_offered() -> bool:
        return len(await stored(jetstream, "EVENTS", OFFERED)) == 1

    await until(is_offered, what="the place is offered")
    (offer,) = await stored(jetstream, "EVENTS", OFFERED)
    token = Tokens([SECRET]).token(Act.ANSWER_OFFER, json.loads(offer.body)["id"])
    assert (await site.post(f"/offers/{token}", data={"answer": "accept"})).status_code == 303
    assert (await states(database))["second@example.org"] == "confirmed"
    assert await ledger(database) == (2, 0)
    registered = await stored(jetstream, "EVENTS", "conf.*.registration.participant.registered.>")
    assert [json.loads(one.body)["data"]["version"] for one in registered] == [1, 3]


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


async def test_an_offer_that_runs_out_goes_to_the_next(monkeypatch, settings, jetstream, database):
    clock = Clock()
    monkeypatch.setattr("services.registration.app.Producer", functools.partial(Producer, clock=clock))
    async with serving(settings) as client:
        await publish(client, capacity=1, offer_minutes=60)
        for name in ("first", "second", "third"):
            clock.now += timedelta(seconds=1)
            await post(client, email=f"{name}@example.org")
            await finished(jetstream)
        await publish(client, capacity=2, offer_minutes=60)

        async def everybody_is(**expected: str) -> None:
            async def they_are() -> bool:
                found = await states(database)
                return {name: found[f"{name}@example.org"] for name in expected} == expected

            await until(they_are, what=str(expected))

        await everybody_is(second="offered", third="waitlisted")

        async def it_is_told() -> bool:
            return len(await stored(jetstream, "EVENTS", OFFERED)) == 1

        await until(it_is_told, what="the offer is told")
        (first_offer,) = [ParticipantOffered.parse(one.body) for one in await stored(jetstream, "EVENTS", OFFERED)]
        assert first_offer.data.until - first_offer.time == timedelta(minutes=60)
        clock.now += timedelta(minutes=61)
        await everybody_is(second="cancelled", third="offered")
        token = Tokens([SECRET]).token(Act.ANSWER_OFFER, first_offer.id)
        assert (await client.post(f"/offers/{token}", data={"answer": "accept"})).status_code == 410

    assert await ledger(database) == (2, 0)
    (ended,) = await stored(jetstream, "EVENTS", "conf.*.registration.participant.cancelled.>")
    assert json.loads(ended.body)["data"] == {"version": 3, "reason": "expired"}


async def test_who_only_saved_the_date_keeps_their_id_when_they_sign_up(site, jetstream, database):
    body = {"conference": "personalized-learning-2026", "email": "ana@example.org", "name": "Ana", "updates": True}
    assert (await site.post("/v1/interests", json=body)).status_code == 202
    (before,) = await database["participants"].find().to_list(None)

    await post(site)
    await finished(jetstream)

    (after,) = await database["participants"].find().to_list(None)
    assert (before["state"], after["state"]) == ("interested", "confirmed")
    assert after["_id"] == before["_id"]
    (registered,) = await stored(jetstream, "EVENTS", "conf.*.registration.participant.registered.>")
    assert json.loads(registered.body)["subject"] == before["_id"]
    (contact,) = await stored(jetstream, "CONTACTS")
    assert json.loads(contact.body)["data"]["name"] == "Ana Ruiz"


async def test_who_cancelled_may_sign_up_again(site, jetstream, database):
    await publish(site, capacity=1)
    first = await post(site)
    await finished(jetstream)
    manage = Links([SECRET]).sign(Purpose.MANAGE, participant_id(first.json()["id"]))
    await site.post(f"/manage/{manage}/cancel")
    assert await ledger(database) == (0, 0)

    await post(site, name="Ana Ruiz-Soto")
    await finished(jetstream)
    assert await ledger(database) == (0, 0), "anybody can write the address of who cancelled"
    await site.post(f"/manage/{manage}/confirm")

    (found,) = await database["participants"].find().to_list(None)
    assert (found["_id"], found["state"], found["name"]) == (
        participant_id(first.json()["id"]),
        "confirmed",
        "Ana Ruiz-Soto",
    )
    assert await ledger(database) == (1, 0)


async def test_who_has_not_confirmed_and_signs_up_again_is_asked_again(settings, jetstream, database):
    """And gets no link to anything else: the address may be anybody's."""
    async with serving(settings) as client:
        await publish(client, double_opt_in=True)
        await post(client)
        await finished(jetstream)
        await post(client)
        await finished(jetstream)

        async def is_asked_again() -> bool:
            return len(await stored(jetstream, "EVENTS", "conf.*.registration.participant.pending.>")) == 2

        await until(is_asked_again, what="the second mail is asked for")
        assert await stored(jetstream, "EVENTS", "conf.*.registration.participant.signup_repeated.>") == []
        (person,) = await database["participants"].find().to_list(None)
        assert (person["name"], person["state"], len(person["tokens"])) == ("Ana Ruiz", "pending", 2)
        for asked in await stored(jetstream, "EVENTS", "conf.*.registration.participant.pending.>"):
            token = Tokens([SECRET]).token(Act.CONFIRM_SIGNUP, json.loads(asked.body)["id"])
            assert (await client.get(f"/confirm/{token}")).status_code == 200
