"""Pages of those who come and go, and of those at the doors: they work with nothing but links and buttons."""

import re
from xml.etree import ElementTree as ET

import httpx
import pytest

from shared.links import Purpose
from tests.integration.recommendations.attendance.conftest import LINKS, Day, at, bearer
from tests.integration.recommendations.registration_says import SLUG, cancelled, erased, say
from tests.integration.recommendations.site import INTEGRATOR, ORGANISER, PACING, SESSIONS, finished, put

pytestmark = pytest.mark.asyncio(loop_scope="module")
BASE = "http://recommendations.example.org"


def link(participant: str) -> str:
    return f"/agenda/{LINKS.sign(Purpose.AGENDA, participant)}/attendance"


def code(guid: str, conference: str = SLUG) -> str:
    return f"/at/{LINKS.sign(Purpose.SESSION, f'{conference}/{guid}')}"


def key_in(page: httpx.Response) -> str:
    found = re.search(r'name="key" value="([0-9a-f]{32})"', page.text)
    assert found, page.text
    return found[1]


def words(page: httpx.Response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


@pytest.fixture
async def phone(day: Day):
    """A browser of its own, which keeps cookies."""
    transport = day.site._transport
    async with httpx.AsyncClient(transport=transport, base_url=BASE, follow_redirects=True) as client:
        yield client


async def test_somebody_scans_the_code_at_a_door_and_leaves_on_their_page(day: Day, phone):
    ana = await day.somebody()
    day.clock.now = at("09:55")
    first = await phone.get(link(ana))
    assert "You are in no session" in words(first)
    assert first.headers["Cache-Control"] == "private, no-store"

    door = await phone.get(code("pacing"))
    assert "You are at the door" in words(door)
    key = key_in(door)
    inside = await phone.post(code("pacing"), data={"way": "in", "key": key})
    assert ("Checked in." in words(inside), "You are in" in words(inside)) == (True, True)
    await phone.post(code("pacing"), data={"way": "in", "key": key})

    day.clock.now = at("10:46")
    own = await phone.get(link(ana))
    assert "Leaving now costs 0.25 hours of credit: 0.75 instead of 1.00." in words(own)
    assert "46 minutes attended" in words(own)
    left = await phone.post(link(ana), data={"way": "out", "session": "pacing", "key": key_in(own)})

    assert "You are in no session" in words(left)
    assert "Hours of credit 0.75" in words(left)
    scans = (await day.database["attendances"].find_one({"_id": ana}))["scans"]
    assert [(one["way"], one["by"]) for one in scans] == [("in", "self"), ("out", "self")]


async def test_a_code_holds_no_name_and_is_drawn_for_cameras(day: Day, phone):
    ana = await day.somebody()

    page = await phone.get(link(ana))

    [svg] = re.findall(r'<svg[^>]*class="qr".*?</svg>', page.text, re.DOTALL)
    drawn = ET.fromstring(svg)
    assert drawn.get("viewBox")
    assert "style" not in svg
    assert f"It ends in {ana[-4:]}" in words(page)


async def test_a_phone_that_knows_nobody_says_what_to_do(day: Day, phone):
    unknown = await phone.get(code("pacing"))

    assert (unknown.status_code, "Who are you?" in words(unknown)) == (200, True)
    assert (await phone.post(code("pacing"), data={"way": "in", "key": "1"})).status_code == 200
    assert (await phone.post(code("pacing"), data={"way": "up", "key": "1"})).status_code == 422
    for other in (code("pacing")[:-3], "/at/x", f"/at/{LINKS.sign(Purpose.BADGE, 'x')}"):
        assert (await phone.get(other)).status_code == 404
        assert (await phone.post(other, data={"way": "in", "key": "1"})).status_code == 404


async def test_what_cannot_be_is_said_on_the_page(day: Day, phone):
    ana = await day.somebody()
    await phone.get(link(ana))

    early = await phone.post(code("pace-again"), data={"way": "in", "key": "1"})
    gone = await phone.get(code("no-such-session"))
    en_espanol = await phone.post(code("pace-again"), data={"way": "in", "key": "1"}, headers={"Accept-Language": "es"})

    assert (early.status_code, "more than an hour before" in words(early)) == (422, True)
    assert (gone.status_code, "does not take place" in words(gone)) == (404, True)
    assert "Falta más de una hora" in words(en_espanol)


async def test_those_at_the_doors_scan_badges(day: Day, phone):
    ana = await day.somebody()
    day.clock.now = at("10:05")
    badge = f"/badges/{LINKS.sign(Purpose.BADGE, ana)}"
    made = await day.site.post(f"/v1/conferences/{SLUG}/doors", headers=ORGANISER)
    doors = made.json()["doors"].removeprefix(BASE)

    assert "This is somebody's code" in words(await phone.get(badge)).replace("&#39;", "'")
    shown = words(await phone.get(doors))
    # The welcome is over, and what comes after lunch is no door to stand at.
    places = [
        shown.index(said)
        for said in ("Now and next", "Let students move at their own pace", "All other sessions", "Welcome")
    ]
    assert places == sorted(places)
    assert "You keep this door" in words(await phone.get(f"{doors}/pacing"))
    shown = await phone.get(badge)
    assert f"Code ending in {ana[-4:]}" in words(shown)
    answer = await phone.post(badge, data={"way": "in", "key": key_in(shown)})

    assert "Checked in." in words(answer)
    scans = (await day.database["attendances"].find_one({"_id": ana}))["scans"]
    assert [(one["guid"], one["way"], one["by"]) for one in scans] == [("pacing", "in", "door")]
    for headers in ({}, INTEGRATOR, bearer(Purpose.DOOR, SLUG)):
        assert (await day.site.post(f"/v1/conferences/{SLUG}/doors", headers=headers)).status_code == 401
    for other in ("/doors/x", "/doors/x/codes", "/doors/x/pacing", "/badges/x"):
        assert (await phone.get(other)).status_code == 404
    assert (await phone.get(f"{doors}/no-such-session")).status_code == 404


async def test_a_revoked_badge_opens_nothing(day: Day, phone):
    ana = await day.somebody()
    await day.site.delete(f"/v1/agendas/{ana}/links", headers=ORGANISER)
    await day.database["profiles"].update_one(
        {"_id": ana}, {"$set": {"links_revoked_at": at("23:00").replace(year=2099)}}
    )

    assert (await phone.get(f"/badges/{LINKS.sign(Purpose.BADGE, ana)}")).status_code == 410


async def test_links_to_the_doors_can_be_revoked(day: Day, phone):
    ana = await day.somebody()
    url = f"/v1/conferences/{SLUG}/doors"
    made = (await day.site.post(url, headers=ORGANISER)).json()
    token = {"Authorization": f"Bearer {made['token']}"}
    printed = code("pacing")
    await phone.get(link(ana))
    assert (await day.post("check-ins", token, participant=ana, session="pacing")).status_code == 201

    assert (await day.site.delete(url, headers=token)).status_code == 401
    assert (await day.site.delete(url, headers=ORGANISER)).status_code == 204

    assert (await day.post("check-ins", token, participant=ana, session="pacing")).status_code == 401
    for address in (made["doors"], made["codes"], printed):
        assert (await phone.get(address.removeprefix(BASE))).status_code == 410
    await day.database["doors"].delete_many({})


async def test_codes_to_print(day: Day, phone):
    made = (await day.site.post(f"/v1/conferences/{SLUG}/doors", headers=ORGANISER)).json()

    page = await phone.get(made["codes"].removeprefix(BASE))

    assert page.text.count('class="qr"') == len(SESSIONS)
    assert "Main Hall, Wednesday 28 October, 8:30–9:00" in words(page)


async def test_those_who_left_have_no_page(day: Day, phone):
    ana, ben = await day.somebody(), await day.somebody()
    await say(day.jetstream, cancelled(ana), erased(ben))
    await finished(day.jetstream)

    assert "You cancelled" in words(await phone.get(link(ana)))
    assert (await phone.get(link(ben))).status_code == 410
    assert (await phone.get("/agenda/x/attendance")).status_code == 404
    assert (
        await phone.post("/agenda/x/attendance", data={"way": "out", "session": "a", "key": "1"})
    ).status_code == 404


async def test_a_session_cancelled_while_somebody_is_in_it(day: Day, phone):
    ana = await day.somebody()
    day.clock.now = at("10:10")
    await day.passed(ana, "pacing", "10:00")
    await put(day.site, *(one for one in SESSIONS if one is not PACING))

    page = await phone.get(link(ana))
    await put(day.site, *SESSIONS)

    assert "You are in no session" in words(page)
