"""One link opens every page of the organiser, for a while, and nothing else does; its buttons do what they say."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from services.recommendations.organiser import signing, under_way
from shared.contracts.vocabulary import Area, Goal
from shared.events import utc_now
from shared.links import Purpose
from tests.integration.recommendations.attendance.conftest import LINKS, Day, at
from tests.integration.recommendations.registration_says import SLUG
from tests.integration.recommendations.site import ORGANISER, PACING, SESSIONS, put
from tests.unit.recommendations.organiser.visiting import text

pytestmark = pytest.mark.asyncio(loop_scope="module")
PAGES = ("demand", "seats", "attendance", "growth", "ranking")
TOKEN = LINKS.sign(Purpose.ORGANISER, SLUG)
LITTLE, MUCH = (
    (Goal(statement="let my students move at their own pace", area=Area.INSTRUCTION, priority=priority),)
    for priority in (3, 1)
)


async def said(day: Day, page: str) -> str:
    return text((await day.site.get(f"/{page}/{TOKEN}")).text)


async def holders(day: Day) -> list[str]:
    found = await day.database["seats"].find_one({"guid": "pacing"})
    return list(found["holders"]) if found else []


async def test_one_link_opens_all_of_them_and_each_leads_to_the_others(day: Day):
    made = await day.site.post(f"/v1/conferences/{SLUG}/demand/links", headers=ORGANISER)
    token = made.json()["url"].rsplit("/", 1)[1]

    for page in PAGES:
        answer = await day.site.get(f"/{page}/{token}", headers={"Accept-Language": "es"})
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store"), page
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert '<html lang="es">' in answer.text
        assert [other for other in PAGES if f'href="/{other}/{token}"' not in answer.text] == []
        assert f'href="http://registration.example.org/console/conferences/{SLUG}"' in answer.text
        assert f'href="/{page}/{token}" aria-current="page"' in answer.text
    assert (await day.site.get(f"/growth/{token}/growth.svg")).headers["Content-Type"].startswith("image/svg+xml")


async def test_nothing_else_opens_them_or_presses_their_buttons(day: Day, monkeypatch: pytest.MonkeyPatch):
    others = [LINKS.sign(purpose, SLUG) for purpose in Purpose if purpose is not Purpose.ORGANISER]
    unknown = LINKS.sign(Purpose.ORGANISER, "another-one")
    for page in PAGES:
        for token in (*others, TOKEN + "x", "x"):
            assert (await day.site.get(f"/{page}/{token}")).status_code == 404
        assert (await day.site.get(f"/{page}/{unknown}")).status_code == 410
    for page in ("demand", "seats", "ranking"):
        assert (await day.site.post(f"/{page}/{others[0]}", data={"do": "allocate"})).status_code == 404
    # Whoever has no link can make a browser ask for no more than this.
    assert (await day.site.get(f"/seats/{TOKEN}", params={"do": "allocate"})).status_code == 200

    monkeypatch.setattr(signing, "LASTS", timedelta(seconds=-1))
    for page in (*PAGES, "attendance/credits.csv"):
        path, _, rest = page.partition("/")
        answer = await day.site.get(f"/{path}/{TOKEN}/{rest}".rstrip("/"))
        assert (answer.status_code, "This link has expired" in answer.text) == (410, True), page
    expired = await day.site.post(f"/seats/{TOKEN}", data={"do": "allocate"})
    assert expired.status_code == 410
    assert await day.database["allocations"].find_one({"_id": SLUG}) is None


async def test_a_preview_changes_nothing_and_giving_out_does(day: Day):
    await put(day.site, *[{**one, "capacity": 1} if one is PACING else one for one in SESSIONS])
    early, late = await day.somebody(goals=LITTLE), await day.somebody(goals=MUCH)
    before = await said(day, "seats")

    previewed = await day.site.post(f"/seats/{TOKEN}", data={"do": "preview"})
    still, preview_page = await holders(day), (await day.site.get(f"/seats/{TOKEN}")).text
    preview = text(preview_page)
    done = await day.site.post(f"/seats/{TOKEN}", data={"do": "allocate"})

    assert "Let students move at their own pace Room A, 28 October, 10 am 1 person waits 1 of 1" in before
    assert "who came first has the seats" in before
    assert (previewed.headers["Location"], still) == (f"/seats/{TOKEN}?asked=preview", [early])
    assert "A preview: nothing was changed." in preview
    assert "2 people would have other seats." in preview
    # How much two people have is told of in no tenth.
    assert 'role="img" aria-label="At least:' in preview_page
    assert (done.headers["Location"], await holders(day)) == (f"/seats/{TOKEN}?asked=allocate", [late])
    after = await said(day, "seats")
    assert "2 people's days changed." in after
    assert "would have other seats" not in after
    assert (await day.site.post(f"/seats/{TOKEN}", data={"do": "everything"})).status_code == 422
    day.clock.now = at("23:00")
    assert "Allocate now" not in await said(day, "seats")


async def test_only_one_gives_out_seats_at_a_time(day: Day):
    await day.database["allocations"].update_one(
        {"_id": SLUG}, {"$set": {"taken_until": utc_now() + timedelta(hours=1)}}
    )

    answer = await day.site.post(f"/seats/{TOKEN}", data={"do": "allocate"})

    assert answer.headers["Location"].endswith("?asked=not_now")
    assert "Seats are being worked out." in await said(day, "seats")
    await day.database["allocations"].delete_one({"_id": SLUG})


async def test_attendance_is_counted_and_credit_is_in_the_sheet_alone(day: Day):
    people = [await day.somebody(goals=MUCH) for _ in range(6)]
    day.clock.now = at("18:00")
    for one in people:
        await day.passed(one, "grading", "10:30", "11:15")

    page = await day.site.get(f"/attendance/{TOKEN}")
    sheet = await day.site.get(f"/attendance/{TOKEN}/credits.csv", params={"delimiter": ";"})

    assert "Grading less Room B, 28 October, 10:30 am 5 came, under 5 planned" in text(page.text)
    assert "About 2.5 hours in all, of 5 people" in text(page.text)
    assert not [one for one in people if one in page.text]
    assert sheet.headers["Cache-Control"] == "private, no-store"
    assert [one for one in people if f"{one};0.75;45;1" not in sheet.text] == []


async def test_ranking_quality_is_measured_on_demand_and_kept(day: Day, monkeypatch: pytest.MonkeyPatch):
    nothing = await said(day, "ranking")
    day.clock.now = at("18:00")
    measured = await day.site.post(f"/ranking/{TOKEN}")
    found = await said(day, "ranking")
    answer: dict[str, Any] = (await day.site.get(f"/v1/conferences/{SLUG}/evaluation", headers=ORGANISER)).json()

    assert "Nothing was measured yet." in nothing
    assert measured.headers["Location"].endswith("?asked=measured")
    assert f"Of {answer['people']} people with goals" in found

    monkeypatch.setattr(under_way, "PATIENCE", 0.0)
    later = await asyncio.gather(*(day.site.post(f"/ranking/{TOKEN}") for _ in range(2)))
    assert {one.headers["Location"] for one in later} == {f"/ranking/{TOKEN}?asked=going"}
