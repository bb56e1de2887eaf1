"""Coverage of goals and hours of credit, as programs read them."""

import csv
import io

import pytest

from shared.contracts.vocabulary import Area, Goal
from shared.links import Purpose
from tests.integration.recommendations.attendance.conftest import Day, at, bearer
from tests.integration.recommendations.registration_says import SLUG, cancelled, erased, say
from tests.integration.recommendations.site import INTEGRATOR, ORGANISER, PACING, SESSIONS, agenda_of, finished, put

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def coverage(day: Day, participant: str, headers=INTEGRATOR):
    return await day.site.get(f"/v1/agendas/{participant}/coverage", headers=headers)


async def test_minutes_for_each_goal(day: Day):
    pace = Goal(statement="let my students move at their own pace", area=Area.INSTRUCTION)
    grade = Goal(statement="grading less", area=Area.ASSESSMENT)
    ana = await day.somebody(goals=(pace, grade), available=())
    day.clock.now = at("10:20")
    # They leave what is planned early, for a session of the other goal that is not.
    await day.passed(ana, "pacing", "09:55", "10:20")
    day.clock.now = at("11:00")
    await day.passed(ana, "grading", "10:32")

    found = (await coverage(day, ana)).json()

    planned = {goal["number"]: goal["planned"] for goal in found["goals"]}
    assert [(goal["number"], goal["attended"]) for goal in found["goals"]] == [(1, 20), (2, 28)]
    assert found["goals"][0]["next"] == {
        "guid": "choice",
        "title": "A menu for Mondays",
        "room": "Room A",
        "start": "2026-10-28T13:00:00-04:00",
        "end": "2026-10-28T13:30:00-04:00",
        "planned": True,
    }
    assert (planned, found["goals"][0]["gap"]) == ({1: 150, 2: 0}, 130)
    assert found["beside"] == 0


async def test_what_they_do_not_want_is_not_proposed(day: Day):
    ana = await day.somebody(goals=(Goal(statement="grading less"),), available=())
    day.clock.now = at("10:20")
    assert (await coverage(day, ana)).json()["goals"][0]["next"]["guid"] == "grading"

    said = {"pins": {"grading": "not"}}
    answer = await day.site.patch(f"/v1/agendas/{ana}/preferences", json=said, headers=ORGANISER)

    assert answer.status_code == 200, answer.text
    assert (await coverage(day, ana)).json()["goals"][0]["next"] is None


async def test_a_session_without_a_seat_for_them_is_not_proposed(day: Day):
    day.clock.now = at("08:00")
    one_seat = [{**one, "capacity": 1} if one["guid"] == "grading" else one for one in SESSIONS]
    assert (await put(day.site, *one_seat)).status_code == 200
    wish = (Goal(statement="grading less"),)
    first, second = [await day.somebody(goals=wish, available=()) for _ in range(2)]

    assert (await coverage(day, first)).json()["goals"][0]["next"]["guid"] == "grading"
    assert (await coverage(day, second)).json()["goals"][0]["next"] is None
    assert (await put(day.site, *SESSIONS)).status_code == 200


async def test_nobody_is_sent_to_a_session_they_saw(day: Day):
    ana, ben = [await day.somebody(goals=(Goal(statement="grading less"),), available=()) for _ in range(2)]
    day.clock.now = at("18:00")
    # Both rule out what is planned; one of them has been where they would be sent instead.
    await day.site.patch(f"/v1/agendas/{ana}/preferences", json={"pins": {"grading": "not"}}, headers=ORGANISER)
    await day.site.patch(f"/v1/agendas/{ben}/preferences", json={"pins": {"grading": "not"}}, headers=ORGANISER)
    await day.passed(ana, "grading", "10:30", "11:15")

    for one in (ana, ben):
        await day.site.patch(f"/v1/agendas/{one}/preferences", json={"pins": {"grading": None}}, headers=ORGANISER)

    agendas = [await agenda_of(day.site, one) for one in (ana, ben)]
    assert ["grading" in [item["guid"] for item in agenda["items"]] for agenda in agendas] == [False, True]


async def test_who_may_read_it(day: Day):
    ana, ben = await day.somebody(), await day.somebody()
    own = bearer(Purpose.AGENDA, ana)

    for headers, status in ((own, 200), (ORGANISER, 200), (INTEGRATOR, 200), ({}, 401)):
        assert (await coverage(day, ana, headers)).status_code == status
    assert (await coverage(day, ben, own)).status_code == 403
    credit = await day.site.get(f"/v1/agendas/{ana}/credit", headers=own)
    assert credit.json() == {"participant": ana, "hours": "0.00", "minutes": 0, "sessions": 0, "days": []}


async def test_those_who_left_have_none(day: Day):
    ana, ben = await day.somebody(), await day.somebody()
    await say(day.jetstream, cancelled(ana), erased(ben))
    await finished(day.jetstream)

    assert [(await coverage(day, one)).status_code for one in (ana, ben)] == [404, 410]


async def test_the_ledger_for_the_coordinator(day: Day):
    ana, ben, eve = await day.somebody(), await day.somebody(), await day.somebody()
    day.clock.now = at("18:00")
    await day.passed(ana, "welcome", "08:30", "09:00")
    await day.passed(ana, "pacing", "09:50", "10:50")
    await day.passed(ana, "choice", "13:00")
    await day.passed(ben, "grading", "10:30", "10:44")
    await day.passed(eve, "grading", "10:30", "11:15")
    await say(day.jetstream, erased(eve))
    await finished(day.jetstream)
    await put(day.site, *(one for one in SESSIONS if one["guid"] != "pacing"), PACING | {"title": "=1+1"})

    answer = await day.site.get(f"/v1/conferences/{SLUG}/credits.csv", headers=ORGANISER)
    await put(day.site, *SESSIONS)

    assert answer.headers["Content-Disposition"] == f'attachment; filename="{SLUG}-credits.csv"'
    rows = {row["participant"]: row for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))}
    assert rows[ana] == {
        "participant": ana,
        "hours": "1.75",  # 30 + 50 + 30 minutes are 110: seven quarters
        "minutes": "110",
        "sessions": "3",
        "first_in": "2026-10-28T12:30:00Z",
        "last_out": "2026-10-28T17:30:00Z",
        "minutes 2026-10-28": "110",
        "titles": "Welcome; '=1+1; A menu for Mondays",
    }
    assert (rows[ben]["hours"], rows[ben]["minutes"]) == ("0.00", "14")
    assert eve not in rows
    as_json = (await day.site.get(f"/v1/conferences/{SLUG}/credits", headers=ORGANISER)).json()
    assert {one["participant"]: one["hours"] for one in as_json} == {one: row["hours"] for one, row in rows.items()}
    for headers in ({}, INTEGRATOR, bearer(Purpose.AGENDA, ana), bearer(Purpose.DOOR, SLUG)):
        for ending in ("", ".csv"):
            answer = await day.site.get(f"/v1/conferences/{SLUG}/credits{ending}", headers=headers)
            assert answer.status_code == 401
    assert (await day.site.get("/v1/conferences/no-such/credits", headers=ORGANISER)).status_code == 404
