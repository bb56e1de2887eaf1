"""From a registration to an agenda: one for everybody, whatever comes first, twice or half."""

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.recommendations.profile_store import MongoProfiles
from shared.bus.bus import Bus
from shared.bus.topology import RECOMMENDATIONS_PARTICIPANTS, RECOMMENDATIONS_PROGRAMMES
from shared.contracts.registration import ParticipantRegistered
from shared.outcomes import Unavailable
from tests.integration.recommendations.registration_says import (
    SLUG,
    TRACEPARENT,
    conference_published,
    registered,
    say,
    say_many,
)
from tests.integration.recommendations.site import (
    SESSIONS,
    agenda_of,
    finished,
    know_conference,
    put,
    retried,
    serving,
)
from tests.integration.streams import count, stored
from tests.integration.waiting import until

READY = "conf.*.recommendations.agenda.>"
DETROIT = ZoneInfo("America/Detroit")


async def ready(jetstream):
    return [json.loads(message.body) for message in await stored(jetstream, "EVENTS", READY)]


async def test_a_registration_becomes_an_agenda(site, jetstream, database):
    await put(site, *SESSIONS)
    somebody = registered()

    await say(jetstream, somebody)
    await finished(jetstream)

    (message,) = await stored(jetstream, "EVENTS", READY)
    event = json.loads(message.body)
    assert message.subject == f"conf.{SLUG}.recommendations.agenda.ready.v1.{somebody.subject}"
    assert (message.id, event["type"], event["subject"]) == (event["id"], "agenda.ready.v1", somebody.subject)
    assert (event["correlationid"], event["causationid"]) == (somebody.correlationid, somebody.id)
    assert event["correlationid"] != event["causationid"]
    assert event["traceparent"].split("-")[1] == TRACEPARENT.split("-")[1]
    items = event["data"]["items"]
    assert event["data"] == {"version": 1, "revision": 1, "programme_version": 1, "items": items}
    assert [item["guid"] for item in items] == ["pacing", "choice"]
    assert items[0] | {"why": ""} == {
        "guid": "pacing",
        "title": "Let students move at their own pace",
        "room": "Room A",
        "start": "2026-10-28T10:00:00-04:00",
        "minutes": 60,
        "why": "",
    }
    assert all("let my students move at their own pace" in item["why"] for item in items)
    assert await agenda_of(site, somebody.subject) == {
        "participant": somebody.subject,
        "conference": SLUG,
        "zone": "America/Detroit",
        "version": 1,
        "revision": 1,
        "programme_version": 1,
        "recommendation": event["id"],
        "items": [{**item, "end": end} for item, end in zip(items, ENDS, strict=True)],
    }
    assert await database["agendas"].count_documents({}) == 1


ENDS = ("2026-10-28T11:00:00-04:00", "2026-10-28T13:30:00-04:00")


async def test_an_agenda_keeps_to_the_hours_and_has_one_thing_at_a_time(site, jetstream):
    half_hours = [
        {**SESSIONS[1], "guid": f"p-{number}", "start": f"2026-10-28T{8 + number // 4:02}:{number % 4 * 15:02}"}
        for number in range(36)
    ]
    await put(site, *half_hours)
    people = [registered(), registered(available=()), registered(lengths=(60,))]

    await say(jetstream, *people)
    await finished(jetstream)

    days = [(await agenda_of(site, one.subject))["items"] for one in people]
    for items in days:
        starts = [datetime.fromisoformat(item["start"]) for item in items]
        ends = [datetime.fromisoformat(item["end"]) for item in items]
        assert len(items) >= 3
        assert all(end - start == timedelta(minutes=60) for start, end in zip(starts, ends, strict=True))
        assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
        assert all(item["why"] for item in items)
    clock = [datetime.fromisoformat(item["start"]).astimezone(DETROIT).strftime("%H:%M") for item in days[0]]
    assert clock[0] >= "09:30"
    assert clock[-1] <= "14:30"


async def test_a_second_delivery_changes_nothing(site, jetstream, database):
    await put(site, *SESSIONS)
    somebody = registered()
    await say(jetstream, somebody)
    await finished(jetstream)
    before, (event,) = await database["agendas"].find_one({}), await ready(jetstream)
    await put(site, *SESSIONS[:4])  # one less that is not theirs

    await say(jetstream, somebody, somebody)
    await finished(jetstream)

    assert await ready(jetstream) == [event]
    assert await database["agendas"].find().to_list(None) == [before]
    assert await database["profiles"].count_documents({}) == 1


async def test_the_same_event_twice_in_one_batch(settings, jetstream, database):
    somebody = registered()
    await say(jetstream, conference_published(), somebody, somebody, somebody)

    async with serving(settings) as site:
        await finished(jetstream)
        assert (await put(site, *SESSIONS)).status_code == 200
        await finished(jetstream)

    assert len(await ready(jetstream)) == 1
    assert await count(jetstream, "DEAD_LETTERS") == 0


async def test_whoever_comes_before_the_conference_is_known_waits_for_it(client, jetstream, database):
    somebody = registered()
    before = await retried(client, RECOMMENDATIONS_PARTICIPANTS)
    await say(jetstream, somebody)

    async def was_put_off():
        return await retried(client, RECOMMENDATIONS_PARTICIPANTS) > before

    await until(was_put_off, what="the registration is put off")
    assert await database["profiles"].count_documents({}) == 0
    await know_conference(jetstream)
    await finished(jetstream)
    await put(client, *SESSIONS)
    await finished(jetstream)

    assert [event["subject"] for event in await ready(jetstream)] == [somebody.subject]
    assert await count(jetstream, "DEAD_LETTERS") == 0


async def test_those_who_came_before_the_programme_get_their_agenda_with_it(site, jetstream, database):
    early = [registered() for _ in range(450)]  # more than the two hundred that are served together
    elsewhere = registered(conference="another")
    await say(jetstream, conference_published("another"), elsewhere)
    await say_many(jetstream, early)
    await finished(jetstream)
    assert await ready(jetstream) == []
    assert await database["profiles"].count_documents({"waiting": True}) == 451

    assert (await put(site, *SESSIONS)).status_code == 200
    await finished(jetstream)

    events = await ready(jetstream)
    assert sorted(event["subject"] for event in events) == sorted(one.subject for one in early)
    assert {event["causationid"] for event in events} == {one.id for one in early}
    assert {event["correlationid"] for event in events} == {one.correlationid for one in early}
    assert await database["agendas"].count_documents({}) == 450
    assert await database["profiles"].count_documents({"waiting": True}) == 1


async def test_nobody_is_left_out_nor_told_twice_when_serving_them_is_cut(
    settings, site, jetstream, database, monkeypatch
):
    early = [registered() for _ in range(450)]
    await say_many(jetstream, early)
    await finished(jetstream)
    cuts = _cuts(monkeypatch)

    await put(site, *SESSIONS)
    await finished(jetstream)

    assert cuts == ["publish", "settle"]
    events = await ready(jetstream)
    assert len(events) == len({event["id"] for event in events}) == 450
    assert {event["subject"] for event in events} == {one.subject for one in early}
    assert await database["agendas"].count_documents({}) == 450
    assert await database["profiles"].count_documents({"waiting": True}) == 0
    assert await count(jetstream, "DEAD_LETTERS") == 0


def _cuts(monkeypatch):
    """The second publish fails after agendas were written, the next settling after they were published."""
    cuts: list[str] = []
    calls: list[int] = []
    publish_all, settle = Bus.publish_all, MongoProfiles.settle

    async def publishing(self, events, *, again=False):
        calls.append(len(events))
        if len(calls) == 2:
            cuts.append("publish")
            raise Unavailable("cut")
        await publish_all(self, events, again=again)

    async def settling(self, participants):
        if len(calls) == 3 and len(cuts) == 1:
            cuts.append("settle")
            raise Unavailable("cut")
        await settle(self, participants)

    monkeypatch.setattr(Bus, "publish_all", publishing)
    monkeypatch.setattr(MongoProfiles, "settle", settling)
    return cuts


async def test_registrations_that_arrive_while_the_programme_is_published(site, jetstream, database):
    people = [registered() for _ in range(120)]
    await say_many(jetstream, people[:60])

    answer = await put(site, *SESSIONS)
    await say_many(jetstream, people[60:])
    await finished(jetstream)

    assert answer.status_code == 200
    assert sorted(event["subject"] for event in await ready(jetstream)) == sorted(one.subject for one in people)
    assert await database["agendas"].count_documents({}) == 120


async def test_a_programme_of_nothing_makes_an_empty_agenda(site, jetstream):
    await put(site, SESSIONS[0])
    await put(site)
    somebody = registered()

    await say(jetstream, somebody)
    await finished(jetstream)

    ((event,), agenda) = await ready(jetstream), await agenda_of(site, somebody.subject)
    assert event["data"] == {"version": 1, "revision": 1, "programme_version": 2, "items": []}
    assert agenda["items"] == []


async def test_bad_registrations_are_dead_letters_and_harm_nobody(site, jetstream):
    await put(site, *SESSIONS)
    good, address = registered(), ParticipantRegistered.filter().removesuffix(".>").replace("*", SLUG)
    unknown_version = good.encode().replace(b'"version":1', b'"version":0')

    await jetstream.publish(f"{address}.v1.one", b"not JSON", stream="EVENTS")
    await jetstream.publish(f"{address}.v2.two", good.encode(), stream="EVENTS")
    await jetstream.publish(f"{address}.v1.{good.subject}", unknown_version, stream="EVENTS")
    await say(jetstream, good)
    await finished(jetstream)

    assert [event["subject"] for event in await ready(jetstream)] == [good.subject]
    dead = await stored(jetstream, "DEAD_LETTERS", "dead.recommendations.>")
    assert [letter.headers["Dead-Letter-Reason"] for letter in dead] == [
        "invalid event: body: json_invalid",
        "envelope and subject disagree",
        "invalid event: data.version: greater_than_equal",
    ]


async def test_a_programme_event_that_is_delivered_again_does_no_harm(site, jetstream, database):
    await say(jetstream, registered())
    await put(site, *SESSIONS)
    await finished(jetstream)
    (published,) = await stored(jetstream, "EVENTS", "conf.*.recommendations.programme.>")

    await jetstream.publish(published.subject, published.body, stream="EVENTS")
    await finished(jetstream, RECOMMENDATIONS_PROGRAMMES)

    assert len(await ready(jetstream)) == 1
