"""Who comes and goes is told once, whoever says so and however often."""

import asyncio
import json
from uuid import uuid4

import pytest

from shared.links import Purpose
from tests.integration.recommendations.attendance.conftest import Day, at, bearer
from tests.integration.recommendations.registration_says import SLUG, cancelled, erased, say
from tests.integration.recommendations.site import INTEGRATOR, ORGANISER, finished
from tests.integration.streams import stored

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def told(day: Day, participant: str) -> list[tuple[str, dict]]:
    """What is on the bus of somebody's coming and going."""
    subjects = f"conf.{SLUG}.recommendations.attendance.*.v1.{participant}"
    events = [json.loads(one.body) for one in await stored(day.jetstream, "EVENTS", subjects)]
    assert {event["subject"] for event in events} <= {participant}
    return [(event["type"], event["data"]) for event in events]


async def test_a_check_in_is_recorded_and_told(day: Day):
    ana = await day.somebody()

    answer = await day.post("check-ins", participant=ana, session="pacing")

    assert answer.status_code == 201
    assert answer.json() | {"id": ""} == {
        "id": "",
        "participant": ana,
        "session": "pacing",
        "title": "Let students move at their own pace",
        "way": "in",
        "at": "2026-10-28T13:30:00Z",
        "by": "door",
        "again": False,
    }
    data = {"guid": "pacing", "at": "2026-10-28T13:30:00Z", "by": "door"}
    assert await told(day, ana) == [("attendance.checked_in.v1", data)]


async def test_the_same_scan_from_several_devices_in_any_order_is_one(day: Day):
    ana = await day.somebody()
    day.clock.now = at("12:00")
    scans = [("check-outs", "10:50:00"), ("check-ins", "10:02:07")] * 10

    answers = await asyncio.gather(
        *(day.post(what, participant=ana, session="pacing", at=at(when).isoformat()) for what, when in scans)
    )

    assert {answer.status_code for answer in answers} == {200, 201}
    assert sorted(answer.json()["again"] for answer in answers) == [False] * 2 + [True] * 18
    assert len({answer.json()["id"] for answer in answers}) == 2
    assert sorted(kind for kind, _ in await told(day, ana)) == ["attendance.checked_in.v1", "attendance.checked_out.v1"]
    assert len((await day.database["attendances"].find_one({"_id": ana}))["scans"]) == 2


async def test_an_idempotency_key_makes_two_times_one(day: Day):
    ana = await day.somebody()
    key = {"Idempotency-Key": "tap-1"} | ORGANISER

    first = await day.post("check-ins", key, participant=ana, session="pacing")
    day.clock.now = at("09:35")
    again = await day.post("check-ins", key, participant=ana, session="pacing")

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json() | {"again": True}


async def test_an_idempotency_key_is_for_one_scan(day: Day):
    ana = await day.somebody()
    key = {"Idempotency-Key": "tap-1"} | ORGANISER
    await day.post("check-ins", key, participant=ana, session="pacing", at=at("09:20").isoformat())

    others = [
        await day.post("check-ins", key, participant=ana, session="grading"),
        await day.post("check-outs", key, participant=ana, session="pacing"),
        await day.post("check-ins", key, participant=ana, session="pacing", at=at("09:21").isoformat()),
    ]

    assert [other.status_code for other in others] == [422, 422, 422]
    error = {"field": "Idempotency-Key", "detail": "This key was used for another scan."}
    assert [other.json()["errors"] for other in others] == [[error]] * 3
    assert [(kind, data["guid"]) for kind, data in await told(day, ana)] == [("attendance.checked_in.v1", "pacing")]
    ben = await day.somebody()
    assert (await day.post("check-ins", key, participant=ben, session="grading")).status_code == 201


async def test_a_badge_is_that_of_the_participant(day: Day):
    ana, ben = await day.somebody(), await day.somebody()
    badge = bearer(Purpose.BADGE, ana)["Authorization"].removeprefix("Bearer ")

    wrong = await day.post("check-ins", participant=ben, badge=badge, session="pacing")
    torn = await day.post("check-ins", participant=ana, badge="no badge", session="pacing")
    right = await day.post("check-ins", participant=ana, badge=badge, session="pacing")

    assert (wrong.status_code, torn.status_code, right.status_code) == (422, 422, 201)
    assert [answer.json()["errors"][0]["field"] for answer in (wrong, torn)] == ["badge", "badge"]
    assert await told(day, ben) == []


async def test_who_may_say_so(day: Day):
    ana, ben = await day.somebody(), await day.somebody()
    door, other_door = bearer(Purpose.DOOR, SLUG), bearer(Purpose.DOOR, "another-conference")
    own = bearer(Purpose.AGENDA, ana)
    badge = bearer(Purpose.BADGE, ana)["Authorization"].removeprefix("Bearer ")

    assert (await day.post("check-ins", door, badge=badge, session="pacing")).json()["participant"] == ana
    mine = await day.post("check-ins", own, session="grading")
    assert (mine.status_code, mine.json()["participant"], mine.json()["by"]) == (201, ana, "self")
    for headers, status in (
        ({}, 401),
        (INTEGRATOR, 401),
        ({"Authorization": f"Bearer {badge}"}, 401),
        (other_door, 403),
        (own, 403),
    ):
        answer = await day.post("check-ins", headers, participant=ben, session="pacing")
        assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json"), headers
    assert await told(day, ben) == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"session": "pacing"}, "participant"),
        ({"session": "pacing", "participant": str(uuid4())}, "participant"),
        ({"session": "pacing", "participant": "ana@example.org"}, "participant"),
        ({"session": "pacing", "badge": "no badge"}, "badge"),
        ({"session": "no-such-session"}, "session"),
        ({"session": "pace-again"}, "at"),
        ({"session": "welcome"}, "at"),
        ({"session": "pacing", "at": "2026-10-28T09:33:00-04:00"}, "at"),
        ({"session": "pacing", "at": "2026-10-28T09:30:00"}, "at"),
        ({"session": "pacing", "when": "now"}, "when"),
    ],
)
async def test_what_is_wrong_is_named(day: Day, body, field):
    if field not in ("participant", "badge"):
        body = {"participant": await day.somebody(), **body}

    answer = await day.post("check-ins", **body)

    assert answer.status_code == 422, answer.text
    assert [error["field"] for error in answer.json()["errors"]] == [field]


async def test_nobody_says_of_themselves_when_it_was(day: Day):
    own = bearer(Purpose.AGENDA, await day.somebody())

    answer = await day.post("check-ins", own, session="pacing", at=at("09:20").isoformat())

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "at")
    assert (
        await day.site.post("/v1/conferences/no-such/check-ins", json={"session": "a"}, headers=own)
    ).status_code in (
        404,
        422,
    )


async def test_of_somebody_erased_nothing_is_kept_and_nothing_comes_back(day: Day):
    ana = await day.somebody()
    await day.passed(ana, "pacing", "09:20")

    await say(day.jetstream, erased(ana))
    await finished(day.jetstream)

    note = await day.database["attendances"].find_one({"_id": ana})
    assert (note["erased"], "scans" in note, "pending" in note) == (True, False, False)
    late = await day.post("check-ins", participant=ana, session="pacing", at=at("09:21").isoformat())
    assert (late.status_code, late.headers["Content-Type"]) == (410, "application/problem+json")
    assert await day.database["attendances"].find_one({"_id": ana}) == note


async def test_who_cancelled_and_comes_all_the_same_is_seen(day: Day):
    ana = await day.somebody()
    await say(day.jetstream, cancelled(ana))
    await finished(day.jetstream)

    assert (await day.post("check-ins", participant=ana, session="pacing")).status_code == 201
