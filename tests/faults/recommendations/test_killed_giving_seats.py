"""Four processes of recommendations, killed one after the other in the middle of their work."""

import asyncio
import json
from collections import Counter
from itertools import cycle
from typing import Any

import httpx
import pytest

from shared.bus.topology import RECOMMENDATIONS_CONFERENCES
from shared.contracts.registration import ParticipantRegistered
from shared.contracts.vocabulary import Area, Goal
from tests.faults.recommendations.replicas import Meeting, Replicas, put_programme
from tests.integration.recommendations.registration_says import (
    SLUG,
    cancelled,
    conference_published,
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
    session,
)

pytestmark = [pytest.mark.faults, pytest.mark.timeout(300)]

WAVE = 60
"""How many come before each kill."""
AT_ONCE, EVERY = 4, 0.05
"""How many come at a time, and seconds until the next."""
GIVING_OUT = 2
"""The replica that is killed while it gives out seats over everybody."""
AS_GOOD = session("as-good", "10:00", 60, title="Let each student move at a pace", area="instruction", room="Room C")
SEATS = {"pacing": 50, "as-good": 35, "choice": 55, "grading": 30, "pace-again": 45}
SESSIONS = [WELCOME, *({**each, "capacity": SEATS[each["guid"]]} for each in (PACING, AS_GOOD, GRADING, CHOICE))]
SESSIONS.append({**PACE_AGAIN, "start": "2026-10-28T14:00", "capacity": SEATS["pace-again"]})
GOALS = cycle(
    (Goal(statement=statement, area=area),)
    for statement, area in (
        ("let my students move at their own pace", Area.INSTRUCTION),
        ("a menu", None),
        ("grading less, and move at a pace", Area.ASSESSMENT),
        ("three ways to pace one class, part two", None),
        ("pace", Area.INSTRUCTION),
    )
)


async def test_no_seat_is_sold_twice_and_none_is_lost(replicas: Replicas, thorough: bool) -> None:
    await replicas.all_back()
    async with replicas.meet() as meeting:
        await say(meeting.jetstream, conference_published())
        await meeting.answered(RECOMMENDATIONS_CONFERENCES)
        await put_programme(replicas.servers[0], SLUG, SESSIONS)
        crowd = Crowd(meeting, WAVE * 4 if thorough else WAVE)
        for _ in range(3 if thorough else 1):
            for number in range(len(replicas.servers)):
                await crowd.comes_and_changes()
                if number == GIVING_OUT:
                    await killed_while_giving_out(replicas, number)
                else:
                    replicas.kill(number)
            await replicas.all_back()
        await crowd.comes_and_changes()
        await crowd.is_heard()
        await meeting.answered()
        await meeting.until(lambda: nobody_waits_for_a_free_seat(meeting), "free seats go to those who wait")
        await meeting.answered()

        agendas = await agendas_of(meeting, crowd)
        await seats_are_those_of_agendas(meeting, agendas)
        await every_seat_is_told_of_once(meeting)
        await meeting.every_day_is_told_of_once(SLUG, agendas)


async def killed_while_giving_out(replicas: Replicas, number: int) -> None:
    """One gives out all seats over everybody, and is killed when some days have been written and others not."""
    async with httpx.AsyncClient(base_url=replicas.servers[number].url, timeout=60) as client:
        address = f"/v1/conferences/{SLUG}/allocations"
        async with client.stream("POST", address, headers=ORGANISER) as answer:
            async for line in answer.aiter_lines():
                assert "problem" not in line, line
                if json.loads(line).get("doing") == "writing":
                    replicas.kill(number)
                    return
    pytest.fail("there was nothing to be written")


async def nobody_waits_for_a_free_seat(meeting: Meeting) -> bool:
    # Asked in this order: whoever gets a seat in between leaves a queue, and may leave another seat free.
    waited_for = await meeting.database["waits"].distinct("guid")
    held = {one["guid"]: one["held"] async for one in meeting.database["seats"].find()}
    return not any(held[guid] < SEATS[guid] for guid in waited_for)


async def agendas_of(meeting: Meeting, crowd: "Crowd") -> dict[str, Any]:
    """Who takes part has one agenda, and nobody else has any; what is left of those who went is not theirs."""
    found = {one["_id"]: one async for one in meeting.database["agendas"].find({"conference": SLUG})}
    assert found.keys() == crowd.people
    assert {who for who, one in found.items() if one.get("cancelled")} == crowd.gone
    return {who: one for who, one in found.items() if who not in crowd.gone}


async def seats_are_those_of_agendas(meeting: Meeting, agendas: dict[str, Any]) -> None:
    having: dict[str, list[str]] = {guid: [] for guid in SEATS}
    for who, agenda in agendas.items():
        for item in agenda["items"]:
            if item["guid"] in having:
                having[item["guid"]].append(who)
    seats = {one["guid"]: one async for one in meeting.database["seats"].find()}
    assert {guid: sorted(one["holders"]) for guid, one in seats.items()} == {
        guid: sorted(who) for guid, who in having.items()
    }
    # Nobody twice, no seat too many; and as many more want one, none is empty.
    assert {guid: len(set(one["holders"])) for guid, one in seats.items()} == SEATS
    assert {guid: one["held"] for guid, one in seats.items()} == SEATS
    waiting = {one["participant"] async for one in meeting.database["waits"].find()}
    assert waiting <= agendas.keys()


async def every_seat_is_told_of_once(meeting: Meeting) -> None:
    balance: Counter[tuple[str, str]] = Counter()
    for event in await meeting.told("conf.*.recommendations.seat.>"):
        balance[event["subject"], event["data"]["participant"]] += 1 if event["type"] == "seat.held.v1" else -1
    assert set(balance.values()) <= {0, 1}
    told = {seat for seat, held in balance.items() if held}
    assert told == {(one["guid"], who) async for one in meeting.database["seats"].find() for who in one["holders"]}


class Crowd:
    """Those who come, some of whom want something else or cancel when the next ones come."""

    def __init__(self, meeting: Meeting, wave: int) -> None:
        self._meeting, self._wave = meeting, wave
        self.people: set[str] = set()
        self.gone: set[str] = set()
        self._last: list[ParticipantRegistered] = []
        self._said: asyncio.Future[None] = asyncio.ensure_future(asyncio.sleep(0))

    async def comes_and_changes(self) -> None:
        """Returns in the middle of it: when some have a day, and others are on their way."""
        coming = [registered(goals=next(GOALS), available=()) for _ in range(self._wave)]
        leaving = [one.subject for one in self._last[::6]]
        changing = [one.subject for one in self._last[1::4] if one.subject not in leaving]
        events: list[Any] = [*map(cancelled, leaving), *(wishes_changed(one, available=()) for one in changing)]
        for place, event in enumerate(coming):
            events.insert(2 * place, event)
        self.people |= {one.subject for one in coming}
        self.gone |= set(leaving)
        self._last = coming
        await self.is_heard()
        self._said = asyncio.ensure_future(self._say(events))
        new = {"_id": {"$in": [one.subject for one in coming]}}

        async def some_have_a_day() -> bool:
            return await self._meeting.database["agendas"].find_one(new, {"_id": True}) is not None

        await self._meeting.until(some_have_a_day, "some newcomers have a day")

    async def _say(self, events: list[Any]) -> None:
        """A few at a time, so that every replica has some in hand at any moment rather than one of them all."""
        for start in range(0, len(events), AT_ONCE):
            await say_many(self._meeting.jetstream, events[start : start + AT_ONCE])
            await asyncio.sleep(EVERY)

    async def is_heard(self) -> None:
        """All that was said is on the bus."""
        await self._said
