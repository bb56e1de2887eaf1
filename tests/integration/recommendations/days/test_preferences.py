"""What participants set on their agendas: over HTTP, told as events, and in the day they get."""

import asyncio
import json
import random
from typing import Any

import pytest

from services.recommendations.domain.life import ERASED
from shared.bus.topology import RECOMMENDATIONS_PREFERENCES
from shared.links import Links, Purpose
from shared.outbox import Outbox
from shared.outcomes import Unavailable
from tests.integration.recommendations.registration_says import (
    SLUG,
    cancelled,
    erased,
    registered,
    say,
    wishes_changed,
)
from tests.integration.recommendations.second_process import SecondProcess
from tests.integration.recommendations.site import (
    INTEGRATOR,
    ORGANISER,
    SECRET,
    SESSIONS,
    agenda_of,
    finished,
    put,
)
from tests.integration.streams import count, stored

CHANGED = f"conf.{SLUG}.recommendations.preferences.changed.v1.>"


def own(participant: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {Links([SECRET]).sign(Purpose.AGENDA, participant)}"}


def preferences(participant: str) -> str:
    return f"/v1/agendas/{participant}/preferences"


async def guids(site, participant: str) -> list[str]:
    return [item["guid"] for item in (await agenda_of(site, participant))["items"]]


@pytest.fixture
async def somebody(site, jetstream) -> str:
    """A participant with an agenda: pacing at ten, and choice at one."""
    await put(site, *SESSIONS)
    event = registered()
    await say(jetstream, event)
    await finished(jetstream)
    return event.subject


async def test_what_is_set_is_kept_told_and_in_the_day_at_once(site, jetstream, somebody):
    before = await site.get(preferences(somebody), headers=own(somebody))
    assert (before.json()["version"], before.json()["sliders"]["goals"], before.json()["pins"]) == (0, 2, {})

    body = {"pins": {"pacing": "not"}, "sliders": {"steps": 4}, "latest": "15:00"}
    answer = await site.patch(preferences(somebody), json=body, headers=own(somebody))

    assert answer.status_code == 200, answer.text
    assert await guids(site, somebody) == ["choice"]
    assert answer.json() == (await site.get(preferences(somebody), headers=ORGANISER)).json()
    assert answer.json() | {"participant": ""} == {
        "participant": "",
        "version": 1,
        "sliders": {"goals": 2, "areas": 2, "steps": 4, "lengths": 2},
        "pins": {"pacing": "not"},
        "longest_stretch": None,
        "pause": 15,
        "most_minutes": None,
        "earliest": None,
        "latest": "15:00:00",
        "in_part": False,
        "each_goal": False,
    }
    (message,) = await stored(jetstream, "EVENTS", CHANGED)
    event = json.loads(message.body)
    assert (event["subject"], event["data"]["version"], event["data"]["pins"]) == (somebody, 1, {"pacing": "not"})
    (message,) = await stored(jetstream, "EVENTS", f"conf.{SLUG}.recommendations.agenda.changed.v1.>")
    told = json.loads(message.body)
    assert (told["causationid"], told["data"]["revision"]) == (event["id"], 2)
    await finished(jetstream)
    assert (
        await count(jetstream, "EVENTS") == 11
    )  # with the conference, five sessions, the programme, a registration and its agenda


async def test_some_of_it_stays_and_all_of_it_goes(site, somebody):
    url, me = preferences(somebody), own(somebody)
    await site.patch(url, json={"pins": {"pacing": "not", "choice": "must"}, "pause": 30}, headers=me)

    some = (await site.patch(url, json={"pins": {"pacing": None}, "most_minutes": 120}, headers=me)).json()
    again = (await site.patch(url, json={"most_minutes": 120}, headers=me)).json()
    assert (some["version"], some["pins"], some["pause"], some["most_minutes"]) == (2, {"choice": "must"}, 30, 120)
    assert again == some

    whole = (await site.put(url, json={"pins": {"choice": "backup"}}, headers=me)).json()
    assert (whole["version"], whole["pins"], whole["pause"]) == (3, {"choice": "backup"}, 15)
    assert whole["most_minutes"] is None


WRONG: list[tuple[dict[str, Any], list[str]]] = [
    ({"sliders": {"goals": 5}}, ["sliders.goals"]),
    ({"pins": {"pacing": "never"}}, ["pins.pacing"]),
    ({"pins": {"nowhere": "must"}}, ["pins.nowhere"]),
    ({"pause": 0, "most_minutes": "many"}, ["pause", "most_minutes"]),
    (
        {"longest_stretch": True, "sliders": {"goals": False}, "latest": "25:00"},
        ["sliders.goals", "longest_stretch", "latest"],
    ),
    ({"earliest": "15:00", "latest": "09:00"}, ["latest"]),
    ({"pace": 3}, ["pace"]),
]


async def test_what_cannot_be_set_is_named(site, jetstream, somebody):
    for body, fields in WRONG:
        for ask in (site.put, site.patch):
            answer = await ask(preferences(somebody), json=body, headers=own(somebody))
            assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
            assert [error["field"] for error in answer.json()["errors"]] == fields
    assert await stored(jetstream, "EVENTS", CHANGED) == []


async def test_only_they_and_the_organiser_may(site, jetstream, somebody):
    other = registered()
    await say(jetstream, other)
    await finished(jetstream)
    for headers, status in [({}, 401), (INTEGRATOR, 401), (own(other.subject), 403), (ORGANISER, 200)]:
        answer = await site.patch(preferences(somebody), json={"pause": 30}, headers=headers)
        assert answer.status_code == status, headers
        assert status == 200 or answer.headers["Content-Type"] == "application/problem+json"
    await site.delete(f"/v1/agendas/{somebody}/links", headers=ORGANISER)
    assert (await site.get(preferences(somebody), headers=own(somebody))).status_code == 401
    assert (await site.get("/v1/agendas/nobody/preferences", headers=ORGANISER)).status_code == 422


async def test_everything_at_once_ends_with_the_newest_of_all(site, settings, jetstream, somebody, database):
    other = SecondProcess(settings)
    said = [wishes_changed(somebody, version=version) for version in range(2, 7)]
    last = wishes_changed(somebody, version=7, available=())
    changes = [{"pins": {guid: pin}} for guid in ("choice", "grading") for pin in ("not", "must", "maybe")]

    async def set_all():
        for change in changes:
            await site.patch(preferences(somebody), json=change, headers=own(somebody))
        await site.patch(
            preferences(somebody), json={"pins": {"grading": "not", "pacing": "not"}}, headers=own(somebody)
        )

    heard = [event for event in [*said, last] for _ in range(3)]
    random.shuffle(heard)
    await asyncio.gather(set_all(), *(other.handle([event]) for event in heard), say(jetstream, *heard))
    await finished(jetstream)
    preferred = await stored(jetstream, "EVENTS", CHANGED)
    for message in random.sample(preferred, len(preferred)):
        await jetstream.publish(message.subject, message.body, stream="EVENTS")
    await finished(jetstream, RECOMMENDATIONS_PREFERENCES)
    other.mongo.close()

    agenda = await database["agendas"].find_one({})
    assert (agenda["version"], agenda["preferences_version"], agenda["programme_version"]) == (7, 7, 1)
    assert "grading" not in await guids(site, somebody)
    assert await count(jetstream, "DEAD_LETTERS") == 0


async def test_what_a_bus_that_was_away_did_not_hear_is_told_later(site, jetstream, somebody, monkeypatch, database):
    flush_one = Outbox.flush_one

    async def away(self, id):
        monkeypatch.setattr(Outbox, "flush_one", flush_one)
        raise Unavailable("away")

    monkeypatch.setattr(Outbox, "flush_one", away)
    answer = await site.patch(preferences(somebody), json={"pins": {"pacing": "not"}}, headers=own(somebody))
    assert answer.status_code == 200
    assert await guids(site, somebody) == ["choice"]
    assert await database["preferences"].count_documents({"pending.id": {"$exists": True}}) == 1

    # The next change brings both onto the bus, and what is read there brings the days.
    await site.patch(preferences(somebody), json={"pins": {"pacing": None}}, headers=own(somebody))
    await finished(jetstream)

    changed = await stored(jetstream, "EVENTS", CHANGED)
    agendas = await stored(jetstream, "EVENTS", f"conf.{SLUG}.recommendations.agenda.changed.v1.>")
    assert [json.loads(one.body)["data"]["version"] for one in changed] == [1, 2]
    assert sorted(json.loads(one.body)["causationid"] for one in agendas) == sorted(one.id for one in changed)


async def test_who_cancels_starts_afresh_and_who_is_erased_leaves_nothing(site, jetstream, somebody, database):
    await site.patch(preferences(somebody), json={"pins": {"pacing": "not"}}, headers=own(somebody))
    (changed,) = await stored(jetstream, "EVENTS", CHANGED)

    await say(jetstream, cancelled(somebody))
    await finished(jetstream)
    assert (await site.get(preferences(somebody), headers=ORGANISER)).status_code == 404
    assert (await site.patch(preferences(somebody), json={"pause": 5}, headers=ORGANISER)).status_code == 404
    await say(jetstream, registered(participant=somebody, version=4))
    await finished(jetstream)
    assert await guids(site, somebody) == ["pacing", "choice"]
    assert (
        await site.patch(preferences(somebody), json={"pins": {"choice": "not"}}, headers=ORGANISER)
    ).status_code == 200
    assert await guids(site, somebody) == ["pacing"]

    await say(jetstream, erased(somebody))
    await finished(jetstream)
    await jetstream.publish(changed.subject, changed.body, stream="EVENTS")
    await finished(jetstream)

    assert (await site.patch(preferences(somebody), json={"pause": 5}, headers=ORGANISER)).status_code == 410
    (note,) = await database["preferences"].find().to_list(None)
    note.pop("event")
    assert note == {"_id": somebody, "conference": SLUG, "version": ERASED, "erased": True}
    (message,) = await stored(jetstream, "EVENTS", f"conf.{SLUG}.recommendations.profile.erased.v1.>")
    assert json.loads(message.body)["data"] == {"documents": 3}
