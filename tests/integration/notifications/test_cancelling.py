"""Somebody cancels soon: no mail says afterwards that they take part, in whatever order all of it arrives."""

import asyncio
import random

import pytest

from tests.integration.notifications.mailed import sent, subject_of
from tests.integration.notifications.site import Person, counts, finished, introduce, reported, told
from tests.integration.recommendations.registration_says import conference_published, registered, say
from tests.integration.waiting import until

CONFERENCE = "Personalized Learning 2026"
CANCELLED = f"Your signup is cancelled: {CONFERENCE}"


def subjects(mails):
    return [subject_of(mail) for mail in mails]


async def test_once_it_is_known_nothing_speaks_of_taking_part(client, ana, relay, jetstream, database):
    await sent(jetstream, relay, ana.cancelled())

    mails = await sent(
        jetstream,
        relay,
        *(ana.registered, ana.agenda_ready(), ana.agenda_changed(room="Room C")),
        *(ana.interested(), ana.pending(), ana.waitlisted(), ana.offered()),
    )

    assert subjects(mails) == [CANCELLED]
    templates = ("agenda", "confirm_address", "confirmation", "day_changed", "interest", "offer", "waitlisted")
    suppressed = [("message.suppressed.v1", template, "they cancelled since") for template in templates]
    _, *others = [reported(event) for event in await told(jetstream)]
    assert sorted(others) == suppressed
    assert await counts(client) == {"cancellation sent": 1} | {f"{template} suppressed": 1 for template in templates}
    assert "no longer true, not sent" in (await client.get("/")).text


async def test_it_is_known_before_how_to_reach_them(client, relay, jetstream, database):
    ana = Person()
    await say(jetstream, conference_published(), ana.cancelled())

    async def known() -> bool:
        return await database["contacts"].find_one({"_id": ana.id, "cancelled": 4}) is not None

    await until(known, what="the cancellation is known")
    await say(jetstream, ana.contact())

    assert subjects(await sent(jetstream, relay, ana.registered)) == [CANCELLED]


async def test_what_is_sent_stays_sent_and_what_is_true_is_still_told(client, ana, relay, jetstream):
    await sent(jetstream, relay, ana.registered)
    await sent(jetstream, relay, ana.cancelled())

    mails = await sent(jetstream, relay, ana.registered, ana.signup_repeated())

    assert subjects(mails) == [
        f"You're signed up: {CONFERENCE}, 28 October 2026",
        CANCELLED,
        f"Your link to {CONFERENCE}",
    ]
    assert await counts(client) == {"cancellation sent": 1, "confirmation sent": 1, "link sent": 1}


async def test_who_signs_up_again_is_told_so(client, ana, relay, jetstream):
    await sent(jetstream, relay, ana.cancelled())
    again = registered(participant=ana.id, version=5)

    mails = await sent(jetstream, relay, again, ana.registered)

    assert subjects(mails) == [CANCELLED, f"You're signed up: {CONFERENCE}, 28 October 2026"]
    assert await counts(client) == {"cancellation sent": 1, "confirmation sent": 1, "confirmation suppressed": 1}


async def test_who_stops_the_news_gets_no_mail_about_that_and_is_asked_when_they_want_it_again(
    client, ana, relay, jetstream
):
    assert await sent(jetstream, relay, ana.cancelled(only_interested=True), ana.interested()) == []

    mails = await sent(jetstream, relay, ana.interested(version=5))

    assert subjects(mails) == [f"You asked to hear about {CONFERENCE}: please confirm"]
    assert await counts(client) == {"interest sent": 1, "interest suppressed": 1}


@pytest.mark.parametrize("seed", range(2))
async def test_contacts_and_cancellations_at_the_same_time(client, relay, jetstream, database, seed):
    """Neither is lost to the other: everybody has a contact that is the newest, and the note that they cancelled."""
    people = [Person() for _ in range(40)]
    await introduce(jetstream)
    facts = [fact for one in people for fact in (one.contact(1), one.contact(2), one.cancelled())]
    random.Random(seed).shuffle(facts)

    await asyncio.gather(*(say(jetstream, fact) for fact in facts))
    await finished(jetstream, seconds=30)

    assert await database["contacts"].count_documents({"version": 2, "cancelled": 4}) == 40
    assert len(relay.taken) == 40
