"""Processes that die between claiming a message and marking it."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from pymongo.errors import AutoReconnect

from services.notifications.ports import Claim
from services.notifications.store import MongoContacts, MongoMessages
from shared.contracts.notifications import Template
from tests.integration.notifications.site import (
    counts,
    finished,
    forgotten,
    key_of,
    put_off,
    reported,
    serving,
    told,
)
from tests.integration.recommendations.registration_says import SLUG, say
from tests.integration.waiting import until

SOMEBODY_ELSE = "b7e23ec2-9af2-4a2c-a4a7-3a1d5d5a9f10"


def claim(event, template: str, *, age: float, owner: str = SOMEBODY_ELSE) -> dict[str, Any]:
    """A message as a process leaves it that dies while it sends."""
    return {
        "_id": key_of(event.id, template),
        "cause": event.id,
        "participant": event.subject,
        "conference": SLUG,
        "template": template,
        "state": "sending",
        "owner": owner,
        "at": datetime.now(UTC) - timedelta(seconds=age),
        "reason": None,
        "event": None,
    }


@pytest.mark.parametrize("template", ["confirmation", "agenda"])
async def test_what_a_dead_process_claimed_is_in_doubt_and_not_sent(client, ana, relay, jetstream, database, template):
    event = ana.registered if template == "confirmation" else ana.agenda_ready()
    await database["messages"].insert_one(claim(event, template, age=61))

    for _ in range(2):
        await say(jetstream, event)
        await finished(jetstream)

    (said,) = await told(jetstream)
    assert reported(said) == ("message.unknown.v1", template, "the sender died while sending")
    assert said["subject"] == key_of(event.id, template)
    assert relay.commands == []
    assert await counts(client) == {f"{template} unknown": 1}


async def test_what_a_living_process_claimed_is_waited_for(client, ana, relay, jetstream, database):
    before = await put_off(client, "participant-registered")
    await database["messages"].insert_one(claim(ana.registered, "confirmation", age=5))
    await say(jetstream, ana.registered)

    async def was_put_off():
        return await put_off(client, "participant-registered") >= before + 2

    await until(was_put_off, what="the mail is put off")
    assert await told(jetstream) == []
    assert relay.commands == []
    aged = {"$set": {"at": datetime.now(UTC) - timedelta(seconds=61)}}
    await database["messages"].update_one({}, aged)
    await finished(jetstream)

    assert [event["type"] for event in await told(jetstream)] == ["message.unknown.v1"]
    assert relay.commands == []


async def test_a_link_that_a_dead_process_claimed_is_sent_again(client, ana, relay, jetstream, database):
    event = ana.signup_repeated()
    await database["messages"].insert_one(claim(event, "link", age=61))

    for _ in range(2):
        await say(jetstream, event)
        await finished(jetstream)

    assert [reported(one) for one in await told(jetstream)] == [("message.sent.v1", "link", None)]
    (mail,) = relay.taken
    assert mail.message["Message-ID"] == f"<{key_of(event.id, 'link')}@desirepath.example>"
    (document,) = await database["messages"].find().to_list(None)
    assert (document["state"], document["owner"] != SOMEBODY_ELSE) == ("sent", True)


async def test_of_many_instances_one_takes_over(settings, ana, relay, jetstream, database):
    event = ana.signup_repeated()
    await database["messages"].insert_one(claim(event, "link", age=61))

    async with serving(settings), serving(settings):
        await say(jetstream, *[event] * 40)
        await finished(jetstream)

    assert len(relay.taken) == 1
    assert len(await told(jetstream)) == 1


async def test_a_message_is_taken_over_once(ana, database):
    event = ana.signup_repeated()
    left = claim(event, "link", age=61)
    await database["messages"].insert_one(left)
    messages = MongoMessages(database)
    at = (await database["messages"].find_one({}))["at"]
    heirs = [
        Claim(left["_id"], event.id, event.subject, SLUG, Template.LINK, str(uuid4()), datetime.now(UTC))
        for _ in range(10)
    ]

    taken = await asyncio.gather(*(messages.take_over(heir, SOMEBODY_ELSE, at) for heir in heirs))

    assert sorted(taken) == [False] * 9 + [True]
    owner = (await database["messages"].find_one({}))["owner"]
    assert owner == heirs[taken.index(True)].owner


async def test_a_claim_of_its_own_that_was_never_handed_over_is_sent(client, ana, relay, jetstream, monkeypatch):
    whole = MongoMessages.claim
    cuts: list[int] = []

    async def cut_after_writing(self, claims):
        found = await whole(self, claims)
        if not cuts:
            cuts.append(len(claims))
            raise AutoReconnect("away before the answer came")
        return found

    monkeypatch.setattr(MongoMessages, "claim", cut_after_writing)
    await say(jetstream, ana.registered)
    await finished(jetstream)

    assert cuts == [1]
    assert len(relay.taken) == 1
    assert [event["type"] for event in await told(jetstream)] == ["message.sent.v1"]


async def test_a_mail_that_went_out_but_could_not_be_marked_at_once(client, ana, relay, jetstream, monkeypatch):
    """The database goes away while the mail is on its way, and comes back."""
    away = [True, True, True]
    whole = MongoMessages.mark

    async def marking(self, results):
        messages = self._messages

        class Flaky:
            async def bulk_write(self, *arguments, **how):
                if away:
                    away.pop()
                    raise AutoReconnect("away")
                return await messages.bulk_write(*arguments, **how)

        self._messages = Flaky()
        try:
            await whole(self, results)
        finally:
            self._messages = messages

    monkeypatch.setattr(MongoMessages, "mark", marking)
    await say(jetstream, ana.registered, ana.registered)
    await finished(jetstream)

    assert away == []
    assert len(relay.taken) == 1
    assert [event["type"] for event in await told(jetstream)] == ["message.sent.v1"]


async def test_a_message_that_was_marked_but_not_told_is_told_and_not_sent(forgetful, client, ana, relay, jetstream):
    """The process died between marking and publishing: the cause comes again, and the event is the frozen one."""
    await say(jetstream, ana.registered)
    await finished(jetstream)
    (event,) = await told(jetstream)
    await forgotten(jetstream)
    await jetstream.purge_stream("EVENTS", subject="conf.*.notifications.>")

    await say(jetstream, ana.registered)
    await finished(jetstream)

    assert len(relay.taken) == 1
    assert await told(jetstream) == [event]


async def test_long_after_the_dedupe_window_nothing_is_told_again(forgetful, client, ana, relay, jetstream):
    await say(jetstream, ana.registered)
    await finished(jetstream)
    await forgotten(jetstream)

    await say(jetstream, ana.registered)
    await finished(jetstream)

    assert len(relay.taken) == len(await told(jetstream)) == 1


async def test_an_event_that_comes_twice_at_once_is_one_mail(client, ana, relay, jetstream, monkeypatch):
    """Both copies are read by one process, the second while the first is between its claim and the mail server."""
    whole = MongoContacts.gone
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def held_up(self, participants):
        reached.set()
        await asyncio.wait_for(go_on.wait(), 20)
        return await whole(self, participants)

    monkeypatch.setattr(MongoContacts, "gone", held_up)
    before = await put_off(client, "participant-registered")
    await say(jetstream, ana.registered)
    await asyncio.wait_for(reached.wait(), 10)
    await say(jetstream, ana.registered)

    async def one_is_put_off():
        return await put_off(client, "participant-registered") > before

    await until(one_is_put_off, what="the second copy is put off")
    go_on.set()
    await finished(jetstream)

    assert len(relay.taken) == len(await told(jetstream)) == 1
