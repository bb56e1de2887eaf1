"""Part: how fast ten thousand agendas are made again after the programme changed, and what newcomers notice of it."""

import asyncio
import time
import tomllib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from motor.motor_asyncio import AsyncIOMotorClient
from rich.progress import Progress

from benchmarks.http_client import Connection, put
from benchmarks.journey.stack import Stack, stack
from benchmarks.journey.steady import Sent, send
from benchmarks.replanning import crowd
from benchmarks.results import Result, Row, Target, percentile
from deploy.local.demo import PROGRAMME
from deploy.local.demo_day import ahead
from shared.contracts.registration import ParticipantRegistered
from shared.events import utc_now

RATE = 20.0
"""Signups a second, before and while."""
BEFORE = 15.0
"""Seconds they are measured without anything else to do."""
QUICK = 100.0
"""Milliseconds within which a signup is to be answered, whatever goes on."""
NOTE = (
    "The whole product, the client and what somebody else runs share this machine. Every session gets another room, so "
    "that each agenda is concerned: it is planned anew, written, told of, and its owner gets a mail. No session has "
    "only so many seats. Those who sign up meanwhile get an answer from registration, and an agenda from the process "
    "that does the rest besides."
)


@dataclass(frozen=True, slots=True)
class Noticed:
    """By those who signed up, in milliseconds."""

    answers: Sequence[float]
    agendas: Sequence[float]
    """From the event of a registration to its agenda."""


async def measure(people: int, progress: Progress) -> Result:
    """Once: another round would begin with another crowd."""
    with stack() as running:
        mongo: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(running.run["mongo_url"], tz_aware=True)
        try:
            return await _measure(running, mongo, people, progress)
        finally:
            mongo.close()


async def _measure(running: Stack, mongo: AsyncIOMotorClient[Any], people: int, progress: Progress) -> Result:
    programme = tomllib.loads(ahead(PROGRAMME.read_text(encoding="utf-8"), utc_now().date()))
    slug, port = programme["conference"]["slug"], urlsplit(running.run["registration"]).port or 80
    task = progress.add_task("people with an agenda", total=people)

    def told(done: int) -> None:
        progress.update(task, completed=done)

    await _publish(running, _open(programme))
    await crowd.gather(mongo, port, slug, people, told)
    progress.reset(task, description="signups, nothing else to do", total=int(RATE * BEFORE))
    begun = utc_now()
    alone = await send(port, slug, int(RATE * BEFORE), RATE, told, first=people)
    await asyncio.sleep(2)  # the last of them are planned for
    changed, over = utc_now(), asyncio.Event()
    before = Noticed(_milliseconds(alone), await _waits(mongo, begun, changed))
    progress.reset(task, description="agendas made again", total=people)
    meanwhile = asyncio.create_task(send(port, slug, 10**6, RATE, lambda _: None, first=2 * people, stop=over))
    started = time.monotonic()
    await _publish(running, _open(programme, " II"))
    async for left in _left(mongo):
        told(people - left)
    seconds = time.monotonic() - started
    over.set()
    beside = await meanwhile
    version = (await mongo["recommendations"]["programmes"].find_one({"_id": slug}) or {})["version"]
    agendas = mongo["recommendations"]["agendas"]
    made = await agendas.count_documents({"programme_version": version, "revision": {"$gte": 2}})
    old = await agendas.count_documents({"programme_version": {"$lt": version}})
    progress.remove_task(task)
    return _result(made, old, seconds, before, Noticed(_milliseconds(beside), await _waits(mongo, changed, utc_now())))


def _open(programme: dict[str, Any], elsewhere: str = "") -> dict[str, Any]:
    """With room for everybody: copies of people hold no seats."""
    sessions = [{**one, "room": one["room"] + elsewhere, "capacity": None} for one in programme["sessions"]]
    return {"conference": programme["conference"]["slug"], "sessions": sessions}


async def _publish(running: Stack, body: dict[str, Any]) -> None:
    address = urlsplit(running.run["recommendations"])
    connection = await Connection.to(address.port or 80)
    status = await connection.send(put("/v1/programme", body, authorization=f"Bearer {running.run['organiser_token']}"))
    connection.close()
    if status not in (200, 202):
        raise RuntimeError(f"the programme was answered with {status}")


async def _left(mongo: AsyncIOMotorClient[Any]) -> AsyncIterator[int]:
    """How many are to be looked at, until there have been some and are none."""
    rebuilds, seen = mongo["recommendations"]["rebuilds"], False
    while (left := await rebuilds.count_documents({})) or not seen:
        seen = seen or bool(left)
        yield left
        await asyncio.sleep(0.25)


def _milliseconds(sent: Sent) -> list[float]:
    return [nanoseconds / 1e6 for nanoseconds in sent.answered.values()]


async def _waits(mongo: AsyncIOMotorClient[Any], begun: datetime, ended: datetime) -> list[float]:
    """From registration to the first agenda, of those who registered between the two."""
    database = mongo["recommendations"]
    agendas = database["agendas"].find({"revision": 1, "built_at": {"$gte": begun, "$lt": ended}}, {"built_at": True})
    built = {one["_id"]: one["built_at"] async for one in agendas}
    found = database["profiles"].find({"_id": {"$in": list(built)}}, {"registered": True})
    events = [ParticipantRegistered.parse(bytes(one["registered"])) async for one in found]
    waits = [(event.time, (built[event.subject] - event.time).total_seconds() * 1e3) for event in events]
    return [milliseconds for registered, milliseconds in waits if registered >= begun]


def _result(made: int, old: int, seconds: float, before: Noticed, beside: Noticed) -> Result:
    rows = [
        Row("agendas", "made again, with all that follows", "a second", [made / seconds]),
        _row("answer, alone", "from a signup being due to its 202: p99", before.answers),
        _row("answer, beside", "the same while agendas are made again", beside.answers),
        Row("answer, ratio", "p99 beside, over p99 alone", "times", [_ratio(beside.answers, before.answers)]),
        _row("agenda, alone", "from a registration to its first agenda: p99", before.agendas),
        _row("agenda, beside", "the same while agendas are made again", beside.agendas),
        Row("agenda, ratio", "p99 beside, over p99 alone", "times", [_ratio(beside.agendas, before.agendas)]),
    ]
    return Result(
        "replanning",
        f"The programme changes under {made:,} agendas, at {RATE:g} signups/s",
        NOTE,
        rows,
        [
            Target("p99 of answers meanwhile, ms", percentile(beside.answers, 0.99), QUICK, at_least=False),
            Target("agendas that are not of the new programme", old, 0, at_least=False),
        ],
    )


def _ratio(beside: Sequence[float], alone: Sequence[float]) -> float:
    return percentile(beside, 0.99) / percentile(alone, 0.99)


def _row(name: str, note: str, times: Sequence[float]) -> Row:
    return Row(name, note, "ms", [percentile(times, 0.99)], {"p50 ms": percentile(times, 0.5), "most ms": max(times)})
