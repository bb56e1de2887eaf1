"""The life of a participant: wishes change, people cancel, come back, and are forgotten."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from icalendar import Calendar

from services.recommendations.domain.life import ERASED
from shared.bus.bus import Bus
from shared.contracts.envelope import CloudEvent
from shared.links import Links, Purpose
from shared.outcomes import Done, Unavailable
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

FOLLOWS = "conf.*.recommendations.*.*.v1.{participant}"


def link(participant: str) -> str:
    return f"/agenda/{Links([SECRET]).sign(Purpose.AGENDA, participant)}"


async def told(jetstream, participant: str) -> list[tuple[str, int]]:
    """What was said of somebody: which fact, of which version, oldest first."""
    events = [
        json.loads(one.body) for one in await stored(jetstream, "EVENTS", FOLLOWS.format(participant=participant))
    ]
    assert len({event["id"] for event in events}) == len(events)
    return [(event["type"].removesuffix(".v1"), event["data"].get("version", 0)) for event in events]


@pytest.fixture
async def other(settings, site) -> AsyncIterator[SecondProcess]:
    """Another process, beside the running one, with the programme out."""
    await put(site, *SESSIONS)
    process = SecondProcess(settings)
    yield process
    process.mongo.close()


async def test_other_wishes_make_another_agenda(site, jetstream):
    await put(site, *SESSIONS)
    somebody = registered()
    await say(jetstream, somebody)
    await finished(jetstream)
    change = wishes_changed(somebody.subject, available=())

    await say(jetstream, change, change)
    await finished(jetstream)

    assert await told(jetstream, somebody.subject) == [("agenda.ready", 1), ("agenda.changed", 2)]
    (message,) = await stored(jetstream, "EVENTS", f"conf.{SLUG}.recommendations.agenda.changed.v1.>")
    event = json.loads(message.body)
    assert (event["causationid"], event["correlationid"]) == (change.id, change.correlationid)
    assert [item["guid"] for item in event["data"]["items"]] == ["grading"]
    agenda = await agenda_of(site, somebody.subject)
    assert (agenda["version"], [item["guid"] for item in agenda["items"]]) == (2, ["grading"])
    page = (await site.get(link(somebody.subject))).text
    assert "grading less" in page
    assert "own pace" not in page


async def test_an_agenda_counts_its_states_on_from_where_they_were_not_counted(site, jetstream, database):
    await put(site, *SESSIONS)
    somebody = registered(version=4)
    await say(jetstream, somebody)
    await finished(jetstream)
    assert (await agenda_of(site, somebody.subject))["revision"] == 1
    await database["agendas"].update_one({}, {"$unset": {"revision": ""}})
    assert (await agenda_of(site, somebody.subject))["revision"] == 4

    await say(jetstream, wishes_changed(somebody.subject, version=9))
    await finished(jetstream)

    agenda = await agenda_of(site, somebody.subject)
    assert (agenda["version"], agenda["revision"]) == (9, 5)
    (message,) = await stored(jetstream, "EVENTS", f"conf.{SLUG}.recommendations.agenda.changed.v1.>")
    assert json.loads(message.body)["data"]["revision"] == 5


async def test_wishes_that_overtake_the_registration_are_the_first_agenda(site, jetstream):
    await put(site, *SESSIONS)
    somebody = registered()

    await say(jetstream, wishes_changed(somebody.subject))
    await finished(jetstream)
    await say(jetstream, somebody)
    await finished(jetstream)

    assert await told(jetstream, somebody.subject) == [("agenda.ready", 2)]
    assert (await agenda_of(site, somebody.subject))["version"] == 2


async def test_two_versions_in_one_batch_are_one_agenda(other):
    first = registered()
    second = registered(participant=first.subject, version=4)

    outcomes = await other.handle([first, second, first, second])

    (event,) = outcomes[1].events
    assert outcomes == [Done(), Done((event,)), Done(), Done((event,), again=True)]
    assert json.loads(event.body)["type"] == "agenda.ready.v1"
    assert json.loads(event.body)["data"]["version"] == 4


async def test_those_who_wait_get_an_agenda_for_what_they_want_last(site, jetstream, database):
    changes, cancels, goes = registered(), registered(), registered()
    await say(jetstream, changes, cancels, goes)
    await finished(jetstream)
    await say(jetstream, wishes_changed(changes.subject), cancelled(cancels.subject), erased(goes.subject))
    await finished(jetstream)
    assert await database["profiles"].count_documents({"waiting": True}) == 1

    await put(site, *SESSIONS)
    await finished(jetstream)

    assert await told(jetstream, changes.subject) == [("agenda.ready", 2)]
    assert [item["guid"] for item in (await agenda_of(site, changes.subject))["items"]] == ["grading"]
    assert await told(jetstream, cancels.subject) == []
    assert await told(jetstream, goes.subject) == [("profile.erased", 0)]
    assert await database["profiles"].count_documents({"waiting": True}) == 0


async def test_whoever_cancels_has_no_agenda_until_they_sign_up_again(site, jetstream, database):
    await put(site, *SESSIONS)
    somebody = registered()
    await say(jetstream, somebody)
    await finished(jetstream)
    (before,) = [Calendar.from_ical((await site.get(f"{link(somebody.subject)}.ics")).content)]

    gone = cancelled(somebody.subject)
    await say(jetstream, gone, gone)
    await finished(jetstream)
    await say(jetstream, somebody, wishes_changed(somebody.subject))
    await finished(jetstream)

    assert await told(jetstream, somebody.subject) == [("agenda.ready", 1), ("agenda.cancelled", 3)]
    answer = await site.get(f"/v1/agendas/{somebody.subject}", headers=INTEGRATOR)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    page = await site.get(link(somebody.subject))
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "You cancelled" in page.text
    assert 'href="http://registration.example.org"' in page.text
    assert "own pace" not in page.text
    after = Calendar.from_ical((await site.get(f"{link(somebody.subject)}.ics")).content)
    assert sessions(after) == [(uid, 1, "CANCELLED") for uid, _, _ in sessions(before)]
    assert len(sessions(after)) == 2
    assert "registered" not in await database["profiles"].find_one({})

    await say(jetstream, registered(participant=somebody.subject, version=4))
    await finished(jetstream)

    assert (await told(jetstream, somebody.subject))[2:] == [("agenda.ready", 4)]
    again = Calendar.from_ical((await site.get(f"{link(somebody.subject)}.ics")).content)
    assert sessions(again) == [(uid, 2, None) for uid, _, _ in sessions(before)]
    assert (await agenda_of(site, somebody.subject))["version"] == 4


def sessions(calendar: Calendar) -> list[tuple[str, int, str | None]]:
    """Each session of a calendar: UID, SEQUENCE, STATUS."""
    return [(str(one["uid"]), int(str(one["sequence"])), one.get("status")) for one in calendar.walk("VEVENT")]


async def test_whoever_cancels_without_an_agenda_is_told_of_none(site, jetstream):
    await put(site, *SESSIONS)
    somebody = registered()

    await say(jetstream, cancelled(somebody.subject))
    await finished(jetstream)
    await say(jetstream, somebody)
    await finished(jetstream)

    assert await told(jetstream, somebody.subject) == []
    assert "You cancelled" in (await site.get(link(somebody.subject))).text
    calendar = await site.get(f"{link(somebody.subject)}.ics")
    assert sessions(Calendar.from_ical(calendar.content)) == []


async def test_links_that_were_revoked_stay_so_when_wishes_change(site, jetstream):
    await put(site, *SESSIONS)
    somebody = registered()
    await say(jetstream, somebody)
    await finished(jetstream)
    old = link(somebody.subject)
    assert (await site.delete(f"/v1/agendas/{somebody.subject}/links", headers=ORGANISER)).status_code == 204

    for said in (wishes_changed(somebody.subject), cancelled(somebody.subject)):
        await say(jetstream, said)
        await finished(jetstream)
        assert (await site.get(old)).status_code == 410


async def test_nothing_is_left_of_the_erased(site, jetstream, database):
    await put(site, *SESSIONS)
    somebody = registered()
    await say(jetstream, somebody)
    await finished(jetstream)
    await site.delete(f"/v1/agendas/{somebody.subject}/links", headers=ORGANISER)
    gone = erased(somebody.subject)

    await say(jetstream, gone, gone)
    await finished(jetstream)
    await say(jetstream, somebody, wishes_changed(somebody.subject), cancelled(somebody.subject), gone)
    await finished(jetstream)

    assert await told(jetstream, somebody.subject) == [("agenda.ready", 1), ("profile.erased", 0)]
    (message,) = await stored(jetstream, "EVENTS", f"conf.{SLUG}.recommendations.profile.erased.v1.>")
    event = json.loads(message.body)
    assert (event["causationid"], event["data"]) == (gone.id, {"documents": 2})
    for name in ("profiles", "agendas"):
        (note,) = await database[name].find().to_list(None)
        assert bytes(note.pop("event")["body"]) == message.body
        assert note == {"_id": somebody.subject, "conference": SLUG, "version": ERASED, "erased": True}


async def test_a_link_to_an_erased_agenda_says_so(site, jetstream):
    somebody = registered()
    await say(jetstream, erased(somebody.subject))
    await finished(jetstream)

    for ending in ("", ".ics"):
        answer = await site.get(f"{link(somebody.subject)}{ending}")
        assert answer.status_code == 410
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "This agenda was deleted" in answer.text
    answer = await site.get(f"/v1/agendas/{somebody.subject}", headers=INTEGRATOR)
    assert (answer.status_code, answer.headers["Content-Type"]) == (410, "application/problem+json")
    revoked = await site.delete(f"/v1/agendas/{somebody.subject}/links", headers=ORGANISER)
    assert revoked.status_code == 404
    (event,) = await stored(jetstream, "EVENTS", f"conf.{SLUG}.recommendations.profile.erased.v1.>")
    assert json.loads(event.body)["data"] == {"documents": 0}


@pytest.mark.parametrize("overtaken", [False, True])
async def test_what_a_process_wrote_and_did_not_publish_is_published_as_it_was(site, other, jetstream, overtaken):
    first = registered()
    facts: list[CloudEvent[Any]] = [
        first,
        wishes_changed(first.subject),
        cancelled(first.subject),
        erased(first.subject),
    ]
    wrote: list[Any] = []
    for fact in facts:
        (outcome,) = await other.handle([fact])
        wrote += outcome.events
        if overtaken and fact is first:
            continue  # its redelivery comes after the change
        heard: list[CloudEvent[Any]] = facts[:2] if overtaken and fact is facts[1] else [fact]
        await say(jetstream, *heard)
        await finished(jetstream)

    follows = await stored(jetstream, "EVENTS", FOLLOWS.format(participant=first.subject))
    assert sorted(one.body for one in follows) == sorted(one.body for one in wrote)
    assert [json.loads(one.body)["type"] for one in wrote] == [
        "agenda.ready.v1",
        "agenda.changed.v1",
        "agenda.cancelled.v1",
        "profile.erased.v1",
    ]
    assert await count(jetstream, "DEAD_LETTERS") == 0


async def test_an_erasure_cut_in_half_is_completed(site, other, jetstream, database, monkeypatch):
    somebody = registered()
    await other.handle([somebody])
    gone = erased(somebody.subject)

    async def cut(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patched:
        patched.setattr("services.recommendations.store.MongoAgendas.erase", cut)
        with pytest.raises(ConnectionError):
            await other.handle([gone])
    assert await database["agendas"].count_documents({"erased": True}) == 0

    await say(jetstream, gone)
    await finished(jetstream)

    assert await database["agendas"].count_documents({"erased": True}) == 1
    (event,) = await stored(jetstream, "EVENTS", f"conf.{SLUG}.recommendations.profile.erased.v1.>")
    assert json.loads(event.body)["data"] == {"documents": 2}


async def test_a_first_agenda_is_told_of_though_wishes_change_before_it_was(
    site, settings, jetstream, database, monkeypatch
):
    somebody = registered()
    await say(jetstream, somebody)
    await finished(jetstream)
    other, publish_all = SecondProcess(settings), Bus.publish_all

    async def change_and_fail(self, events, *, again=False):
        monkeypatch.setattr(Bus, "publish_all", publish_all)
        await other.handle([wishes_changed(somebody.subject)])
        raise Unavailable("cut")

    monkeypatch.setattr(Bus, "publish_all", change_and_fail)
    await put(site, *SESSIONS)
    await finished(jetstream)
    other.mongo.close()

    assert await told(jetstream, somebody.subject) == [("agenda.ready", 1), ("agenda.changed", 2)]
    assert await database["profiles"].count_documents({"waiting": True}) == 0
