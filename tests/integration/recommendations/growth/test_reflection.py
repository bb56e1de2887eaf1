"""After the day: the page suggests, they decide, and the next agenda starts from there."""

import json
import re
from functools import cache

import httpx
import pytest

from shared.contracts.vocabulary import Goal, Spectrum
from shared.links import Purpose
from tests.integration.recommendations.attendance.conftest import LINKS, Day, at
from tests.integration.recommendations.registration_says import SLUG, cancelled, erased, say, wishes_changed
from tests.integration.recommendations.site import INTEGRATOR, ORGANISER, agenda_of, finished
from tests.integration.streams import stored

pytestmark = pytest.mark.asyncio(loop_scope="module")


@cache  # one of the next second would be another
def link(participant: str) -> str:
    return f"/agenda/{LINKS.sign(Purpose.AGENDA, participant)}/reflection"


async def somebody_after_the_day(day: Day) -> str:
    """Stood at 1 of pacing, did not say about choice, and was in sessions of both."""
    ana = await day.somebody(spectrum=Spectrum(individual_pacing=1, technology=2))
    day.clock.now = at("18:00")
    await day.passed(ana, "pacing", "10:00", "10:40")
    await day.passed(ana, "choice", "13:00", "13:30")
    await day.passed(ana, "pace-again", "15:00", "15:10")
    return ana


def chosen(page: httpx.Response) -> dict[str, str]:
    return dict(re.findall(r'name="(\w+)" id="[^"]*" value="(\d?)" checked', page.text))


async def growth_told(day: Day, participant: str) -> list[dict]:
    subjects = f"conf.{SLUG}.recommendations.growth.recorded.v1.{participant}"
    return [json.loads(one.body)["data"] for one in await stored(day.jetstream, "EVENTS", subjects)]


async def test_what_the_day_suggests_is_kept_when_they_say_so(day: Day):
    ana = await somebody_after_the_day(day)

    asked = await day.site.get(link(ana))
    # A session they were in for ten minutes of sixty suggests nothing.
    assert chosen(asked) == {"individual_pacing": "2", "student_choice": "2"}
    assert "You stood at 1 when you signed up." in asked.text
    wrong = await day.site.post(link(ana), data={"individual_pacing": "9", "student_choice": "3", "version": "0"})
    assert (wrong.status_code, chosen(wrong)) == (422, {"individual_pacing": "", "student_choice": "3"})
    assert "Choose a place from 1 to 4, or “Not sure”." in wrong.text
    said = {"individual_pacing": "3", "student_choice": "2", "technology": "4", "note": "Try stations", "version": "0"}
    answer = await day.site.post(link(ana), data=said)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{link(ana)}?kept=1")
    kept = await day.site.get(f"{link(ana)}?kept=1")
    assert chosen(kept) == {"individual_pacing": "3", "student_choice": "2"}
    assert "Individual pacing: you stood at 1 of 4, you stand at 3" in kept.text
    assert 'value="Try stations"' in kept.text
    told = {"before": {"individual_pacing": 1}, "after": {"student_choice": 2, "individual_pacing": 3}}
    assert await growth_told(day, ana) == [{"version": 1} | told]


async def test_the_next_agenda_starts_from_there(day: Day):
    ana = await somebody_after_the_day(day)
    goals = (Goal(statement="quilting"),)
    await say(day.jetstream, wishes_changed(ana, goals=goals, available=(), spectrum=Spectrum(individual_pacing=1)))
    await finished(day.jetstream)
    before = {item["guid"]: item["why"] for item in (await agenda_of(day.site, ana))["items"]}

    await day.site.post(link(ana), data={"individual_pacing": "2", "version": "0"})
    again = wishes_changed(ana, 3, goals=goals, available=(), spectrum=Spectrum(individual_pacing=1))
    await say(day.jetstream, again)
    await finished(day.jetstream)

    after = {item["guid"]: item["why"] for item in (await agenda_of(day.site, ana))["items"]}
    assert "from 1 to 2 on individual pacing" in before["pacing"]
    assert "from 2 to 3 on individual pacing" in after["pace-again"]
    # What they say of it in their signup since is later, and counts.
    since = wishes_changed(ana, 4, goals=goals, available=(), spectrum=Spectrum(individual_pacing=4))
    await say(day.jetstream, since)
    await finished(day.jetstream)
    assert "individual pacing" not in str((await agenda_of(day.site, ana))["items"])


async def test_two_pages_do_not_overwrite_each_other(day: Day):
    ana = await somebody_after_the_day(day)
    await day.site.post(link(ana), data={"individual_pacing": "2", "version": "0", "note": "first"})

    late = await day.site.post(link(ana), data={"individual_pacing": "4", "version": "0", "note": "second"})

    assert (late.status_code, chosen(late)["individual_pacing"]) == (409, "2")
    assert "first" in late.text
    again = await day.site.post(link(ana), data={"individual_pacing": "4", "version": "1"})
    assert again.status_code == 303
    assert [one["version"] for one in await growth_told(day, ana)] == [1, 2]
    assert [one["before"] for one in await growth_told(day, ana)] == [{"individual_pacing": 1}] * 2


async def test_what_they_write_is_nowhere_but_on_their_page(day: Day):
    ana = await somebody_after_the_day(day)
    long = await day.site.post(link(ana), data={"individual_pacing": "2", "version": "0", "note": "x" * 501})
    await day.site.post(link(ana), data={"individual_pacing": "2", "version": "0", "note": "Only for me"})

    assert (long.status_code, "at most 500 characters" in long.text) == (422, True)
    assert chosen(long)["individual_pacing"] == "2"
    assert [one for one in await stored(day.jetstream, "EVENTS") if b"Only for me" in one.body] == []
    for path in (f"/v1/agendas/{ana}/coverage", f"/v1/agendas/{ana}"):
        assert "Only for me" not in (await day.site.get(path, headers=INTEGRATOR)).text


async def test_an_erasure_takes_it_and_a_cancellation_too(day: Day):
    ana, ben = await somebody_after_the_day(day), await somebody_after_the_day(day)
    for one in (ana, ben):
        await day.site.post(link(one), data={"individual_pacing": "2", "version": "0", "note": "Mine"})

    await say(day.jetstream, erased(ana), cancelled(ben))
    await finished(day.jetstream)

    assert "Mine" not in str(await day.database["profiles"].find({"_id": {"$in": [ana, ben]}}).to_list(None))
    for one in (ana, ben):
        answer = await day.site.post(link(one), data={"individual_pacing": "3", "version": "1"})
        assert (answer.status_code, answer.headers["Location"]) == (303, link(one).removesuffix("/reflection"))


async def test_before_anything_was_attended(day: Day):
    page = await day.site.get(link(await day.somebody()))

    assert (page.status_code, "nothing to look back on yet" in page.text) == (200, True)
    assert (await day.site.get("/agenda/x/reflection")).status_code == 404


async def test_the_conference_without_names(day: Day):
    await day.database["profiles"].update_many({}, {"$unset": {"growth": ""}})
    people = [await somebody_after_the_day(day) for _ in range(5)]
    url = f"/v1/conferences/{SLUG}/growth"
    for one in people[:4]:
        await day.site.post(link(one), data={"individual_pacing": "2", "version": "0"})
    four = (await day.site.get(url, headers=ORGANISER)).json()
    await day.site.post(link(people[4]), data={"individual_pacing": "2", "version": "0"})

    five = {one["ingredient"]: one["groups"] for one in (await day.site.get(url, headers=ORGANISER)).json()}
    assert [one["groups"] for one in four] == [[], [], [], []]
    assert five["individual_pacing"] == [{"before": 1, "after": 2, "people": 5}]
    picture = await day.site.get(f"{url}.svg", headers=ORGANISER)
    assert picture.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert "5 people from 1 to 2." in picture.text
    for headers in ({}, INTEGRATOR):
        assert (await day.site.get(url, headers=headers)).status_code == 401
