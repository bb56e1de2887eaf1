"""Over real SMTP into a real mail server: each mail once, and the bus hears of it once."""

import email
import email.policy
import re
from email.message import EmailMessage
from typing import Any

import httpx
import pytest
from icalendar import Calendar

from shared.links import Links, Purpose
from tests.integration.notifications.conftest import SECRET
from tests.integration.notifications.site import (
    Person,
    counts,
    finished,
    introduce,
    key_of,
    reported,
    serving,
    told,
)
from tests.integration.recommendations.registration_says import SLUG, conference_published, say
from tests.integration.streams import count, stored


@pytest.fixture
def settings(settings, sink):
    """Mails go to the good server."""
    httpx.delete(f"{sink.url}/messages").raise_for_status()
    return settings.model_copy(update={"smtp_url": sink.smtp_url})


def mails(sink) -> list[EmailMessage]:
    """Everything that was sent, oldest first."""
    listed = httpx.get(f"{sink.url}/messages.json").json()[::-1]
    return [_read(httpx.get(f"{sink.url}/messages/{one['id']}.eml").content) for one in listed]


def _read(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def words(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part
    return str(part.get_content())


def calendars(message: EmailMessage) -> list[Any]:
    parts = [part for part in message.iter_attachments() if part.get_content_type() == "text/calendar"]
    return [Calendar.from_ical(part.get_content()) for part in parts]


async def test_one_mail_for_each_cause(client, ana, sink, jetstream):
    repeated = ana.signup_repeated()
    await say(jetstream, ana.registered)
    await finished(jetstream)
    await say(jetstream, ana.agenda_ready())
    await finished(jetstream)
    await say(jetstream, repeated)
    await finished(jetstream)

    sent = mails(sink)
    assert [message["Subject"] for message in sent] == [
        "You're signed up: Personalized Learning 2026, 28 October 2026",
        "Your agenda for Personalized Learning 2026: 1 session, starting 10:00",
        "Your link to Personalized Learning 2026",
    ]
    causes = (ana.registered.id, ana.agenda_ready().id, repeated.id)
    keys = [key_of(cause, kind) for cause, kind in zip(causes, ("confirmation", "agenda", "link"), strict=True)]
    assert [message["Message-ID"] for message in sent] == [f"<{key}@desirepath.example>" for key in keys]
    for message in sent:
        assert message["To"].addresses[0].addr_spec == "ana@example.org"
        assert message["To"].addresses[0].display_name == "Ana Ruiz"
        assert message["From"] == "Desire Path <agenda@desirepath.example>"
        assert [part.get_content_type() for part in message.walk()].count("text/html") == 1
        (link,) = set(re.findall(r"http://recommendations\.example\.org/agenda/(\S+)", words(message)))
        assert Links([SECRET]).open(Purpose.AGENDA, link).participant == ana.id
    ((save_the_date,), (agenda,), none) = (calendars(message) for message in sent)
    assert str(save_the_date.walk("VEVENT")[0]["dtstart"].dt) == "2026-10-28"
    assert str(agenda.walk("VEVENT")[0]["uid"]) == f"pacing.{ana.id}@{SLUG}.desirepath"
    assert none == []

    events = await told(jetstream)
    assert [reported(event) for event in events] == [
        ("message.sent.v1", "confirmation", None),
        ("message.sent.v1", "agenda", None),
        ("message.sent.v1", "link", None),
    ]
    assert events[0] == {
        "specversion": "1.0",
        "id": events[0]["id"],
        "source": f"/conferences/{SLUG}/notifications",
        "type": "message.sent.v1",
        "subject": keys[0],
        "time": events[0]["time"],
        "datacontenttype": "application/json",
        "dataschema": "http://notifications.example.org/schemas/message.sent.v1",
        "correlationid": ana.registered.correlationid,
        "causationid": ana.registered.id,
        "traceparent": events[0]["traceparent"],
        "data": {
            "participant": ana.id,
            "template": "confirmation",
            "channel": "mail",
            "message_id": f"<{keys[0]}@desirepath.example>",
        },
    }
    assert [event["causationid"] for event in events] == list(causes)
    assert await counts(client) == {"confirmation sent": 1, "agenda sent": 1, "link sent": 1}


async def test_a_second_delivery_sends_nothing_and_says_nothing(settings, client, ana, sink, jetstream):
    events = (ana.registered, ana.agenda_ready(), ana.signup_repeated())
    await say(jetstream, *events, *events)
    await finished(jetstream)
    before = await stored(jetstream, "EVENTS", "conf.*.notifications.>")

    await say(jetstream, *events)
    await finished(jetstream)
    async with serving(settings):  # and not after a restart
        await say(jetstream, *events)
        await finished(jetstream)

    assert len(mails(sink)) == len(before) == 3
    assert await stored(jetstream, "EVENTS", "conf.*.notifications.>") == before
    assert await counts(client) == {"confirmation sent": 1, "agenda sent": 1, "link sent": 1}


async def test_two_instances_share_the_work(settings, ana, sink, jetstream):
    people = [Person(f"person{number}@example.org", f"Person {number}") for number in range(25)]
    await introduce(jetstream, *people)

    async with serving(settings):
        await say(jetstream, *(person.registered for person in people))
        await say(jetstream, *(person.agenda_ready() for person in people))
        await finished(jetstream)

    recipients = [one["to"] for one in httpx.get(f"{sink.url}/messages.json").json()]
    assert sorted(recipients) == sorted([person.email] for person in people for _ in range(2))
    events = await told(jetstream)
    assert {event["type"] for event in events} == {"message.sent.v1"}
    assert len(events) == len({event["id"] for event in events}) == 50


async def test_a_contact_that_comes_after_the_event(client, sink, jetstream):
    person = Person()
    await say(jetstream, person.registered, person.agenda_ready())
    await say(jetstream, conference_published())
    assert mails(sink) == []

    await say(jetstream, person.contact())
    await finished(jetstream)

    assert len(mails(sink)) == 2
    assert [event["type"] for event in await told(jetstream)] == ["message.sent.v1"] * 2
    assert await count(jetstream, "DEAD_LETTERS") == 0


async def test_an_old_contact_never_overwrites_a_newer_one(client, sink, jetstream, database):
    person = Person()
    await say(jetstream, conference_published())
    await say(jetstream, person.contact(2, email="new@example.org"))
    await finished(jetstream)
    await say(jetstream, person.contact(1, email="old@example.org"))
    await finished(jetstream)
    await say(jetstream, person.registered)
    await finished(jetstream)
    await say(jetstream, person.contact(3, email="newest@example.org"))
    await finished(jetstream)
    await say(jetstream, person.agenda_ready())
    await finished(jetstream)

    recipients = [message["To"].addresses[0].addr_spec for message in mails(sink)]
    assert recipients == ["new@example.org", "newest@example.org"]
    assert await database["contacts"].count_documents({}) == 1


HOSTILE_NAMES = [
    "Ana, Bo <mallory@example.net>",
    '"Ana" \\ Ruiz; group:',
    "=?utf-8?q?Ana=0ABcc=3Amallory=40example=2Enet?=",
    "Ana\u00a0Núñez \U0001f332 ありがとう",
    "أنا عربية",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %}",
    "x" * 120,
    "mallory@example.net",
    ". .. . .",
]


async def test_a_name_is_only_a_name(client, sink, jetstream):
    people = [Person(f"person{number}@example.org", name) for number, name in enumerate(HOSTILE_NAMES)]
    await introduce(jetstream, *people)
    await say(jetstream, *(person.registered for person in people))
    await say(jetstream, *(person.agenda_ready() for person in people))
    await finished(jetstream)

    sent = mails(sink)
    assert sorted(message["To"].addresses[0].addr_spec for message in sent) == sorted(
        person.email for person in people for _ in range(2)
    )
    for message in sent:
        assert len(message["To"].addresses) == 1
        assert message["Bcc"] is message["Cc"] is None
        html = message.get_body(("html",))
        assert html is not None
        assert "<script" not in html.get_content()
    assert {event["type"] for event in await told(jetstream)} == {"message.sent.v1"}
    assert "49" not in words(sent[HOSTILE_NAMES.index("{{ 7 * 7 }} {% raw %}")]).split()


async def test_a_contact_that_is_two_lines_is_a_dead_letter(client, ana, sink, jetstream):
    hostile = ana.contact(2).encode().replace(b'"Ana Ruiz"', b'"Ana\\r\\nBcc: mallory@example.net"')

    await jetstream.publish(ana.contact(2).address, hostile, stream="CONTACTS")
    await finished(jetstream)
    await say(jetstream, ana.registered)
    await finished(jetstream)

    (letter,) = await stored(jetstream, "DEAD_LETTERS", "dead.notifications.>")
    assert letter.headers["Dead-Letter-Reason"] == "invalid event: data.name: value_error"
    assert [message["To"].addresses[0].display_name for message in mails(sink)] == ["Ana Ruiz"]


async def test_an_address_beyond_ascii(client, sink, jetstream):
    person = Person("ñandú@bücher.example", "Ñandú")
    await introduce(jetstream, person)
    await say(jetstream, person.registered)
    await finished(jetstream)

    (listed,) = httpx.get(f"{sink.url}/messages.json").json()
    assert listed["to"] == ["ñandú@bücher.example"]
    assert [event["type"] for event in await told(jetstream)] == ["message.sent.v1"]


async def test_nobody_is_named_by_what_anyone_may_see(client, ana, sink, jetstream):
    await say(jetstream, ana.registered, ana.agenda_ready())
    await finished(jetstream)

    seen = [(await client.get(path)).text for path in ("/", "/v1/messages", "/metrics", "/asyncapi")]
    seen += [str(message) for message in await stored(jetstream, "EVENTS", "conf.*.notifications.>")]

    assert [text for text in seen if "ana@example.org" in text or "Ruiz" in text] == []
