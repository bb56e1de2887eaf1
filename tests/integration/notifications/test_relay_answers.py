"""What becomes of a mail by what the mail server answers: refused for good, sent later, or in doubt."""

import pytest

from tests.integration.notifications.relay import ENDED, GREETING, HANG_UP
from tests.integration.notifications.site import Person, counts, finished, introduce, put_off, reported, serving, told
from tests.integration.recommendations.registration_says import say
from tests.integration.streams import count
from tests.integration.waiting import until

NO_SUCH_USER = "550 5.1.1 <ana@example.org> Ana Ruiz: no such user"


async def sends(person: Person, jetstream) -> None:
    await say(jetstream, person.registered)
    await finished(jetstream)


@pytest.mark.parametrize(
    ("moment", "answer", "code"),
    [
        ("MAIL", "552 5.3.4 too large", 552),
        ("RCPT", NO_SUCH_USER, 550),
        ("RCPT", "553-5.1.3 several\r\n553 5.1.3 lines about ana@example.org", 553),
        ("DATA", "554 5.7.1 no thanks", 554),
        (ENDED, "550 5.7.1 ana@example.org does not want this", 550),
    ],
)
async def test_refused_for_good(client, ana, relay, jetstream, moment, answer, code):
    relay.answers(moment, answer)

    await sends(ana, jetstream)
    await sends(ana, jetstream)  # asking again changes nothing

    (event,) = await told(jetstream)
    assert reported(event) == ("message.failed.v1", "confirmation", f"the mail server refused it ({code})")
    assert "ana@" not in str(event)
    assert await counts(client) == {"confirmation failed": 1}
    assert len(relay.taken) == (moment == ENDED)
    await say(jetstream, ana.agenda_ready())  # the connection is of use to the next
    await finished(jetstream)
    assert await counts(client) == {"confirmation failed": 1, "agenda sent": 1}
    assert relay.taken[-1].recipient == "TO:<ana@example.org>"


@pytest.mark.parametrize(
    ("moment", "answers"),
    [
        (GREETING, ["421 4.3.2 shutting down", "554 5.3.2 nobody gets in", "220-two lines\r\n220 ESMTP"]),
        ("EHLO", ["550 5.0.0 who are you"]),
        ("MAIL", ["451 4.3.0 later", "421 4.4.2 bye"]),
        ("MAIL", ["530 5.7.0 authentication required"]),
        ("RCPT", ["450 4.2.1 greylisted", "450 4.2.1 greylisted"]),
        ("RCPT", ["452 4.5.3 too many recipients"]),
        ("DATA", ["451 4.3.0 no room"]),
        (ENDED, ["452 4.3.1 disk full"]),
        (ENDED, ["421 4.3.2 shutting down"]),
    ],
)
async def test_sent_later(client, ana, relay, jetstream, database, moment, answers):
    relay.answers(moment, *answers)

    await sends(ana, jetstream)

    assert relay.script[moment] == type(relay.script[moment])()
    assert [reported(event) for event in await told(jetstream)] == [("message.sent.v1", "confirmation", None)]
    assert await counts(client) == {"confirmation sent": 1}
    assert len({one.message["Message-ID"] for one in relay.taken}) == 1
    assert len(relay.taken) == 1 + (moment == ENDED)
    assert await count(jetstream, "DEAD_LETTERS") == 0


async def test_a_server_that_is_away_is_waited_for(client, ana, relay, jetstream, database):
    await relay.stop()
    before = await put_off(client, "participant-registered")
    await say(jetstream, ana.registered)

    async def was_put_off_twice():
        return await put_off(client, "participant-registered") >= before + 2

    await until(was_put_off_twice, what="the mail is put off")
    assert await told(jetstream) == []
    await relay.start()
    await finished(jetstream)

    assert len(relay.taken) == 1
    assert [reported(event) for event in await told(jetstream)] == [("message.sent.v1", "confirmation", None)]
    assert await database["messages"].count_documents({}) == 1


async def test_one_refusal_harms_no_neighbour(client, relay, jetstream):
    people = [Person(f"person{number}@example.org") for number in range(20)]
    await introduce(jetstream, *people)
    relay.answers("RCPT", "550 no", "450 later", "550 no")

    await say(jetstream, *(person.registered for person in people))
    await finished(jetstream)

    assert await counts(client) == {"confirmation failed": 2, "confirmation sent": 18}
    assert len(relay.taken) == len({one.recipient for one in relay.taken}) == 18


@pytest.mark.parametrize("template", ["confirmation", "agenda"])
async def test_cut_before_the_last_answer_it_is_in_doubt_and_never_sent_again(client, ana, relay, jetstream, template):
    event = ana.registered if template == "confirmation" else ana.agenda_ready()
    relay.answers(ENDED, HANG_UP)

    for _ in range(3):
        await say(jetstream, event)
        await finished(jetstream)

    (said,) = await told(jetstream)
    assert reported(said) == ("message.unknown.v1", template, "cut while sending: SMTPServerDisconnected")
    assert said["causationid"] == event.id
    assert await counts(client) == {f"{template} unknown": 1}
    assert len(relay.taken) == 1


async def test_a_link_in_doubt_is_sent_once_more_under_the_same_message_id(client, ana, relay, jetstream):
    relay.answers(ENDED, HANG_UP)
    repeated = ana.signup_repeated()

    for _ in range(2):
        await say(jetstream, repeated)
        await finished(jetstream)

    assert [reported(event) for event in await told(jetstream)] == [("message.sent.v1", "link", None)]
    first, second = (one.message["Message-ID"] for one in relay.taken)
    assert first == second
    assert await counts(client) == {"link sent": 1}


async def test_a_link_that_is_always_in_doubt_does_not_go_on_for_ever(client, ana, relay, jetstream):
    relay.answers(ENDED, *[HANG_UP] * 10)

    await say(jetstream, ana.signup_repeated())
    await finished(jetstream)

    assert [event["type"] for event in await told(jetstream)] == ["message.unknown.v1"]
    assert len(relay.taken) == 2


async def test_a_connection_the_server_closed_is_opened_again(client, ana, relay, jetstream):
    await sends(ana, jetstream)
    assert relay.connections == 1
    await relay.hang_up()

    await say(jetstream, ana.agenda_ready())
    await finished(jetstream)

    assert relay.connections == 2
    assert len(relay.taken) == 2
    assert [event["type"] for event in await told(jetstream)] == ["message.sent.v1"] * 2


async def test_a_connection_that_ends_when_it_is_used_is_opened_again(client, ana, relay, jetstream):
    await sends(ana, jetstream)
    relay.answers("MAIL", HANG_UP)

    await say(jetstream, ana.agenda_ready())
    await finished(jetstream)

    assert relay.connections == 2
    assert [reported(event) for event in await told(jetstream)][1] == ("message.sent.v1", "agenda", None)
    assert len(relay.taken) == 2


async def test_connections_stay_open_and_are_closed_politely(settings, relay, jetstream):
    people = [Person(f"person{number}@example.org") for number in range(30)]
    async with serving(settings):
        await introduce(jetstream, *people)
        await say(jetstream, *(person.registered for person in people))
        await finished(jetstream)

    assert len(relay.taken) == 30
    assert 1 <= relay.connections <= settings.smtp_connections
    assert relay.commands.count("QUIT") == relay.connections


async def test_a_server_for_ascii_only_gets_no_other_address(client, relay, jetstream):
    person = Person("ñandú@example.org", "Ñandú")
    await introduce(jetstream, person)
    relay.answers("EHLO", "250 relay", "250 relay")

    await sends(person, jetstream)

    assert [reported(event)[2] for event in await told(jetstream)] == [
        "the mail server takes plain ASCII addresses only"
    ]
    assert relay.taken == []
    await say(jetstream, person.agenda_ready())
    await finished(jetstream)
    assert not [command for command in relay.commands if command.startswith("MAIL")]
