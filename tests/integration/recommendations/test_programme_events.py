"""What the bus hears of a programme: every fact once, whatever happens between the write and the publish."""

import asyncio
import json
from collections import Counter

import pytest
from pymongo.errors import AutoReconnect

from services.recommendations.programme_store import MongoProgrammes
from shared.outbox import Outbox
from tests.integration.recommendations.registration_says import SLUG
from tests.integration.recommendations.site import CHOICE, GRADING, PACING, WELCOME, know_conference, put, serving
from tests.integration.streams import stored
from tests.integration.waiting import until

SESSIONS = "conf.*.recommendations.session.>"
PROGRAMMES = "conf.*.recommendations.programme.>"


async def told(jetstream, subjects="conf.*.recommendations.>"):
    """Events in the order of the stream."""
    return [json.loads(message.body) for message in await stored(jetstream, "EVENTS", subjects)]


def short(events):
    return [(event["type"].removesuffix(".v1"), event["subject"], event["data"]["version"]) for event in events]


async def test_the_first_import(site, jetstream):
    answer = await put(site, WELCOME, PACING)

    assert answer.status_code == 200
    assert answer.json() == {
        "conference": SLUG,
        "version": 1,
        "published": 2,
        "changed": 0,
        "cancelled": 0,
        "unchanged": 0,
        "walks": 0,
        "notes": [],
    }
    messages = await stored(jetstream, "EVENTS", "conf.*.recommendations.>")
    events = [json.loads(message.body) for message in messages]
    assert short(events) == [
        ("session.published", "pacing", 1),
        ("session.published", "welcome", 1),
        ("programme.published", SLUG, 1),
    ]
    assert [message.subject for message in messages] == [
        f"conf.{SLUG}.recommendations.session.published.v1.pacing",
        f"conf.{SLUG}.recommendations.session.published.v1.welcome",
        f"conf.{SLUG}.recommendations.programme.published.v1.{SLUG}",
    ]
    assert [message.id for message in messages] == [event["id"] for event in events]
    assert len({event["id"] for event in events}) == 3
    assert len({event["correlationid"] for event in events}) == 1
    pacing, _, programme = events
    assert pacing["data"] == {
        "version": 1,
        "guid": "pacing",
        "title": "Let students move at their own pace",
        "abstract": "Three ways to pace one class.",
        "start": "2026-10-28T10:00:00-04:00",
        "minutes": 60,
        "room": "Room A",
        "area": "instruction",
        "ingredients": {"individual_pacing": 2},
        "level": "introductory",
        "language": "en",
        "speakers": [],
        "tags": [],
    }
    assert pacing["source"] == f"/conferences/{SLUG}/recommendations"
    assert pacing["dataschema"] == "http://recommendations.example.org/schemas/session.published.v1"
    assert programme["data"] == {"version": 1, "sessions": 2}


async def test_the_same_again_says_nothing(site, jetstream):
    await put(site, WELCOME, PACING)

    answer = await put(site, PACING, {**WELCOME, "start": "2026-10-28T08:30:00-04:00", "tags": []})

    assert answer.json() == {
        "conference": SLUG,
        "version": 1,
        "published": 0,
        "changed": 0,
        "cancelled": 0,
        "unchanged": 2,
        "walks": 0,
        "notes": [],
    }
    assert len(await told(jetstream)) == 3


async def test_changes_have_rising_versions(site, jetstream):
    await put(site, WELCOME, PACING)
    moved = {**WELCOME, "room": "Garden Room"}

    second = (await put(site, moved, GRADING)).json()
    third = (await put(site, moved, GRADING, PACING)).json()
    fourth = (await put(site, moved, GRADING, {**PACING, "minutes": 50})).json()

    assert [one["version"] for one in (second, third, fourth)] == [2, 3, 4]
    assert second | {"version": 0} == {
        "conference": SLUG,
        "version": 0,
        "published": 1,
        "changed": 1,
        "cancelled": 1,
        "unchanged": 0,
        "walks": 0,
        "notes": [],
    }
    assert (third["published"], third["unchanged"], fourth["changed"]) == (1, 2, 1)
    events = await told(jetstream)
    assert short(events[3:]) == [
        ("session.published", "grading", 1),
        ("session.cancelled", "pacing", 2),
        ("session.changed", "welcome", 2),
        ("programme.published", SLUG, 2),
        ("session.published", "pacing", 3),
        ("programme.published", SLUG, 3),
        ("session.changed", "pacing", 4),
        ("programme.published", SLUG, 4),
    ]
    assert events[4]["data"] == {"version": 2, "guid": "pacing", "title": "Let students move at their own pace"}
    assert len({event["id"] for event in events}) == len(events) == 11
    stories = Counter(event["correlationid"] for event in events)
    assert sorted(stories.values()) == [2, 2, 3, 4]


async def test_everything_can_be_cancelled(site, jetstream):
    await put(site, WELCOME, PACING)

    answer = await put(site)

    assert (answer.json()["version"], answer.json()["cancelled"]) == (2, 2)
    assert short((await told(jetstream))[3:]) == [
        ("session.cancelled", "pacing", 2),
        ("session.cancelled", "welcome", 2),
        ("programme.published", SLUG, 2),
    ]


@pytest.mark.parametrize("earlier", [(), (WELCOME, CHOICE)], ids=["the first", "a later one"])
async def test_an_import_that_was_cut_is_completed_by_running_it_again(
    settings, jetstream, database, monkeypatch, earlier
):
    async with serving(settings) as site:
        await know_conference(jetstream)
        if earlier:
            await put(site, *earlier)
        before = len(earlier) and 1
        with monkeypatch.context() as cut:
            cut.setattr(MongoProgrammes, "save", _cut_before_the_version_counts)
            answer = await put(site, {**WELCOME, "room": "Tent"}, PACING)
        assert answer.status_code == 503
        assert answer.headers["Retry-After"]
    assert await database["sessions"].count_documents({"programme": before + 1}) == 2 + bool(earlier)
    assert await database["programmes"].count_documents({"version": before + 1}) == 0

    async with serving(settings) as site:
        answer = await put(site, {**WELCOME, "room": "Tent"}, PACING)
        again = await put(site, {**WELCOME, "room": "Tent"}, PACING)

        assert (answer.status_code, answer.json()["version"]) == (200, before + 1)
        assert again.json()["version"] == before + 1

    events = (await told(jetstream))[3 if earlier else 0 :]
    assert sorted(short(events)) == (
        [
            ("programme.published", SLUG, 2),
            ("session.cancelled", "choice", 2),
            ("session.changed", "welcome", 2),
            ("session.published", "pacing", 1),
        ]
        if earlier
        else [
            ("programme.published", SLUG, 1),
            ("session.published", "pacing", 1),
            ("session.published", "welcome", 1),
        ]
    )
    assert events[-1]["type"] == "programme.published.v1"
    assert events[-1]["data"]["sessions"] == 2


_save = MongoProgrammes.save


async def _cut_before_the_version_counts(self, *arguments):
    """The sessions are written; then the database is away."""

    class Away:
        async def update_one(self, *_, **__):
            raise AutoReconnect("away")

    whole, self._programmes = self._programmes, Away()
    try:
        return await _save(self, *arguments)
    finally:
        self._programmes = whole


async def test_a_crash_between_write_and_publish_is_healed(settings, jetstream, database, monkeypatch):
    async def never(self):
        return False

    with monkeypatch.context() as mute:
        mute.setattr(Outbox, "flush", never)
        async with serving(settings) as site:
            await know_conference(jetstream)
            answer = await put(site, WELCOME, PACING)
    assert answer.status_code == 202
    assert answer.json()["published"] == 2
    assert await told(jetstream) == []

    async with serving(settings), serving(settings):

        async def all_told():
            owing = {"pending.id": {"$exists": True}}
            return not (await database["sessions"].find_one(owing) or await database["programmes"].find_one(owing))

        await until(all_told, what="nothing is pending")

    assert sorted(short(await told(jetstream))) == [
        ("programme.published", SLUG, 1),
        ("session.published", "pacing", 1),
        ("session.published", "welcome", 1),
    ]


async def test_published_though_the_crash_came_before_that_was_noted(settings, jetstream, database, monkeypatch):
    async with serving(settings) as site:
        await know_conference(jetstream)
        await put(site, WELCOME)
        (message, _) = await stored(jetstream, "EVENTS", "conf.*.recommendations.>")
    owed = {"id": message.id, "stream": "EVENTS", "address": message.subject, "body": message.body}
    await database["sessions"].update_one({}, {"$push": {"pending": owed}})

    async with serving(settings):

        async def noted():
            return not (await database["sessions"].find_one({}))["pending"]

        await until(noted, what="nothing is pending")

    assert len(await told(jetstream)) == 2


async def test_two_imports_at_once_never_mix_up_versions(settings, jetstream, database):
    async with serving(settings) as one, serving(settings) as other:
        await know_conference(jetstream)
        lengths = (put(place, {**WELCOME, "minutes": 20 + n}) for n, place in enumerate((one, other) * 5))
        answers = await asyncio.gather(*lengths)

    assert {answer.status_code for answer in answers} <= {200, 503}
    done = sorted(answer.json()["version"] for answer in answers if answer.status_code == 200)
    events = await told(jetstream, SESSIONS)
    assert sorted(event["data"]["version"] for event in events) == list(range(1, len(events) + 1))
    assert max(done) == (await database["programmes"].find_one({}))["version"]
    assert [event["data"]["version"] for event in await told(jetstream, PROGRAMMES)] == sorted(set(done))
