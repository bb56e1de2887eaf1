"""Programmes are read with the sentence model: once, by whoever is first, while everything else goes on."""

import asyncio

import pytest

from services.recommendations.embeddings.model import ModelAbsent, load
from shared.contracts.vocabulary import Goal, Spectrum
from tests.integration.recommendations.registration_says import registered, say, say_many
from tests.integration.recommendations.site import PACING, SESSIONS, agenda_of, finished, put, serving, session

try:
    load()
except ModelAbsent as absent:
    pytest.skip(f"{absent}: make install", allow_module_level=True)

WEATHER = session("weather", "11:30", 30, title="Clouds, rain and wind", abstract="Meteorology with a bucket.")


async def texts_read(client) -> float:
    metrics = (await client.get("/metrics")).text.splitlines()
    line = 'desirepath_texts_read_total{source="read"} '
    return sum(float(each.removeprefix(line)) for each in metrics if each.startswith(line))


async def test_a_goal_in_other_words_finds_its_session_and_says_so(site, jetstream):
    await put(site, *SESSIONS, WEATHER)
    somebody = registered(goals=(Goal(statement="predict tomorrow's storm"),), spectrum=Spectrum())

    await say(jetstream, somebody)
    await finished(jetstream)

    agenda = await agenda_of(site, somebody.subject)
    why = {item["guid"]: item["why"] for item in agenda["items"]}
    assert why["weather"] == "For your goal “predict tomorrow's storm”: it comes close in meaning."


async def test_only_what_changed_is_read_and_another_replica_reads_nothing(site, settings, jetstream, database):
    before = await texts_read(site)
    await put(site, *SESSIONS)
    await say(jetstream, registered())
    await finished(jetstream)
    first = await texts_read(site)
    kept = await database["embeddings"].count_documents({})
    assert first - before == kept > 0

    await put(site, {**PACING, "abstract": "Four ways to pace one class."}, *SESSIONS[:1], *SESSIONS[2:])
    await say(jetstream, registered())
    await finished(jetstream)
    assert await texts_read(site) - first == 1
    assert await database["embeddings"].count_documents({}) == kept + 1

    async with serving(settings.model_copy(update={"recommendations_url": "http://another.example.org"})) as another:
        # Both replicas take some of these.
        await say_many(jetstream, [registered() for _ in range(40)])
        await finished(jetstream)
        assert await texts_read(another) - first == 1  # the metrics of a process: both replicas are in it


async def test_pages_are_answered_while_newcomers_goals_are_read(site, jetstream):
    await put(site, *SESSIONS)
    first = registered()
    await say(jetstream, first)
    await finished(jetstream)

    goals = [f"help group {number} with fractions, decimals and the number line" for number in range(150)]
    await say_many(jetstream, [registered(goals=(Goal(statement=goal),)) for goal in goals])
    slowest = 0.0
    done = asyncio.create_task(finished(jetstream, seconds=60))
    while not done.done():
        started = asyncio.get_running_loop().time()
        await agenda_of(site, first.subject)
        slowest = max(slowest, asyncio.get_running_loop().time() - started)
        await asyncio.sleep(0.01)
    await done
    # Reading 150 goals takes seconds; nobody waited for all of them.
    assert slowest < 1
