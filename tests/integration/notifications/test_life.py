"""The life of a participant, told by mail: one for each event, to the right address, with what it is there to open."""

import pytest

from shared.contracts.registration import Ending
from shared.links import Purpose
from shared.tokens import Act
from tests.integration.notifications.mailed import SIGNUP, acting, links, sent, subject_of, whose
from tests.integration.notifications.site import (
    Person,
    counts,
    finished,
    introduce,
    key_of,
    put_off,
    reported,
    serving,
    told,
)
from tests.integration.recommendations.registration_says import conference_published, say
from tests.integration.streams import count, stored
from tests.integration.waiting import until

CONFERENCE = "Personalized Learning 2026"
NEW = "ana.ruiz@school.example"


async def test_an_address_that_is_not_proven_is_asked_and_opens_nothing_else(client, ana, relay, jetstream):
    event = ana.pending()

    [mail] = await sent(jetstream, relay, event)

    assert subject_of(mail) == f"Confirm your address for {CONFERENCE}"
    assert links(mail) == [acting("confirm", Act.CONFIRM_SIGNUP, event)]
    assert [reported(one) for one in await told(jetstream)] == [("message.sent.v1", "confirm_address", None)]


async def test_whoever_is_to_hear_of_it_is_asked_and_can_stop_it_before_and_after(client, ana, relay, jetstream):
    first = ana.interested()

    [asked] = await sent(jetstream, relay, first)
    [_, known] = await sent(jetstream, relay, ana.interested(confirmed=True))

    assert subject_of(asked) == f"You asked to hear about {CONFERENCE}: please confirm"
    confirm, stop = links(asked)
    assert confirm == acting("confirm", Act.CONFIRM_INTEREST, first)
    assert subject_of(known) == f"You hear about {CONFERENCE} already"
    assert [whose(link) for link in (stop, *links(known))] == [(Purpose.MANAGE, ana.id)] * 2
    assert await counts(client) == {"interest sent": 1, "link sent": 1}


async def test_somebody_waits_for_a_place(client, ana, relay, jetstream):
    [mail] = await sent(jetstream, relay, ana.waitlisted())

    assert subject_of(mail) == f"You're on the waiting list: {CONFERENCE}, 28 October 2026"
    assert [whose(link) for link in links(mail)] == [(Purpose.MANAGE, ana.id)]


async def test_a_place_is_offered(client, ana, relay, jetstream):
    event = ana.offered()

    [mail] = await sent(jetstream, relay, event)

    assert subject_of(mail) == f"A place for you at {CONFERENCE}: answer by 8 September at 2:30 pm"
    answer, manage = links(mail)
    assert answer == acting("offers", Act.ANSWER_OFFER, event)
    assert whose(manage) == (Purpose.MANAGE, ana.id)


@pytest.mark.parametrize(
    ("reason", "subject"),
    [
        (Ending.ASKED, "Your signup is cancelled"),
        (Ending.DECLINED, "You declined the place"),
        (Ending.EXPIRED, "The place held for you goes to somebody else"),
    ],
)
async def test_somebody_takes_part_no_more(client, ana, relay, jetstream, reason, subject):
    [mail] = await sent(jetstream, relay, ana.cancelled(reason))

    assert subject_of(mail) == f"{subject}: {CONFERENCE}"
    again, manage = links(mail)
    assert again == f"{SIGNUP}/conferences/personalized-learning-2026"
    assert whose(manage) == (Purpose.MANAGE, ana.id)


async def test_a_second_signup_that_says_something_else_is_for_its_owner_to_compare(client, ana, relay, jetstream):
    event = ana.signup_repeated(held=True)

    [mail] = await sent(jetstream, relay, event)

    assert subject_of(mail) == f"A second signup for {CONFERENCE}: which one counts?"
    review, agenda, manage = links(mail)
    assert review == acting("reviews", Act.REVIEW_SIGNUP, event)
    assert whose(agenda) == (Purpose.AGENDA, ana.id)
    assert whose(manage) == (Purpose.MANAGE, ana.id)
    assert await counts(client) == {"link sent": 1}


async def test_a_second_signup_that_says_the_same_is_answered_by_the_link(client, ana, relay, jetstream):
    [mail] = await sent(jetstream, relay, ana.signup_repeated())

    assert [whose(link) for link in links(mail)] == [(Purpose.AGENDA, ana.id), (Purpose.MANAGE, ana.id)]


async def test_a_new_address_is_asked_and_the_old_one_told(client, ana, relay, jetstream, database):
    event = ana.proposed(NEW)

    mails = {mail["To"].addresses[0].addr_spec: mail for mail in await sent(jetstream, relay, event)}

    assert mails.keys() == {NEW, "ana@example.org"}
    assert subject_of(mails[NEW]) == f"Confirm your new address for {CONFERENCE}"
    assert links(mails[NEW]) == [acting("confirm", Act.CONFIRM_ADDRESS, event)]
    notice = mails["ana@example.org"]
    assert subject_of(notice) == f"Somebody asked to change your address for {CONFERENCE}"
    assert [whose(link) for link in links(notice)] == [(Purpose.MANAGE, ana.id)]
    assert await counts(client) == {"new_address sent": 1, "address_notice sent": 1}
    assert {one["causationid"] for one in await told(jetstream)} == {event.id}
    documents = [str(one) for name in await database.list_collection_names() async for one in database[name].find()]
    assert [one for one in documents if NEW in one] == []
    assert NEW not in str(await stored(jetstream, "EVENTS"))


async def test_one_of_two_mails_is_put_off_and_the_other_not_repeated(client, ana, relay, jetstream):
    relay.answers("RCPT", "250 fine", "451 4.3.0 later")

    mails = await sent(jetstream, relay, ana.proposed(NEW))

    assert sorted(mail["To"].addresses[0].addr_spec for mail in mails) == [NEW, "ana@example.org"]
    assert await counts(client) == {"new_address sent": 1, "address_notice sent": 1}
    assert len(await told(jetstream)) == 2


async def test_an_address_that_is_confirmed_already_is_not_asked_again(client, ana, relay, jetstream):
    proposed = ana.proposed(NEW)
    await say(jetstream, ana.contact(3, email=NEW))
    await finished(jetstream)

    assert await sent(jetstream, relay, proposed) == []
    assert await count(jetstream, "DEAD_LETTERS") == 0


async def test_a_proposal_waits_for_the_address_known_before(client, relay, jetstream):
    person = Person()
    await say(jetstream, conference_published())
    await finished(jetstream)
    before = await put_off(client, "contact-proposed")
    await say(jetstream, person.proposed(NEW))

    async def was_put_off():
        return await put_off(client, "contact-proposed") > before

    await until(was_put_off, what="the proposal is put off")
    mails = await sent(jetstream, relay, person.contact())

    assert sorted(mail["To"].addresses[0].addr_spec for mail in mails) == [NEW, "ana@example.org"]


async def test_everybody_is_spoken_to_in_their_language(client, relay, jetstream):
    person = Person()
    await say(jetstream, conference_published(), person.contact(language="es"))
    await finished(jetstream)

    mails = await sent(jetstream, relay, person.waitlisted(), person.proposed(NEW))

    assert len(mails) == 3
    languages = {mail["To"].addresses[0].addr_spec: mail["Content-Language"] for mail in mails}
    assert languages == {"ana@example.org": "es", NEW: "en"}  # what was proposed says nothing of a language


async def test_a_life_twice_over_is_one_mail_for_each_turn(settings, client, ana, relay, jetstream):
    life = (
        ana.interested(),
        ana.pending(),
        ana.waitlisted(),
        ana.offered(),
        ana.registered,
        ana.agenda_ready(),
        ana.signup_repeated(held=True),
        ana.proposed(NEW),
    )
    cancelled = ana.cancelled()
    await sent(jetstream, relay, *life, *life)
    await sent(jetstream, relay, cancelled, *life, cancelled)
    async with serving(settings):
        mails = await sent(jetstream, relay, *life, cancelled)

    assert len(mails) == len({mail["Message-ID"] for mail in mails}) == len(await told(jetstream)) == 10
    templates = ("interest", "confirm_address", "waitlisted", "offer", "confirmation", "agenda", "link")
    keys = {key_of(event.id, template) for event, template in zip(life, templates, strict=False)}
    assert keys < {one["subject"] for one in await told(jetstream)}
    assert set((await counts(client)).values()) == {1}


async def test_operators_see_every_template(client, ana, relay, jetstream):
    await sent(jetstream, relay, ana.pending(), ana.offered())

    page = (await client.get("/")).text

    for heading in ("Confirmation", "Confirm address", "Offer", "Cancellation", "New address", "Address notice"):
        assert f"<h2>{heading}</h2>" in page
    assert page.count("1 sent") == 2


async def test_two_people_do_not_get_each_others_mails(client, relay, jetstream):
    ana, bo = Person(), Person("bo@example.org", "Bo Lindqvist")
    await introduce(jetstream, ana, bo)

    mails = await sent(jetstream, relay, ana.waitlisted(), bo.waitlisted())

    found = {mail["To"].addresses[0].addr_spec: whose(links(mail)[0])[1] for mail in mails}
    assert found == {"ana@example.org": ana.id, "bo@example.org": bo.id}
