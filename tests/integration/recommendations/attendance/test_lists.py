"""Lists that were kept without a network are taken later, whole or not at all, and once."""

import json

import pytest

from shared.links import Purpose
from tests.integration.recommendations.attendance.conftest import LINKS, Day, at, bearer
from tests.integration.recommendations.registration_says import SLUG
from tests.integration.recommendations.site import INTEGRATOR, ORGANISER

pytestmark = pytest.mark.asyncio(loop_scope="module")
URL = f"/v1/conferences/{SLUG}/attendance/import"


async def handed_in(day: Day, content: str, headers=ORGANISER, **how):
    return await day.site.post(URL, content=content.encode(), params=how, headers=headers)


async def scans(day: Day, participant: str) -> list[tuple[str, str, str]]:
    found = await day.database["attendances"].find_one({"_id": participant}) or {"scans": []}
    return sorted((one["guid"], one["way"], f"{one['at']:%H:%M:%S}") for one in found["scans"])


async def test_a_list_is_taken_once(day: Day):
    ana, ben = await day.somebody(), await day.somebody()
    day.clock.now = at("18:00")
    badge = f"http://recommendations.example.org/badges/{LINKS.sign(Purpose.BADGE, ben)}"
    content = (
        "participant;badge;session;in/out;time\r\n"
        f"{ana};;pacing;in;2026-10-28T10:02:07\r\n"
        f"{ana};;pacing;out;2026-10-28T14:55:00Z\r\n"
        f"{ana};;pacing;in;2026-10-28T10:02:07-04:00\r\n"
        "\r\n"
        f";{badge};grading;entrada;2026-10-28 10:31\r\n"
    )
    expected = {"rows": 4, "scans": 3, "new": 3, "known": 0, "wrong": 0, "errors": []}

    looked = await handed_in(day, content, dry_run=True)
    assert (looked.status_code, looked.json(), await scans(day, ana)) == (200, expected, [])
    door = bearer(Purpose.DOOR, SLUG)
    first, again = await handed_in(day, content, door), await handed_in(day, content, door)

    looked_again = await handed_in(day, content, dry_run=True)

    assert (first.status_code, first.json()) == (200, expected)
    assert (again.status_code, again.json()) == (200, expected | {"new": 0, "known": 3})
    assert looked_again.json() == again.json()
    assert await scans(day, ana) == [("pacing", "in", "14:02:07"), ("pacing", "out", "14:55:00")]
    assert await scans(day, ben) == [("grading", "in", "14:31:00")]
    assert await day.database["attendances"].count_documents({"pending.id": {"$exists": True}}) == 0


async def test_one_row_that_is_wrong_and_nothing_is_taken_unless_asked(day: Day):
    ana = await day.somebody()
    day.clock.now = at("18:00")
    content = (
        "Who,session,direction,time\n"
        f"{ana},pacing,in,2026-10-28T10:00\n"
        f"{ana},pacing,sideways,2026-10-28T10:01\n"
        f"{ana},no-session,in,2026-10-28T10:02\n"
        f"{ana},pacing,in,half past ten\n"
        f",pacing,in,2026-10-28T10:03\n"
        "0f0f0f0f-0000-4000-8000-000000000000,pacing,in,2026-10-28T10:04\n"
        f"{ana},pacing,out,2026-10-28T23:00\n"
    ).replace("Who", "Participant")

    refused = await handed_in(day, content)

    assert (refused.status_code, refused.headers["Content-Type"]) == (422, "application/problem+json")
    assert [(one["row"], one["column"]) for one in refused.json()["errors"]] == [
        (3, "direction"),
        (4, "session"),
        (5, "time"),
        (6, "Participant"),
        (7, "Participant"),
        (8, "time"),
    ]
    assert await scans(day, ana) == []

    taken = await handed_in(day, content, skip_invalid=True)
    assert (taken.status_code, taken.json()["new"], taken.json()["wrong"]) == (200, 1, 6)
    assert await scans(day, ana) == [("pacing", "in", "14:00:00")]


async def test_json(day: Day):
    ana = await day.somebody()
    day.clock.now = at("18:00")
    one = {"participant": ana, "session": "pacing", "way": "in", "time": "2026-10-28T10:00:00-04:00"}

    good = await handed_in(day, json.dumps({"scans": [one]}))
    bad = await handed_in(day, json.dumps([one, one | {"way": 3}]))

    assert good.json()["new"] == 1
    assert [(error["row"], error["column"]) for error in bad.json()["errors"]] == [(2, "way")]


@pytest.mark.parametrize(
    "content",
    ["", "[", "[]", "{}", "[1]", "participant,session\n", "session,way,time\na,in,b\n", 'a,"b\n', "\udcff"],
)
async def test_what_is_no_list(day: Day, content):
    answer = await day.site.post(URL, content=content.encode("utf-8", "surrogateescape"), headers=ORGANISER)

    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")


async def test_lists_are_for_those_at_the_doors(day: Day):
    ana = await day.somebody()
    for headers, status in (({}, 401), (INTEGRATOR, 401), (bearer(Purpose.AGENDA, ana), 403)):
        assert (await handed_in(day, "participant,session,way,time\n", headers)).status_code == status
