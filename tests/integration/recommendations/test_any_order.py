"""Whatever order the facts of a life arrive in, and however often: the end is the same, and the erased stay erased."""

import asyncio
import json
import random
from collections import Counter
from collections.abc import AsyncIterator
from itertools import permutations
from typing import Any

import pytest

from services.recommendations.domain.life import ERASED
from services.recommendations.store import MongoAgendas
from shared.contracts.envelope import CloudEvent
from tests.integration.recommendations.registration_says import (
    cancelled,
    erased,
    registered,
    say,
    say_many,
    wishes_changed,
)
from tests.integration.recommendations.second_process import SecondProcess
from tests.integration.recommendations.site import SESSIONS, finished, put
from tests.integration.streams import count, stored

AT_THE_END = "be the last to have asked"


@pytest.fixture
async def other(settings, site) -> AsyncIterator[SecondProcess]:
    """Another process, beside the running one, with the programme out."""
    await put(site, *SESSIONS)
    process = SecondProcess(settings)
    yield process
    process.mongo.close()


def a_life() -> list[CloudEvent[Any]]:
    """Registered, changed, cancelled, registered again, erased."""
    first = registered()
    who = first.subject
    again = wishes_changed(who).data.goals[0].model_copy(update={"statement": AT_THE_END})
    back = registered(participant=who, version=4, goals=(again,))
    return [first, wishes_changed(who), cancelled(who), back, erased(who)]


def in_every_order(length: int) -> list[list[CloudEvent[Any]]]:
    """The first so many facts of a life of its own for each order there is."""
    return [[life[position] for position in order] for order in permutations(range(length)) if (life := a_life())]


async def ends(database) -> Counter:
    """How many end in which way: the profile and the agenda, without what differs from person to person."""
    agendas = {one["_id"]: one async for one in database["agendas"].find()}
    found = []
    async for profile in database["profiles"].find():
        agenda = agendas[profile["_id"]]
        found.append((profile["version"], _state(profile), agenda["version"], _state(agenda)))
    return Counter(found)


def _state(document: dict[str, Any]) -> str:
    if document.get("erased"):
        return f"erased {sorted(document)}"
    if document.get("cancelled"):
        return "cancelled"
    if "registered" in document:
        return "takes part " + json.loads(bytes(document["registered"]))["data"]["goals"][0]["statement"]
    return "takes part " + ",".join(item["guid"] for item in document["items"])


NOTE = "erased ['_id', 'conference', 'erased', 'event', 'version']"
BACK = "takes part " + AT_THE_END


async def test_every_order_of_a_whole_life_ends_erased(other, database):
    lives = in_every_order(5)

    for moment in range(5):
        await asyncio.gather(*(other.handle([life[moment]]) for life in lives))

    assert await ends(database) == {(ERASED, NOTE, ERASED, NOTE): 120}


async def test_every_order_of_a_life_that_goes_on_ends_the_same(other, database):
    lives = in_every_order(4)

    for moment in range(4):
        await asyncio.gather(*(other.handle([life[moment]]) for life in lives))

    (end,) = await ends(database)
    assert end[:3] == (4, BACK, 4)
    assert await database["agendas"].count_documents({}) == 24


async def test_everything_at_once_and_again(other, database):
    lives = [a_life() for _ in range(30)]
    going_on = [a_life()[:4] for _ in range(30)]
    everything = [fact for life in [*lives, *going_on] for fact in [*life, *life, *life]]
    random.shuffle(everything)

    outcomes = await asyncio.gather(*(other.handle([fact]) for fact in everything))

    found = await ends(database)
    assert found.pop((ERASED, NOTE, ERASED, NOTE)) == 30
    ((end, others),) = found.items()
    assert (end[:3], others) == ((4, BACK, 4), 30)
    # Several of these may have followed before the last, but each was decided once.
    bodies: dict[str, set[bytes]] = {}
    for (outcome,) in outcomes:
        for event in outcome.events:
            bodies.setdefault(event.id, set()).add(event.body)
    assert {len(different) for different in bodies.values()} == {1}


async def test_replaying_the_bus_in_any_order_brings_nobody_back(site, jetstream, database):
    await put(site, *SESSIONS)
    lives = [a_life() for _ in range(25)]
    everything = [fact for life in lives for fact in [*life, *random.sample(life, 3)]]
    random.shuffle(everything)

    await say_many(jetstream, everything)
    await finished(jetstream)

    assert await ends(database) == {(ERASED, NOTE, ERASED, NOTE): 25}
    erasures = await stored(jetstream, "EVENTS", "conf.*.recommendations.profile.erased.v1.>")
    assert sorted(json.loads(one.body)["subject"] for one in erasures) == sorted(life[0].subject for life in lives)
    assert await count(jetstream, "DEAD_LETTERS") == 0
    for name in await database.list_collection_names():
        async for document in database[name].find():
            assert AT_THE_END not in str(document)
            assert "my students" not in str(document)


async def test_a_build_that_read_before_the_erasure_writes_nothing_after_it(other, jetstream, database, monkeypatch):
    changing = registered()
    await say(jetstream, changing)
    await finished(jetstream)
    add, replace = MongoAgendas.add, MongoAgendas.replace

    async def erase_first(self, written, *over):
        for one in written if isinstance(written, list) else [written]:
            await other.endings.erased([erased(one.participant)])
        return await (replace(self, written, *over) if over else add(self, written))

    monkeypatch.setattr(MongoAgendas, "add", erase_first)
    monkeypatch.setattr(MongoAgendas, "replace", erase_first)
    new, changed = registered(), wishes_changed(changing.subject)
    assert [outcome.events for outcome in await other.handle([new, changed])] == [(), ()]

    assert await ends(database) == {(ERASED, NOTE, ERASED, NOTE): 2}


async def test_a_programme_that_comes_out_while_people_are_erased_or_cancel(
    site, settings, jetstream, database, monkeypatch
):
    goes, cancels, stays = registered(), registered(), registered()
    await say(jetstream, goes, cancels, stays)
    await finished(jetstream)
    other = SecondProcess(settings)
    add = MongoAgendas.add

    async def end_first(self, written):
        monkeypatch.setattr(MongoAgendas, "add", add)
        await other.handle([erased(goes.subject)])
        await other.handle([cancelled(cancels.subject)])
        return await add(self, written)

    monkeypatch.setattr(MongoAgendas, "add", end_first)
    await put(site, *SESSIONS)
    await finished(jetstream)
    other.mongo.close()

    ready = await stored(jetstream, "EVENTS", "conf.*.recommendations.agenda.>")
    assert [json.loads(one.body)["subject"] for one in ready] == [stays.subject]
    states = {one["_id"]: _state(one) async for one in database["agendas"].find()}
    assert states[goes.subject] == NOTE
    assert states[cancels.subject] == "cancelled"
    assert await database["profiles"].count_documents({"waiting": True}) == 0
