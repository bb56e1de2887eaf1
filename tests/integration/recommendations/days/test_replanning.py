"""The programme changes: the days it concerns are made again, and nobody else hears of it."""

import json
from datetime import timedelta
from typing import Any

import pytest

from services.recommendations.days.rebuild_store import LEASE, MongoRebuilds
from services.recommendations.days.rebuilding import Rebuilding
from services.recommendations.programme_store import MongoProgrammes
from services.recommendations.store import MongoAgendas
from shared.bus.bus import Bus
from shared.contracts.vocabulary import Area, Goal
from shared.events import utc_now
from shared.outcomes import Done, Unavailable
from tests.integration.recommendations.registration_says import SLUG, erased, registered, say, say_many
from tests.integration.recommendations.second_process import SecondProcess
from tests.integration.recommendations.site import (
    CHOICE,
    GRADING,
    PACING,
    SESSIONS,
    WELCOME,
    agenda_of,
    finished,
    put,
    session,
)
from tests.integration.streams import count, stored
from tests.integration.waiting import until

AGENDAS = f"conf.{SLUG}.recommendations.agenda.*.v1.>"
GRADING_GOAL = (Goal(statement="grading less", area=Area.ASSESSMENT),)
PACERS, GRADERS = 20, 10


@pytest.fixture
async def people(site, jetstream) -> dict[str, list[str]]:
    """Some who go to pacing and choice, some who go to grading."""
    await put(site, *SESSIONS)
    pacers = [registered() for _ in range(PACERS)]
    graders = [registered(goals=GRADING_GOAL) for _ in range(GRADERS)]
    await say_many(jetstream, [*pacers, *graders])
    await finished(jetstream)
    return {"pacers": [one.subject for one in pacers], "graders": [one.subject for one in graders]}


async def settled(site, jetstream, database) -> None:
    """Everything that follows from a programme is done."""
    await finished(jetstream)

    async def nothing_left() -> bool:
        return await database["rebuilds"].count_documents({}) == 0

    await until(nothing_left, what="all days are as they should be")


async def told_since(jetstream, before: int) -> list[dict[str, Any]]:
    return [json.loads(one.body) for one in (await stored(jetstream, "EVENTS", AGENDAS))[before:]]


async def guids(site, participant: str) -> list[str]:
    return [item["guid"] for item in (await agenda_of(site, participant))["items"]]


async def change(site, jetstream, database, *sessions: dict[str, Any]) -> list[dict[str, Any]]:
    """Publish another programme. What was told of agendas because of it."""
    before = len(await stored(jetstream, "EVENTS", AGENDAS))
    assert (await put(site, *sessions)).status_code == 200
    await settled(site, jetstream, database)
    return await told_since(jetstream, before)


GRADES = session("grades", "14:00", 60, title="Grading less and less", area="assessment")
ELSEWHERE = {**PACING, "room": "Room C"}
EARLIER = {**ELSEWHERE, "start": "2026-10-28T09:45"}
SHORTER = {**EARLIER, "minutes": 45}
REST = SESSIONS[2:]
# What is published, whom it concerns, what is altered for them, and their day afterwards.
CHANGES: list[tuple[list[dict[str, Any]], str, dict[str, tuple[str, str]], list[str]]] = [
    ([WELCOME, ELSEWHERE, *REST], "pacers", {"pacing": ("Room A 10:00 60", "Room C 10:00 60")}, ["pacing", "choice"]),
    ([WELCOME, EARLIER, *REST], "pacers", {"pacing": ("Room C 10:00 60", "Room C 09:45 60")}, ["pacing", "choice"]),
    ([WELCOME, SHORTER, *REST], "pacers", {"pacing": ("Room C 09:45 60", "Room C 09:45 45")}, ["pacing", "choice"]),
    ([{**one, "speakers": ["Ana"], "capacity": 4} for one in (WELCOME, SHORTER, *REST)], "nobody", {}, []),
    ([WELCOME, SHORTER, *REST, GRADES], "graders", {"grades": ("", "Room A 14:00 60")}, ["grading", "grades"]),
    ([WELCOME, SHORTER, GRADING, GRADES, REST[2]], "pacers", {"choice": ("Room A 13:00 30", "")}, ["pacing"]),
]


async def test_only_those_concerned_hear_of_it(site, jetstream, database, people):
    states = dict.fromkeys([*people["pacers"], *people["graders"]], 1)
    for sessions, who, altered, afterwards in CHANGES:
        told = await change(site, jetstream, database, *sessions)

        concerned = people.get(who, [])
        assert sorted(event["subject"] for event in told) == sorted(concerned)
        published = (await stored(jetstream, "EVENTS", f"conf.{SLUG}.recommendations.programme.published.v1.>"))[-1]
        for event in told:
            states[event["subject"]] += 1
            assert (event["type"], event["causationid"]) == ("agenda.changed.v1", published.id)
            assert event["data"]["revision"] == states[event["subject"]]
            assert {one["guid"]: slots(one) for one in event["data"]["altered"]} == altered
        for participant in concerned:
            assert await guids(site, participant) == afterwards
    assert {one["_id"]: one["revision"] async for one in database["agendas"].find()} == states


def slots(altered: dict[str, Any]) -> tuple[str, str]:
    return spoken(altered.get("before")), spoken(altered.get("now"))


def spoken(slot: dict[str, Any] | None) -> str:
    return f"{slot['room']} {slot['start'][11:16]} {slot['minutes']}" if slot else ""


async def test_two_replicas_share_the_work_and_nobody_is_told_twice(
    site, settings, jetstream, database, people, monkeypatch
):
    monkeypatch.setattr("services.recommendations.days.rebuilding.BATCH", 4)
    other = SecondProcess(settings)
    bus = Bus("recommendations", settings.nats_url)
    await bus.connect()
    helping = rebuilding(other, bus)
    looked_at: list[str] = []
    monkeypatch.setattr(type(helping), "_look_at", _noting(type(helping)._look_at, helping, looked_at))
    published = len(await stored(jetstream, "EVENTS", AGENDAS))
    await put(site, WELCOME, {**PACING, "room": "Room C"}, *SESSIONS[2:])

    async def noted() -> bool:
        return bool(await database["rebuilds"].count_documents({}))

    await until(noted, what="days are noted")
    await helping.work_off()
    await settled(site, jetstream, database)
    await bus.stop()
    other.mongo.close()

    told = await told_since(jetstream, published)
    assert sorted(event["subject"] for event in told) == sorted(people["pacers"])
    assert looked_at


def _noting(look_at, helping, looked_at):
    async def noting(self, conference, taken):
        if self is helping:
            looked_at.extend(one.participant for one in taken)
        return await look_at(self, conference, taken)

    return noting


def rebuilding(process: SecondProcess, bus: Any, clock=utc_now) -> Rebuilding:
    database = process.mongo.database
    return Rebuilding(
        MongoRebuilds(database, clock),
        MongoAgendas(database),
        MongoProgrammes(database),
        process.remaking,
        bus,
        a_second=1000,
        tell=lambda left: None,
    )


class _Away:
    """A bus that hears nothing."""

    async def publish_all(self, events, *, again):
        raise Unavailable("cut")


@pytest.fixture
def _idle(monkeypatch) -> None:
    """The service looks at no day by itself."""

    async def idle(self):
        del self

    monkeypatch.setattr(Rebuilding, "work_off", idle)


@pytest.mark.usefixtures("_idle")
async def test_what_a_process_had_in_hand_when_it_died_is_told_by_another(settings, site, jetstream, database, people):
    """It wrote the days and told nobody; once its time is up, another finds what is to be told, as it was."""
    process = SecondProcess(settings)
    dying = rebuilding(process, _Away())
    before = len(await stored(jetstream, "EVENTS", AGENDAS))
    await put(site, WELCOME, {**PACING, "room": "Room C"}, *SESSIONS[2:])
    await finished(jetstream)
    with pytest.raises(Unavailable):
        await dying._some()
    assert await database["agendas"].count_documents({"revision": 2}) == PACERS
    assert await told_since(jetstream, before) == []

    bus = Bus("recommendations", settings.nats_url)
    await bus.connect()
    assert await rebuilding(process, bus)._some() == 0  # its time is not up
    assert await rebuilding(process, bus, lambda: utc_now() + LEASE + timedelta(seconds=1))._some() == PACERS
    await bus.stop()
    process.mongo.close()

    assert sorted(event["subject"] for event in await told_since(jetstream, before)) == sorted(people["pacers"])
    assert await database["rebuilds"].count_documents({}) == 0


async def test_days_made_from_a_programme_that_was_overtaken_are_made_again(
    site, settings, jetstream, database, monkeypatch
):
    """Between reading the programme and writing the day, another one is published, and looks for days to make again."""
    await put(site, *SESSIONS)
    add = MongoAgendas.add
    newcomer = registered()

    async def publish_first(self, written):
        monkeypatch.setattr(MongoAgendas, "add", add)
        await put(site, WELCOME, {**PACING, "room": "Room C"}, *SESSIONS[2:])
        await finished(jetstream)
        return await add(self, written)

    other = SecondProcess(settings)
    monkeypatch.setattr(MongoAgendas, "add", publish_first)
    (done,) = await other.handle([newcomer])
    other.mongo.close()
    assert isinstance(done, Done)
    assert json.loads(done.events[0].body)["data"]["programme_version"] == 1
    await settled(site, jetstream, database)

    agenda = await agenda_of(site, newcomer.subject)
    assert (agenda["programme_version"], agenda["items"][0]["room"]) == (2, "Room C")


async def test_nobody_who_is_erased_comes_back(site, jetstream, database, people):
    gone = people["pacers"][0]
    await put(site, WELCOME, {**PACING, "room": "Room C"}, *SESSIONS[2:])
    await say(jetstream, erased(gone))
    await settled(site, jetstream, database)
    await MongoRebuilds(database).add(SLUG, [gone], 2)
    await settled(site, jetstream, database)

    assert (await database["agendas"].find_one({"_id": gone}))["erased"] is True
    assert await count(jetstream, "DEAD_LETTERS") == 0

    async def it_is_told() -> bool:
        return "desirepath_agendas_to_rebuild 0.0" in (await site.get("/metrics")).text

    await until(it_is_told, what="the metric says that nothing is left")


async def test_what_still_fits_is_kept(site, jetstream, database, people):
    """Choice goes, and pacing stays where it was."""
    told = await change(site, jetstream, database, WELCOME, PACING, GRADING, {**CHOICE, "start": "2026-10-28T10:15"})

    assert {tuple(item["guid"] for item in event["data"]["items"]) for event in told} == {("pacing",)}
