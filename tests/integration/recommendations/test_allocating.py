"""Giving out the seats of a whole conference, over HTTP and by night."""

import json
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from motor.motor_asyncio import AsyncIOMotorDatabase
from nats.js import JetStreamContext

from services.recommendations.seats.allocating import Done
from services.recommendations.seats.outcomes import Runs
from services.recommendations.seats.runs_store import MongoRuns
from services.recommendations.settings import Settings
from shared import events
from shared.contracts.recommendations import AllocationCompleted
from shared.contracts.vocabulary import Area, Goal
from tests.integration.recommendations.registration_says import SLUG, registered, say
from tests.integration.recommendations.site import (
    CHOICE,
    ORGANISER,
    PACING,
    WELCOME,
    finished,
    know_conference,
    put,
    serving,
)
from tests.integration.recommendations.test_seats import in_order, seats_of
from tests.integration.streams import stored
from tests.integration.waiting import until
from tests.unit.recommendations.seats.test_seats_page import OUTCOME

PROGRAMME = [WELCOME, {**PACING, "capacity": 1}, CHOICE]
LITTLE = (Goal(statement="let my students move at their own pace", area=Area.INSTRUCTION, priority=3),)
MUCH = (Goal(statement="let my students move at their own pace", area=Area.INSTRUCTION, priority=1),)


async def allocated(client: httpx.AsyncClient, query: str = "") -> list[dict[str, Any]]:
    answer = await client.post(f"/v1/conferences/{SLUG}/allocations{query}", headers=ORGANISER)
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


async def holder(database: AsyncIOMotorDatabase) -> str:
    found = await database["seats"].find_one({"guid": "pacing"})
    assert found is not None
    [participant] = found["holders"]
    return str(participant)


async def test_the_seat_goes_to_whom_it_is_worth_most_and_all_of_it_is_told(
    site: httpx.AsyncClient, jetstream: JetStreamContext, database: AsyncIOMotorDatabase
) -> None:
    await put(site, *PROGRAMME)
    early, late = registered(goals=LITTLE), registered(goals=MUCH)
    for one in (early, late):
        await say(jetstream, one)
        await finished(jetstream)
    assert await holder(database) == early.subject

    dry = await allocated(site, "?dry_run=true")
    assert await holder(database) == early.subject
    lines = await allocated(site)

    assert await holder(database) == late.subject
    await in_order(database, {"pacing": 1})
    assert await seats_of(site) == {"pacing": (1, 1, 1)}
    assert [line["doing"] for line in lines if "doing" in line][:2] == ["values", "prices"]
    result = lines[-1]["result"]
    assert result == {**dry[-1]["result"], "changed": 2}
    assert result["people"] == 2
    assert result["value"] <= result["bound"]
    bodies = [json.loads(one.body) for one in await stored(jetstream, "EVENTS", "conf.*.recommendations.>")]
    [told] = [one for one in bodies if one["type"] == "allocation.completed.v1"]
    assert told["data"] == result
    changed = {one["subject"] for one in bodies if one["type"] == "agenda.changed.v1"}
    assert changed == {early.subject, late.subject}
    assert early.subject not in json.dumps(told)

    # Once more changes nothing.
    assert (await allocated(site))[-1]["result"]["changed"] == 0


async def test_by_night_one_replica_gives_out_seats_once(
    settings: Settings, jetstream: JetStreamContext, database: AsyncIOMotorDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.recommendations.seats.room.NIGHTLY", 0.2)
    # Half past three in Detroit, a week before.
    monkeypatch.setattr(
        events.Producer, "__init__", _at(datetime(2026, 10, 21, 7, 30, tzinfo=UTC), events.Producer.__init__)
    )
    async with serving(settings) as one, serving(settings):
        await know_conference(jetstream)
        await put(one, *PROGRAMME)
        early, late = registered(goals=LITTLE), registered(goals=MUCH)
        for each in (early, late):
            await say(jetstream, each)
            await finished(jetstream)

        async def done() -> bool:
            told = await stored(jetstream, "EVENTS", "conf.*.recommendations.allocation.>")
            return len(told) > 0

        await until(done, seconds=30, what="seats are given out by night")
        assert await holder(database) == late.subject
        assert len(await stored(jetstream, "EVENTS", "conf.*.recommendations.allocation.>")) == 1
        found = await database["allocations"].find_one({"_id": SLUG})
        assert found is not None
        assert found["night"] == "2026-10-21"


async def test_a_night_is_taken_once(database: AsyncIOMotorDatabase) -> None:
    """Also by a replica that looked before the other one was done."""
    runs = MongoRuns(database)
    name = await runs.claim(SLUG, "2026-10-21")
    assert name is not None
    assert await runs.claim(SLUG, "2026-10-21") is None

    told = events.Producer("recommendations", "http://recommendations.example.org").first(
        AllocationCompleted, id=name, conference=SLUG, subject=SLUG, data=OUTCOME.fact
    )
    await runs.leave(SLUG, name, Done(OUTCOME, events.FrozenEvent.of(told), "2026-10-21"))

    assert await MongoRuns(database).runs(SLUG) == Runs(busy=False, last=OUTCOME)
    assert await runs.claim(SLUG, "2026-10-21") is None
    assert await runs.claim(SLUG, "2026-10-22") is not None


def _at(moment: datetime, made: Any) -> Any:
    """A producer whose clock stands still."""

    def init(self: Any, service: str, public_url: str, clock: Any = None) -> None:
        made(self, service, public_url, lambda: moment)

    return init


async def test_what_cannot_be_given_out_is_told(site: httpx.AsyncClient) -> None:
    assert (await site.post(f"/v1/conferences/{SLUG}/allocations")).status_code == 401
    nowhere = await site.post("/v1/conferences/nowhere/allocations", headers=ORGANISER)
    assert nowhere.status_code == 404
    assert (await allocated(site)) == [{"problem": "There is no programme of such a conference here."}]
