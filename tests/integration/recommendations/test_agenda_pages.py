"""Reading an agenda: with a token as JSON, behind a signed link as a page and as a calendar."""

import logging
import re
import time
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from icalendar import Calendar
from itsdangerous import URLSafeTimedSerializer

from shared.contracts.vocabulary import Goal
from shared.links import LASTS, Links, Purpose
from tests.integration.recommendations.registration_says import SLUG, registered, say
from tests.integration.recommendations.site import (
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


def token(participant: str, **how) -> str:
    return LINKS.sign(Purpose.AGENDA, participant, **how)


def private(answer) -> bool:
    return (
        answer.headers["Cache-Control"] == "private, no-store"
        and answer.headers["X-Robots-Tag"] == "noindex"
        and answer.headers["Referrer-Policy"] == "no-referrer"
    )


@pytest.fixture
async def somebody(site, jetstream) -> str:
    """A participant who has an agenda."""
    await put(site, *SESSIONS)
    event = registered()
    await say(jetstream, event)
    await finished(jetstream)
    return event.subject


async def test_each_goal_is_told_what_the_day_does_for_it(site, jetstream):
    await put(site, *SESSIONS)
    event = registered(
        goals=tuple(Goal(statement=each) for each in ("pacing", "a pace", "quarks", "a menu")), available=()
    )
    await say(jetstream, event)
    await finished(jetstream)
    page = (await site.get(f"/agenda/{token(event.subject)}")).text
    shares = re.findall(r'<p class="goal-time">(.*?)</p>', page)
    assert shares[0] == shares[1]
    assert shares[0].startswith("2 sessions, ")
    assert shares[2] == "No session speaks of it"
    assert shares[3].startswith("1 session, ")


async def test_json_is_for_those_who_have_a_token(site, somebody):
    own = {"Authorization": f"Bearer {token(somebody)}"}
    for headers in (INTEGRATOR, ORGANISER, own):
        assert (await site.get(f"/v1/agendas/{somebody}", headers=headers)).status_code == 200
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        answer = await site.get(f"/v1/agendas/{somebody}", headers=headers)
        assert (answer.status_code, answer.headers["Content-Type"]) == (401, "application/problem+json"), headers
        tokens = "that of the link to this agenda, or an organiser's or an integrator's."
        assert answer.json()["detail"] == f"A valid bearer token is needed: {tokens}"
    assert (await site.get(f"/v1/agendas/{uuid4()}", headers=own)).status_code == 403
    missing = await site.get(f"/v1/agendas/{uuid4()}", headers=INTEGRATOR)
    assert missing.status_code == 404
    assert missing.headers["Content-Type"] == "application/problem+json"
    assert (await site.get("/v1/agendas/*", headers=INTEGRATOR)).status_code == 422


async def test_nobody_passes_where_no_token_is_set(settings, jetstream):
    async with serving(settings.model_copy(update={"organiser_token": "", "integrator_token": ""})) as site:
        for headers in ({}, {"Authorization": "Bearer "}, ORGANISER, INTEGRATOR):
            assert (await site.get(f"/v1/agendas/{uuid4()}", headers=headers)).status_code == 401
            assert (await site.put("/v1/programme", json={}, headers=headers)).status_code == 401


async def test_the_page_behind_a_link(site, somebody):
    link = f"/agenda/{token(somebody)}"

    answer = await site.get(link)

    assert answer.status_code == 200
    assert private(answer)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Let students move at their own pace" in answer.text
    assert "let my students move at their own pace" in answer.text
    assert f'href="{link}.ics"' in answer.text
    assert "Grading less" not in answer.text


async def test_the_calendar_equals_the_agenda(site, somebody):
    answer = await site.get(f"/agenda/{token(somebody)}.ics")

    assert answer.status_code == 200
    assert private(answer)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{SLUG}-agenda.ics"'
    events: list[Any] = list(Calendar.from_ical(answer.content).walk("VEVENT"))
    agenda = (await agenda_of(site, somebody))["items"]
    assert [
        {
            "title": str(event["summary"]),
            "start": event["dtstart"].dt.timestamp(),
            "end": event["dtend"].dt.timestamp(),
            "why": str(event["description"]),
            "place": str(event["location"]),
            "uid": str(event["uid"]),
        }
        for event in events
    ] == [
        {
            "title": item["title"],
            "start": instant(item["start"]),
            "end": instant(item["end"]),
            "why": item["why"],
            "place": f"{item['room']}, Grand Rapids, Michigan",
            "uid": f"{item['guid']}.{somebody}@{SLUG}.desirepath",
        }
        for item in agenda
    ]
    assert len(events) == 2


def instant(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


async def test_a_session_that_moved_or_was_cancelled_shows_as_it_is_now(site, somebody):
    await put(site, {**PACING, "room": "Garden Room", "start": "2026-10-28T11:00"})

    page = await site.get(f"/agenda/{token(somebody)}")
    calendar = await site.get(f"/agenda/{token(somebody)}.ics")
    (event,) = Calendar.from_ical(calendar.content).walk("VEVENT")

    assert "Garden Room" in page.text
    assert "A menu for Mondays" not in page.text
    assert str(event["location"]) == "Garden Room, Grand Rapids, Michigan"
    assert [item["start"] for item in (await agenda_of(site, somebody))["items"]] == ["2026-10-28T11:00:00-04:00"]


def _of_another_purpose(participant: str) -> str:
    return str(URLSafeTimedSerializer([SECRET], salt="desirepath.console").dumps(participant))


async def test_what_is_no_link_of_ours_opens_nothing(site, somebody):
    good = token(somebody)
    body, stamp, signature = good.split(".")
    others = [
        f"{body}.{stamp}.{signature.swapcase()}",
        f"{token(str(uuid4())).split('.')[0]}.{stamp}.{signature}",
        f"{body}.{stamp}",
        body,
        _of_another_purpose(somebody),
        Links(["another secret of sixteen"]).sign(Purpose.AGENDA, somebody),
        "x" * 5000,
        "%00",
        "*",
        "%F0%9F%92%A9",
    ]
    for other in others:
        for ending in ("", ".ics"):
            answer = await site.get(f"/agenda/{other}{ending}")
            assert answer.status_code == 404, other
            assert somebody not in answer.text
            assert "pace" not in answer.text


async def test_a_link_expires(site, somebody, monkeypatch):
    link = token(somebody)
    now = time.time()
    assert (await site.get(f"/agenda/{link}")).status_code == 200

    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + LASTS + 2)

    for ending in ("", ".ics"):
        answer = await site.get(f"/agenda/{link}{ending}")
        assert answer.status_code == 410
        assert private(answer)
        assert "http://registration.example.org" in answer.text
        assert "pace" not in answer.text


async def test_links_can_be_revoked(site, somebody):
    old, other = token(somebody), token(str(uuid4()))

    for headers in ({}, INTEGRATOR):
        assert (await site.delete(f"/v1/agendas/{somebody}/links", headers=headers)).status_code == 401
    assert (await site.get(f"/agenda/{old}")).status_code == 200
    assert (await site.delete(f"/v1/agendas/{somebody}/links", headers=ORGANISER)).status_code == 204
    assert (await site.delete(f"/v1/agendas/{uuid4()}/links", headers=ORGANISER)).status_code == 404

    for ending in ("", ".ics"):
        answer = await site.get(f"/agenda/{old}{ending}")
        assert answer.status_code == 410
        assert private(answer)
    assert (await site.get(f"/agenda/{other}")).status_code == 200

    async def a_new_one_opens():
        return (await site.get(f"/agenda/{token(somebody)}")).status_code == 200

    await until(a_new_one_opens, seconds=3, what="a link signed in a later second opens")
    assert (await site.get(f"/v1/agendas/{somebody}", headers=INTEGRATOR)).status_code == 200


async def test_before_there_is_an_agenda(site, jetstream):
    nobody, early = str(uuid4()), registered()
    await say(jetstream, early)
    await finished(jetstream)

    building = await site.get(f"/agenda/{token(nobody)}")
    waiting = await site.get(f"/agenda/{token(early.subject)}")

    assert building.status_code == waiting.status_code == 200
    assert private(building)
    assert private(waiting)
    assert building.text != waiting.text
    assert "Personalized Learning 2026" in waiting.text
    assert "Personalized Learning 2026" not in building.text
    for participant in (nobody, early.subject):
        calendar = await site.get(f"/agenda/{token(participant)}.ics")
        assert (calendar.status_code, calendar.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
        assert private(calendar)
        assert Calendar.from_ical(calendar.content).walk("VEVENT") == []
        assert (await site.get(f"/v1/agendas/{participant}", headers=INTEGRATOR)).status_code == 404

    await put(site, *SESSIONS)
    await finished(jetstream)
    calendar = await site.get(f"/agenda/{token(early.subject)}.ics")
    assert Calendar.from_ical(calendar.content).walk("VEVENT")


async def test_the_front_page_leads_to_the_signup_form(client):
    answer = await client.get("/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "http://registration.example.org")


async def test_no_log_line_holds_a_link(settings, jetstream, caplog):
    caplog.set_level(logging.DEBUG)
    event = registered()
    async with serving(settings) as site:
        await know_conference(jetstream)
        await put(site, *SESSIONS)
        await say(jetstream, event)
        await finished(jetstream)
        good = token(event.subject)
        broken = good[:-2]
        for link in (good, broken):
            for ending in ("", ".ics"):
                await site.get(f"/agenda/{link}{ending}")

    said = [record.getMessage() for record in caplog.records if not record.name.startswith("http")]
    assert "agenda planned" in said
    assert [line for line in said if broken in line] == []
