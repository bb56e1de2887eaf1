"""Somebody is erased: nothing of them is left here, and nothing brings them back."""

import asyncio
import random
from typing import Any

import pytest
from bson import encode
from pymongo.errors import AutoReconnect

from services.notifications.smtp import SmtpMailer
from services.notifications.store import MongoContacts, MongoMessages
from tests.integration.notifications.site import Person, counts, finished, forgotten, introduce, key_of, serving, told
from tests.integration.recommendations.registration_says import SLUG, conference_published, say
from tests.integration.streams import count, stored
from tests.integration.waiting import until

NEW = "ana.ruiz@school.example"
HIGHEST = 9007199254740992


async def everything(database) -> bytes:
    """Every document of every collection."""
    names = await database.list_collection_names()
    return b"".join([encode(one) for name in names async for one in database[name].find()])


async def holds_nobody(database) -> None:
    """Neither the address nor the name, in no document; the note of the erasure and no message."""
    found = await everything(database)
    assert b"ana@example.org" not in found
    assert b"Ruiz" not in found
    assert NEW.encode() not in found
    assert await database["messages"].count_documents({}) == 0


async def erasures(jetstream) -> list[dict[str, Any]]:
    return [event for event in await told(jetstream) if event["type"] == "contact.erased.v1"]


async def test_what_was_known_goes_and_is_told(client, ana, relay, jetstream, database, caplog):
    await say(jetstream, ana.registered, ana.agenda_ready(), ana.proposed(NEW))
    await finished(jetstream)
    assert len(relay.taken) == 4
    await MongoContacts(database).cancel([ana.cancelled()])
    erased = ana.erased()

    await say(jetstream, erased)
    await finished(jetstream)

    [event] = await erasures(jetstream)
    assert event["causationid"] == erased.id
    assert event["subject"] == ana.id
    assert event["data"] == {"documents": 5}  # the contact and four messages
    await holds_nobody(database)
    [note] = [one async for one in database["contacts"].find()]
    before = dict(note)
    assert note.keys() == {"_id", "conference", "version", "erased", "event"}
    assert (note["_id"], note["conference"], note["version"], note["erased"]) == (ana.id, SLUG, HIGHEST, True)
    await MongoContacts(database).cancel([ana.cancelled()])
    assert [one async for one in database["contacts"].find()] == [before]
    assert await counts(client) == {}
    assert "ana@example.org" not in caplog.text
    assert "Ruiz" not in caplog.text


async def test_others_stay(client, ana, relay, jetstream, database):
    bo = Person("bo@example.org", "Bo Lindqvist")
    await introduce(jetstream, bo)
    await say(jetstream, ana.registered, bo.registered, ana.erased())
    await finished(jetstream)
    await say(jetstream, bo.agenda_ready())
    await finished(jetstream)

    assert [taken.recipient for taken in relay.taken][-1] == "TO:<bo@example.org>"
    assert await database["messages"].distinct("participant") == [bo.id]


async def test_a_second_delivery_tells_the_same_again(forgetful, client, ana, jetstream):
    erased = ana.erased()
    await say(jetstream, erased)
    await finished(jetstream)
    [said] = await stored(jetstream, "EVENTS", "conf.*.notifications.>")
    await forgotten(jetstream)

    await say(jetstream, erased)  # it is on the bus, and is not said again
    await finished(jetstream)
    assert await stored(jetstream, "EVENTS", "conf.*.notifications.>") == [said]

    await jetstream.purge_stream("EVENTS", subject="conf.*.notifications.>")
    await say(jetstream, erased)  # it is not, because the process died before
    await finished(jetstream)
    assert await stored(jetstream, "EVENTS", "conf.*.notifications.>") == [said]


async def test_whom_nobody_knew_is_erased_as_well(client, jetstream, database):
    await say(jetstream, conference_published(), Person().erased())
    await finished(jetstream)

    [event] = await erasures(jetstream)
    assert event["data"] == {"documents": 0}
    assert await database["contacts"].count_documents({"erased": True}) == 1


async def test_a_late_contact_brings_nobody_back(client, ana, relay, jetstream, database):
    await say(jetstream, ana.erased())
    await finished(jetstream)

    await say(jetstream, ana.contact(1), ana.contact(7), ana.contact(2**31 - 1))
    await finished(jetstream)
    await say(jetstream, ana.registered)
    await finished(jetstream)

    assert relay.taken == []
    await holds_nobody(database)
    assert await count(jetstream, "DEAD_LETTERS") == 0


async def test_contacts_and_the_erasure_at_the_same_time(client, jetstream, database):
    people = [Person() for _ in range(40)]
    await say(jetstream, conference_published())
    await finished(jetstream)

    await asyncio.gather(
        *(say(jetstream, one.contact(1), one.contact(2)) for one in people),
        *(say(jetstream, one.erased()) for one in people),
        *(say(jetstream, one.contact(3)) for one in people),
    )
    await finished(jetstream)

    await holds_nobody(database)
    assert await database["contacts"].count_documents({"erased": True}) == 40
    assert len(await erasures(jetstream)) == 40


@pytest.mark.parametrize("seed", range(4))
async def test_all_of_a_life_replayed_in_any_order_sends_nothing(settings, relay, jetstream, database, seed):
    """Into an empty database. The contact is gone from the bus; what asked for a mail is not, and may come first."""
    person = Person()
    life: list[Any] = [
        conference_published(),
        person.interested(),
        person.pending(),
        person.waitlisted(),
        person.offered(),
        person.registered,
        person.agenda_ready(),
        person.signup_repeated(held=True),
        person.signup_repeated(),
        person.proposed(NEW),
        person.cancelled(),
        person.erased(),
    ]
    random.Random(seed).shuffle(life)
    async with serving(settings):
        await say(jetstream, *life)
        await finished(jetstream)

    assert relay.taken == []
    await holds_nobody(database)
    assert len(await told(jetstream)) == len(await erasures(jetstream)) == 1
    assert await count(jetstream, "DEAD_LETTERS") == 0


async def test_without_the_conference_nothing_is_waited_for(client, relay, jetstream, database):
    person = Person()
    await say(jetstream, person.registered, person.offered(), person.erased())
    await finished(jetstream)

    assert relay.taken == []
    await holds_nobody(database)


async def test_a_mail_on_its_way_leaves_nothing(client, ana, relay, jetstream, database, monkeypatch):
    """The mail server has it before the erasure, and answers after it."""
    whole = SmtpMailer.send
    on_its_way, go_on = asyncio.Event(), asyncio.Event()

    async def slow(self, message):
        on_its_way.set()
        await asyncio.wait_for(go_on.wait(), 20)
        return await whole(self, message)

    monkeypatch.setattr(SmtpMailer, "send", slow)
    await say(jetstream, ana.registered)
    await asyncio.wait_for(on_its_way.wait(), 10)
    await say(jetstream, ana.erased())
    await until(lambda: erasures(jetstream), what="the erasure is told")
    go_on.set()
    await finished(jetstream)

    assert len(relay.taken) == 1
    await holds_nobody(database)
    await say(jetstream, ana.registered)
    await finished(jetstream)
    assert len(relay.taken) == 1
    await holds_nobody(database)


@pytest.mark.parametrize("moment", ["before the claim", "after the claim"])
async def test_a_mail_that_is_made_while_its_reader_is_erased_is_not_sent(
    client, ana, relay, jetstream, database, monkeypatch, moment
):
    """Their contact was read before the erasure."""
    place = (MongoMessages, "claim") if moment == "before the claim" else (MongoContacts, "gone")
    whole = getattr(*place)
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def held_up(self, some):
        reached.set()
        await asyncio.wait_for(go_on.wait(), 20)
        return await whole(self, some)

    monkeypatch.setattr(*place, held_up)
    await say(jetstream, ana.registered)
    await asyncio.wait_for(reached.wait(), 10)
    await say(jetstream, ana.erased())
    await until(lambda: erasures(jetstream), what="the erasure is told")
    go_on.set()
    await finished(jetstream)

    assert relay.taken == []
    await holds_nobody(database)
    assert len(await told(jetstream)) == 1


async def test_a_claim_that_a_dead_process_left_goes_when_its_event_comes_again(client, ana, jetstream, database):
    await say(jetstream, ana.erased())
    await finished(jetstream)
    claim = {"_id": key_of(ana.registered.id, "confirmation"), "cause": ana.registered.id, "participant": ana.id}
    await database["messages"].insert_one(claim | {"template": "confirmation", "state": "sending"})

    await say(jetstream, ana.registered)
    await finished(jetstream)

    await holds_nobody(database)


async def test_cut_between_the_contact_and_the_messages_it_goes_on(
    client, ana, relay, jetstream, database, monkeypatch
):
    whole = MongoMessages.forget
    cuts: list[int] = []

    async def cut(self, participants):
        if not cuts:
            cuts.append(await database["contacts"].count_documents({"erased": True}))
            raise AutoReconnect("away")
        await whole(self, participants)

    monkeypatch.setattr(MongoMessages, "forget", cut)
    await say(jetstream, ana.registered)
    await finished(jetstream)
    await say(jetstream, ana.erased())
    await finished(jetstream)

    assert cuts == [1]
    await holds_nobody(database)
    [event] = await erasures(jetstream)
    assert event["data"] == {"documents": 2}


async def test_two_instances_erase_once(settings, client, relay, jetstream, database):
    people = [Person() for _ in range(10)]
    await introduce(jetstream, *people)
    async with serving(settings):
        events = [one.erased() for one in people]
        await say(jetstream, *events, *events, *events)
        await finished(jetstream)

    assert sorted(event["subject"] for event in await erasures(jetstream)) == sorted(one.id for one in people)
    assert {event["data"]["documents"] for event in await erasures(jetstream)} == {1}
    await holds_nobody(database)
