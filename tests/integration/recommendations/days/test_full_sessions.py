"""Moving on the day where there are only so many seats: nobody sits where somebody else does."""

import asyncio
import json
from typing import Any

import httpx
import pytest
from nats.js import JetStreamContext

from services.recommendations.days.saying import Saying
from tests.integration.recommendations.days.going import PACING_GOAL, TEN_PAST, guids, move, token
from tests.integration.recommendations.registration_says import SLUG, registered, say, say_many
from tests.integration.recommendations.site import ORGANISER, finished, put, serving, session
from tests.integration.recommendations.test_seats import becomes, in_order, seats_of
from tests.integration.streams import stored
from tests.integration.waiting import until

LECTURE = session("lecture", "10:00", 60, title="Let students move at their own pace", room="Hall", **PACING_GOAL)
TABLE = session("table", "10:20", 60, title="Grading less", room="Room C", area="assessment", capacity=1)
STATIONS = session("stations", "10:15", 60, title="A pace of their own", room="Room B", area="assessment")
LATER = session("later", "13:00", 60, title="Their own pace, later", room="Room B", **PACING_GOAL)


async def moves_told(jetstream: JetStreamContext) -> int:
    return len(await stored(jetstream, "EVENTS", f"conf.{SLUG}.recommendations.agenda.moved.v1.>"))


async def seats_told(jetstream: JetStreamContext, guid: str) -> list[tuple[str, str | None, int]]:
    bodies = [json.loads(one.body) for one in await stored(jetstream, "EVENTS", "conf.*.recommendations.seat.>")]
    here = [one for one in bodies if one["subject"] == guid]
    return [(one["type"], one["data"].get("participant"), one["data"]["held"]) for one in here]


async def test_of_four_who_go_to_the_last_seat_at_once_one_gets_it(site, settings, jetstream, database) -> None:
    await put(site, LECTURE, TABLE, STATIONS, LATER)
    people = [registered() for _ in range(4)]
    await say_many(jetstream, people)
    await finished(jetstream)
    assert await guids(site, people[0].subject) == ["lecture", "later"]

    async with serving(settings) as another:
        turns = zip(people, [site, another, site, another], strict=True)
        answers = await asyncio.gather(*(move(client, one.subject, join="table") for one, client in turns))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    for who, answer in zip(people, answers, strict=True):
        there = ["lecture", "table", "later"] if answer.status_code == 200 else ["lecture", "later"]
        assert await guids(site, who.subject) == there
    problem = next(answer for answer in answers if answer.status_code == 409)
    assert problem.headers["Content-Type"] == "application/problem+json"
    said = problem.json()
    assert said["detail"] == "“Grading less” has no free seat; nothing was changed."
    assert said["errors"] == [{"field": "join", "detail": "has no free seat"}]
    assert [(one["guid"], one["minutes_left"]) for one in said["options"]] == [("stations", 60)]
    await finished(jetstream)
    assert await seats_of(site) == {"table": (1, 1, 0)}
    await in_order(database, {"table": 1})
    assert await moves_told(jetstream) == 1


async def test_who_got_the_seat_from_a_process_that_died_has_it_and_it_is_told(
    site, jetstream, database, monkeypatch
) -> None:
    await put(site, LECTURE, TABLE, STATIONS, LATER)
    one = registered()
    await say(jetstream, one)
    await finished(jetstream)

    async def die(self: Saying, event: object, done: object) -> None:
        raise RuntimeError("killed between the write and what tells of it")

    monkeypatch.setattr(Saying, "_tell", die)
    with pytest.raises(RuntimeError, match="killed"):
        await move(site, one.subject, join="table")
    assert await guids(site, one.subject) == ["lecture", "table", "later"]
    await in_order(database, {"table": 1})

    async def told() -> bool:
        changed = f"conf.{SLUG}.recommendations.agenda.changed.v1.>"
        return await moves_told(jetstream) == 1 == len(await stored(jetstream, "EVENTS", changed))

    await until(told, seconds=15, what="the move and the day are told of")


async def test_the_page_says_that_there_is_no_seat_and_what_there_is(site, jetstream) -> None:
    await put(site, LECTURE, TABLE, STATIONS, LATER)
    first, second = registered(), registered()
    await say_many(jetstream, [first, second])
    await finished(jetstream)
    await move(site, first.subject, join="table")

    page = f"/agenda/{token(second.subject)}"
    answer = await site.post(f"{page}/moves", data={"join": "table", "at": TEN_PAST})
    assert answer.status_code == 409
    assert "“Grading less” has no free seat any more, and nothing was changed." in answer.text
    assert "Here is what you can join instead." in answer.text
    assert "A pace of their own" in answer.text
    spanish = await site.post(f"{page}/moves", data={"join": "table", "at": TEN_PAST}, params={"lang": "es"})
    assert "ya no quedan asientos libres" in spanish.text
    assert await moves_told(jetstream) == 1


@pytest.fixture
async def two(site: httpx.AsyncClient, jetstream: JetStreamContext) -> list[str]:
    """One has the only seat in the lecture, the other waits for it."""
    await put(site, LECTURE | {"capacity": 1}, STATIONS, LATER)
    people = []
    for one in (registered(), registered()):
        await say(jetstream, one)
        await finished(jetstream)
        people.append(one.subject)
    assert await seats_of(site) == {"lecture": (1, 1, 1)}
    return people


async def test_the_seat_they_leave_is_for_the_first_who_waits(site, jetstream, two) -> None:
    first, second = two
    assert (await move(site, first, join="stations", at="2026-10-28T10:15:00-04:00")).status_code == 200
    await becomes(site, {"lecture": (1, 1, 0)})
    assert await guids(site, first) == ["lecture", "stations", "later"]
    assert "lecture" in await guids(site, second)

    async def told() -> bool:
        return len(await seats_told(jetstream, "lecture")) == 3

    await until(told, seconds=10, what="both seats are told of")
    assert await seats_told(jetstream, "lecture") == [
        ("seat.held.v1", first, 1),
        ("seat.released.v1", first, 0),
        ("seat.held.v1", second, 1),
    ]
    # They cannot have it back.
    back = await move(site, first, join="lecture", at="2026-10-28T10:25:00-04:00")
    assert back.status_code == 409
    assert await seats_of(site) == {"lecture": (1, 1, 0)}


async def test_who_stays_after_all_finds_their_seat_taken(site, jetstream, two) -> None:
    first, second = two
    await move(site, first, leave=True, at="2026-10-28T10:15:00-04:00")
    await becomes(site, {"lecture": (1, 1, 0)})
    assert (await move(site, first, stay=True, at="2026-10-28T10:20:00-04:00")).status_code == 200
    assert await seats_of(site) == {"lecture": (1, 1, 0)}
    assert "lecture" in await guids(site, second)


async def test_somebody_at_the_door_of_a_full_session_is_let_in(site, two) -> None:
    _, second = two
    scan: dict[str, Any] = {"participant": second, "session": "lecture", "at": "2026-10-28T10:05:00-04:00"}
    checked = await site.post(f"/v1/conferences/{SLUG}/check-ins", json=scan, headers=ORGANISER)
    assert checked.status_code == 201, checked.text
    assert (await move(site, second)).json()["place"]["session"] == "lecture"
    assert await seats_of(site) == {"lecture": (1, 1, 1)}  # their day, and what they wait for, stay as they are


async def test_what_begins_later_is_a_plan(site, jetstream) -> None:
    await put(site, LECTURE, TABLE, LATER)
    one = registered()
    await say(jetstream, one)
    await finished(jetstream)
    early = await move(site, one.subject, join="table", at="2026-10-28T09:59:00-04:00")
    assert early.status_code == 422
    assert early.json()["errors"] == [{"field": "join", "detail": "is no move: pin it instead"}]
    assert await moves_told(jetstream) == 0
