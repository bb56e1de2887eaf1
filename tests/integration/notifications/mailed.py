"""Mails as the server that takes them for others hands them over: what they say, and where their links lead."""

import re
from email.message import EmailMessage

from nats.js import JetStreamContext

from shared.contracts.envelope import CloudEvent
from shared.links import Links, Purpose
from shared.tokens import Act, Tokens
from tests.integration.notifications.conftest import SECRET
from tests.integration.notifications.relay import Relay
from tests.integration.notifications.site import finished
from tests.integration.recommendations.registration_says import say

SIGNUP = "http://registration.example.org"


def words(message: EmailMessage) -> str:
    """Its plain text."""
    part = message.get_body(("plain",))
    assert part
    return str(part.get_content()).replace("\r\n", "\n")


def subject_of(message: EmailMessage) -> str:
    """Without the space of a folded line, which mail programs do not show."""
    return str(message["Subject"]).strip()


def links(message: EmailMessage) -> list[str]:
    """In the order of the text; the same again once."""
    return list(dict.fromkeys(re.findall(r"^http\S+$", words(message), re.MULTILINE)))


def whose(link: str) -> tuple[Purpose, str]:
    """What a signed link opens, and for whom."""
    start, _, token = link.rpartition("/")
    purpose = {
        "http://recommendations.example.org/agenda": Purpose.AGENDA,
        f"{SIGNUP}/manage": Purpose.MANAGE,
    }[start]
    return purpose, Links([SECRET]).open(purpose, token).participant


def acting(place: str, act: Act, event: CloudEvent) -> str:
    """The link with a token that follows from an event."""
    return f"{SIGNUP}/{place}/{Tokens([SECRET]).token(act, event.id)}"


async def sent(jetstream: JetStreamContext, relay: Relay, *events: CloudEvent) -> list[EmailMessage]:
    """Say it; every mail that went out so far, once all is done."""
    await say(jetstream, *events)
    await finished(jetstream)
    return [taken.message for taken in relay.taken]
