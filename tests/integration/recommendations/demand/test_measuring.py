"""What everybody wants is measured on real servers, told on the bus, and shown to organisers alone."""

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from shared.contracts.vocabulary import Goal
from shared.links import Links, Purpose
from tests.integration.recommendations.registration_says import SLUG, cancelled, registered, say_many
from tests.integration.recommendations.site import INTEGRATOR, ORGANISER, SECRET, SESSIONS, finished, put
from tests.integration.streams import stored
from tests.integration.waiting import until

PATH = f"/v1/conferences/{SLUG}/demand"
TOMATOES = (Goal(statement="growing tomatoes with my class"),)
MANY = [registered() for _ in range(7)] + [registered(goals=TOMATOES) for _ in range(6)]


async def demand(site: httpx.AsyncClient) -> dict[str, Any]:
    answer = await site.get(PATH, headers=ORGANISER)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def measured(site: httpx.AsyncClient) -> dict[str, Any]:
    """Ask for a measurement, and what it came to."""
    before = (await demand(site))["measured_at"]
    asked = await site.post(PATH, headers=ORGANISER)
    assert asked.status_code == 202, asked.text

    async def is_there() -> bool:
        now = await demand(site)
        return now["measured_at"] != before and now["measuring"] is None

    await until(is_there, what="the demand is measured")
    return await demand(site)


async def told(jetstream) -> list[dict[str, Any]]:
    kinds = ("goal.unmet", "demand.measured")
    found = [await stored(jetstream, "EVENTS", f"conf.*.recommendations.{kind}.>") for kind in kinds]
    return [json.loads(event.body) for kind in found for event in kind]


async def test_measured_shown_and_told(site, jetstream):
    await put(site, *SESSIONS)
    await say_many(jetstream, MANY)
    await finished(jetstream)
    assert (await demand(site))["demand"] is None

    found = (await measured(site))["demand"]

    assert (found["people"], found["programme_version"]) == (10, 1)
    [group] = found["unmet"]
    assert (group["people"], set(group["words"])) == (5, {"growing", "tomatoes", "class"})
    pacing = next(one for one in found["sessions"] if one["guid"] == "pacing")
    assert (pacing["title"], pacing["wanted"], pacing["expected"]) == ("Let students move at their own pace", 10, 10)

    async def is_told() -> bool:
        return len(await told(jetstream)) >= 2

    await until(is_told, what="it is told")  # once it is written
    events = await told(jetstream)
    assert [event["type"] for event in events] == ["goal.unmet.v1", "demand.measured.v1"]
    assert events[1]["data"]["people"] == 10
    text = json.dumps([found, *events])
    assert not [event for event in MANY if event.subject in text]

    again = (await measured(site))["demand"]

    assert again == found
    assert await told(jetstream) == events, "nothing is new, so nothing is said"


async def test_a_small_group_between_two_measurements_is_not_shown(site, jetstream):
    await put(site, *SESSIONS)
    await say_many(jetstream, MANY[:4])
    await finished(jetstream)
    too_few = await site.post(PATH, headers=ORGANISER)
    await say_many(jetstream, MANY[4:])
    await finished(jetstream)
    found = await measured(site)
    await say_many(jetstream, [cancelled(MANY[0].subject), *(registered(goals=TOMATOES) for _ in range(3))])
    await finished(jetstream)

    held = await site.post(PATH, headers=ORGANISER)

    assert (too_few.status_code, held.status_code) == (409, 409)
    assert "Fewer than five people" in held.json()["detail"]
    assert await demand(site) == found
    await say_many(jetstream, [registered(goals=TOMATOES)])
    await finished(jetstream)
    assert (await measured(site))["demand"]["unmet"][0]["people"] == 10


async def test_only_organisers_and_only_what_there_is(site):
    for headers in ({}, INTEGRATOR, {"Authorization": "Bearer somebody"}):
        for ask in (site.get, site.post):
            assert (await ask(PATH, headers=headers)).status_code == 401
    for ask in (site.get, site.post):
        assert (await ask("/v1/conferences/another-one/demand", headers=ORGANISER)).status_code == 404
    no_programme = await site.post(PATH, headers=ORGANISER)
    assert (no_programme.status_code, no_programme.json()["detail"]) == (409, "There is no programme to measure yet.")


async def test_the_page_opens_by_a_link_of_its_own(site, jetstream):
    await put(site, *SESSIONS)
    await say_many(jetstream, MANY)
    await finished(jetstream)
    assert (await site.post(f"{PATH}/links")).status_code == 401
    made = await site.post(f"{PATH}/links", headers=ORGANISER)
    assert made.status_code == 201
    link = made.json()["url"]

    empty = await site.get(link)
    asked = await site.post(link)
    await measured(site)
    page = await site.get(link, headers={"Accept-Language": "es"})

    assert "Nothing was measured yet." in empty.text
    assert (asked.status_code, asked.headers["Location"][-9:]) == (303, "measuring")
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "private, no-store")
    assert "Lo que quieren todos" in page.text
    assert not [event for event in MANY if event.subject in page.text]
    agenda = Links([SECRET]).sign(Purpose.AGENDA, SLUG)
    for token in (agenda, link.rsplit("/", 1)[1] + "x", "x"):
        assert (await site.get(f"/demand/{token}")).status_code == 404
    with pytest.MonkeyPatch.context() as later:
        later.setattr("services.recommendations.organiser.signing.LASTS", timedelta(seconds=-1))
        assert (await site.get(link)).status_code == 410
