"""A calendar feed: an address of its own, which follows a day until its owner takes another one."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from icalendar import Calendar

from shared.links import Links, Purpose
from tests.integration.recommendations.registration_says import cancelled, erased, registered, say
from tests.integration.recommendations.site import (
    CHOICE,
    GRADING,
    INTEGRATOR,
    ORGANISER,
    PACING,
    SECRET,
    SESSIONS,
    agenda_of,
    finished,
    know_conference,
    put,
    serving,
)
from tests.integration.waiting import until

LINKS = Links([SECRET])


@pytest.fixture
async def somebody(site, jetstream) -> str:
    """A participant who has an agenda."""
    await put(site, *SESSIONS)
    event = registered()
    await say(jetstream, event)
    await finished(jetstream)
    return event.subject


def page_of(participant: str) -> str:
    return f"/agenda/{LINKS.sign(Purpose.AGENDA, participant)}"


async def address_of(site, participant: str) -> str:
    """A new one."""
    answer = await site.post(f"/v1/agendas/{participant}/calendar", headers=ORGANISER)
    assert answer.status_code == 200, answer.text
    assert answer.json()["webcal"] == answer.json()["url"].replace("http:", "webcal:")
    url: str = answer.json()["url"]
    return url


async def events(site, url: str) -> dict[str, Any]:
    answer = await site.get(url)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return {str(event["SUMMARY"]): event for event in Calendar.from_ical(answer.text).walk("VEVENT")}


async def test_it_has_what_the_download_has_under_the_same_names(site, somebody):
    url = await address_of(site, somebody)

    feed = await events(site, url)
    download = await events(site, f"{page_of(somebody)}.ics")

    assert list(feed) == [item["title"] for item in (await agenda_of(site, somebody))["items"]] != []
    for title, event in feed.items():
        assert event["UID"] == download[title]["UID"]
        assert event["SEQUENCE"] == download[title]["SEQUENCE"] == 0
        assert event["DTSTART"].dt.astimezone(UTC) == download[title]["DTSTART"].dt
        assert event["DTEND"].dt.astimezone(UTC) == download[title]["DTEND"].dt
        assert event["STATUS"] == "CONFIRMED"
    pacing = feed[PACING["title"]]
    assert pacing["DTSTART"].params["TZID"] == "America/Detroit"
    assert pacing["DTSTART"].dt.replace(tzinfo=None) == datetime(2026, 10, 28, 10)
    text = (await site.get(url)).text
    for line in ("REFRESH-INTERVAL;VALUE=DURATION:PT15M", "X-PUBLISHED-TTL:PT15M", "TZID:America/Detroit"):
        assert f"\r\n{line}\r\n" in text


async def test_a_calendar_that_has_it_is_told_so(site, somebody):
    url = await address_of(site, somebody)
    first = await site.get(url)

    again = await site.get(url, headers={"If-None-Match": first.headers["ETag"]})
    since = await site.get(url, headers={"If-Modified-Since": first.headers["Last-Modified"]})

    assert (again.status_code, again.content, since.status_code) == (304, b"", 304)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert first.headers["X-Robots-Tag"] == "noindex"


async def test_what_leaves_a_day_is_marked_and_the_sequence_rises(site, jetstream, somebody):
    url = await address_of(site, somebody)
    before = await events(site, url)
    assert PACING["title"] in before
    later = {**CHOICE, "start": "2026-10-28T14:15"}

    await put(site, *[one for one in SESSIONS if one not in (PACING, CHOICE)], later)
    await finished(jetstream)

    async def followed():
        now = await events(site, url)
        return now[PACING["title"]]["STATUS"] == "CANCELLED" and now[CHOICE["title"]]["SEQUENCE"] > 0

    await until(followed, what="the feed follows")
    now = await events(site, url)
    assert now[CHOICE["title"]]["DTSTART"].dt.hour == 14
    assert now[CHOICE["title"]]["DTSTART"].dt.minute == 15
    assert now[PACING["title"]]["UID"] == before[PACING["title"]]["UID"]
    assert now[PACING["title"]]["SEQUENCE"] > before[PACING["title"]]["SEQUENCE"]
    assert GRADING["title"] not in before or now[GRADING["title"]]["STATUS"] == "CONFIRMED"


async def test_another_address_and_none(site, somebody):
    first = await address_of(site, somebody)
    second = await address_of(site, somebody)
    bearer = {"Authorization": f"Bearer {LINKS.sign(Purpose.AGENDA, somebody)}"}

    assert first != second
    assert (await site.get(first)).status_code == 404
    assert (await site.get(f"/v1/agendas/{somebody}/calendar", headers=bearer)).json()["url"] == second
    assert (await site.delete(f"/v1/agendas/{somebody}/calendar", headers=bearer)).status_code == 204
    assert (await site.get(second)).status_code == 404
    assert (await site.get(f"/v1/agendas/{somebody}/calendar", headers=bearer)).status_code == 404
    for headers, status in (({}, 401), (INTEGRATOR, 401), (ORGANISER, 404)):
        answer = await site.post(f"/v1/agendas/{uuid4()}/calendar", headers=headers)
        assert answer.status_code == status
    third = await address_of(site, somebody)
    await site.delete(f"/v1/agendas/{somebody}/links", headers=ORGANISER)
    assert (await site.get(third)).status_code == 404, "whoever had the link had read it"


async def test_the_page_has_a_form_for_it(site, somebody):
    page = page_of(somebody)
    before = (await site.get(page)).text
    assert "Get an address for your calendar" in before
    assert "webcal:" not in before

    taken = await site.post(f"{page}/calendar", data={"do": "renew"})
    shown = (await site.get(page)).text
    spanish = (await site.get(page, headers={"Accept-Language": "es"})).text

    assert (taken.status_code, taken.headers["Location"]) == (303, f"{page}#feed")
    url = (await site.get(f"/v1/agendas/{somebody}/calendar", headers=ORGANISER)).json()["url"]
    assert f'href="{url.replace("http:", "webcal:")}"' in shown
    assert f'value="{url}?lang=es"' in spanish
    assert "Mi agenda" in (await site.get(f"{url}?lang=es")).text
    assert (await site.post(f"{page}/calendar", data={"do": "off"})).status_code == 303
    assert (await site.get(url)).status_code == 404
    assert (await site.post("/agenda/nobody/calendar", data={"do": "renew"})).status_code == 404


async def test_only_a_hash_of_the_address_is_kept(site, somebody, database):
    url = await address_of(site, somebody)
    await events(site, url)

    assert url.rpartition("/")[2].removesuffix(".ics") not in str(await database["feeds"].find_one({}))


async def test_other_secrets_and_another_process_open_it_still(site, settings, jetstream, somebody):
    url = await address_of(site, somebody)
    rotated = settings.model_copy(update={"link_secrets": "a-new-secret-of-these-tests"})

    async with serving(rotated) as another:
        await know_conference(jetstream)
        assert await events(another, url) != {}
        own = (await another.get(f"/v1/agendas/{somebody}/calendar", headers=ORGANISER)).json()["url"]
        assert own != url
        assert await events(another, own) != {}


async def test_of_those_who_cancel_everything_is_marked_and_of_erased_ones_nothing_is_left(site, jetstream, database):
    await put(site, *SESSIONS)
    one, other = registered(), registered()
    await say(jetstream, one)
    await say(jetstream, other)
    await finished(jetstream)
    urls = [await address_of(site, each.subject) for each in (one, other)]
    shown = [await events(site, url) for url in urls]

    await say(jetstream, cancelled(one.subject))
    await say(jetstream, erased(other.subject))
    await finished(jetstream)

    assert {str(event["STATUS"]) for event in (await events(site, urls[0])).values()} == {"CANCELLED"}
    assert len(await events(site, urls[0])) == len(shown[0]) > 0
    assert await events(site, urls[1]) == {}
    left = await database["feeds"].find_one({"_id": other.subject})
    assert set(left) == {"_id", "conference", "version", "erased", "event", "hashes"}
    assert (await site.post(f"/v1/agendas/{other.subject}/calendar", headers=ORGANISER)).status_code == 404
