"""Seats in sessions that have only so many: never given twice, never lost, and given back to those who wait."""

import json
from collections import Counter
from contextlib import AsyncExitStack
from typing import Any

import httpx
from motor.motor_asyncio import AsyncIOMotorDatabase
from nats.js import JetStreamContext

from services.recommendations.settings import Settings
from tests.integration.recommendations.registration_says import (
    SLUG,
    cancelled,
    erased,
    registered,
    say,
    say_many,
    wishes_changed,
)
from tests.integration.recommendations.site import (
    CHOICE,
    GRADING,
    ORGANISER,
    PACE_AGAIN,
    PACING,
    WELCOME,
    agenda_of,
    finished,
    know_conference,
    put,
    serving,
    session,
)
from tests.integration.streams import stored
from tests.integration.waiting import until

SCARCE = {"pacing": 5, "choice": 3}
AS_GOOD = session(
    "as-good", "10:00", 60, title="Let each student move at a pace", area="instruction", room="Room C", capacity=4
)


def programme(**capacities: int | None) -> list[dict[str, Any]]:
    limits: dict[str, int | None] = {**SCARCE, **capacities}
    sessions = [WELCOME, PACING, GRADING, CHOICE, PACE_AGAIN, AS_GOOD]
    return [each | ({"capacity": limits[each["guid"]]} if each["guid"] in limits else {}) for each in sessions]


async def documents(database: AsyncIOMotorDatabase) -> tuple[dict[str, Any], dict[str, set[str]]]:
    """The ledger by session, and who has each session in their agenda."""
    ledger = {found["guid"]: found async for found in database["seats"].find()}
    having: dict[str, set[str]] = {guid: set() for guid in ledger}
    async for agenda in database["agendas"].find():
        for item in agenda.get("items", ()):
            having.get(item["guid"], set()).add(agenda["_id"])
    return ledger, having


async def in_order(database: AsyncIOMotorDatabase, capacities: dict[str, int]) -> None:
    """Who has a session has a seat in it and the other way round, and no seat is given twice."""
    ledger, having = await documents(database)
    for guid, found in ledger.items():
        assert len(found["holders"]) == len(set(found["holders"])) == found["held"]
        assert set(found["holders"]) == having[guid], guid
        assert found["held"] <= capacities.get(guid, found["held"]), guid


async def seats_of(client: httpx.AsyncClient) -> dict[str, tuple[int, int, int]]:
    answer = await client.get(f"/v1/conferences/{SLUG}/seats", headers=ORGANISER)
    assert answer.status_code == 200, answer.text
    return {one["guid"]: (one["capacity"], one["held"], one["waiting"]) for one in answer.json()["sessions"]}


async def becomes(client: httpx.AsyncClient, expected: dict[str, tuple[int, int, int]]) -> None:
    async def so() -> bool:
        return await seats_of(client) == expected

    try:
        await until(so, seconds=10, what="seats are as expected")
    except AssertionError:
        assert await seats_of(client) == expected
        raise


async def test_many_at_once_at_four_instances(
    settings: Settings, jetstream: JetStreamContext, database: AsyncIOMotorDatabase
) -> None:
    async with AsyncExitStack() as stack:
        clients = [await stack.enter_async_context(serving(settings)) for _ in range(4)]
        await know_conference(jetstream)
        assert (await put(clients[0], *programme())).status_code == 200
        people = [registered() for _ in range(40)]
        await say_many(jetstream, people)
        await finished(jetstream)

        assert await seats_of(clients[1]) == {"as-good": (4, 4, 36), "pacing": (5, 5, 31), "choice": (3, 3, 37)}
        await in_order(database, {**SCARCE, "as-good": 4})

        # All at once: some leave, some are forgotten, some want something else, and others come.
        ledger, _ = await documents(database)
        leaving, forgotten = ledger["pacing"]["holders"][:2]
        changing = ledger["choice"]["holders"][0]
        await say_many(
            jetstream,
            [cancelled(leaving), erased(forgotten), wishes_changed(changing), *(registered() for _ in range(20))],
        )
        await finished(jetstream)

        async def nothing_is_free() -> bool:
            return all(capacity == held for capacity, held, _ in (await seats_of(clients[2])).values())

        await until(nothing_is_free, seconds=10, what="free seats went to those who wait")
        await in_order(database, {**SCARCE, "as-good": 4})
        assert await database["waits"].count_documents({"participant": {"$in": [leaving, forgotten]}}) == 0

        async def told() -> bool:
            return await database["seats"].count_documents({"pending.0": {"$exists": True}}) == 0

        await until(told, seconds=15, what="every seat is told of")
    events = [json.loads(one.body) for one in await stored(jetstream, "EVENTS", "conf.*.recommendations.seat.>")]
    assert len({event["id"] for event in events}) == len(events)
    balance: Counter[str] = Counter()
    for event in events:
        balance[event["subject"]] += 1 if event["type"] == "seat.held.v1" else -1
    ledger, _ = await documents(database)
    assert balance == {guid: found["held"] for guid, found in ledger.items()}
    assert forgotten not in json.dumps([event for event in events if event["type"] == "seat.released.v1"])


async def test_who_waits_first_gets_the_seat_that_is_given_back(
    site: httpx.AsyncClient, jetstream: JetStreamContext, database: AsyncIOMotorDatabase
) -> None:
    await put(site, *programme(pacing=1, choice=None)[:-1])
    first, second, third = registered(), registered(), registered()
    for one in (first, second, third):
        await say(jetstream, one)
        await finished(jetstream)
    assert await seats_of(site) == {"pacing": (1, 1, 2)}
    assert [item["guid"] for item in (await agenda_of(site, second.subject))["items"]] != ["pacing"]

    await say(jetstream, cancelled(first.subject))
    await becomes(site, {"pacing": (1, 1, 1)})

    agenda = await agenda_of(site, second.subject)
    assert "pacing" in [item["guid"] for item in agenda["items"]]
    await in_order(database, {"pacing": 1})

    async def changed() -> list[dict[str, Any]]:
        bodies = [json.loads(one.body) for one in await stored(jetstream, "EVENTS", "conf.*.recommendations.agenda.>")]
        return [one for one in bodies if one["subject"] == second.subject and one["type"] == "agenda.changed.v1"]

    async def told() -> bool:
        return len(await changed()) == 1

    await until(told, seconds=10, what="their day is told of")
    [event] = await changed()
    assert event["data"]["revision"] == agenda["revision"]


async def test_a_larger_room_lets_in_who_waits_and_a_smaller_one_throws_nobody_out(
    site: httpx.AsyncClient, jetstream: JetStreamContext, database: AsyncIOMotorDatabase
) -> None:
    await put(site, *programme(pacing=1, choice=None)[:-1])
    await say_many(jetstream, [registered() for _ in range(4)])
    await finished(jetstream)
    assert await seats_of(site) == {"pacing": (1, 1, 3)}

    await put(site, *programme(pacing=3, choice=None)[:-1])
    await becomes(site, {"pacing": (3, 3, 1)})
    await in_order(database, {"pacing": 3})

    async def told() -> bool:
        return await database["seats"].count_documents({"pending.0": {"$exists": True}}) == 0

    await until(told, seconds=15, what="every seat is told of")
    held = [json.loads(one.body)["data"] for one in await stored(jetstream, "EVENTS", "conf.*.recommendations.seat.>")]
    assert [(one["held"], one["capacity"]) for one in held] == [(1, 1), (2, 3), (3, 3)]

    await put(site, *programme(pacing=2, choice=None)[:-1])
    await finished(jetstream)
    await becomes(site, {"pacing": (2, 3, 1)})
    answer = await site.get(f"/v1/conferences/{SLUG}/seats", headers=ORGANISER)
    assert [one["overbooked"] for one in answer.json()["sessions"]] == [1]


async def test_who_had_a_session_before_it_was_limited_has_a_seat(
    site: httpx.AsyncClient, jetstream: JetStreamContext, database: AsyncIOMotorDatabase
) -> None:
    await put(site, *programme(pacing=None, choice=None)[:-1])
    await say_many(jetstream, [registered() for _ in range(3)])
    await finished(jetstream)
    await put(site, *programme(pacing=2, choice=None)[:-1])
    await say(jetstream, registered())
    await finished(jetstream)
    await becomes(site, {"pacing": (2, 3, 1)})
    await in_order(database, {})


async def test_only_an_organiser_sees_seats(site: httpx.AsyncClient) -> None:
    assert (await site.get(f"/v1/conferences/{SLUG}/seats")).status_code == 401
    assert (await site.get("/v1/conferences/nowhere/seats", headers=ORGANISER)).status_code == 404
