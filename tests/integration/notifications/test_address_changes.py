"""A new address counts: its owner gets what opens things, and the old address nothing more."""

import pytest

from shared.contracts.registration import Standing
from shared.links import Purpose
from shared.tokens import Act
from tests.integration.notifications.mailed import acting, links, sent, subject_of, whose
from tests.integration.notifications.site import UNTIL, Person, counts, introduce, put_off
from tests.integration.recommendations.registration_says import say
from tests.integration.waiting import until

CONFERENCE = "Personalized Learning 2026"
NEW = "ana.ruiz@school.example"


def recipients(mails):
    return [mail["To"].addresses[0].addr_spec for mail in mails]


@pytest.mark.parametrize(
    ("standing", "opens"),
    [
        (Standing.CONFIRMED, [Purpose.AGENDA, Purpose.MANAGE]),
        (Standing.WAITLISTED, [Purpose.MANAGE]),
        (Standing.PENDING, [Purpose.MANAGE]),
    ],
)
async def test_the_new_address_gets_the_links(client, ana, relay, jetstream, standing, opens):
    [mail] = await sent(jetstream, relay, ana.contact(5, email=NEW), ana.address_changed(5, standing))

    assert recipients([mail]) == [NEW]
    assert subject_of(mail) == f"Mail about {CONFERENCE} comes here now"
    assert [whose(link) for link in links(mail)] == [(purpose, ana.id) for purpose in opens]
    assert await counts(client) == {"address_changed sent": 1}


async def test_a_place_that_is_held_is_offered_there_anew(client, ana, relay, jetstream):
    event = ana.address_changed(5, Standing.OFFERED, UNTIL)

    [mail] = await sent(jetstream, relay, ana.contact(5, email=NEW), event)

    assert recipients([mail]) == [NEW]
    assert subject_of(mail) == f"A place for you at {CONFERENCE}: answer by 8 September at 2:30 pm"
    answer, manage = links(mail)
    assert answer == acting("offers", Act.ANSWER_OFFER, event)
    assert whose(manage) == (Purpose.MANAGE, ana.id)


async def test_nothing_of_it_goes_to_the_old_address(client, relay, jetstream):
    """The event overtakes the contact: until that is here, what is known is where somebody else may read."""
    ana = Person()
    await introduce(jetstream, ana)
    before = await put_off(client, "participant-address_changed")
    await say(jetstream, ana.address_changed(5, Standing.OFFERED, UNTIL))

    async def was_put_off():
        return await put_off(client, "participant-address_changed") > before

    await until(was_put_off, what="the mail is put off")
    assert relay.taken == []
    assert recipients(await sent(jetstream, relay, ana.contact(5, email=NEW))) == [NEW]
