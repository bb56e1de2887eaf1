"""People as their mailboxes see them: the links of mails, worked out of events as whoever sends the mails does."""

import json
import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import Any

import httpx
from nats.js import JetStreamContext

from shared.contracts.envelope import CloudEvent
from shared.contracts.registration import (
    ContactProposed,
    ParticipantAddressChanged,
    ParticipantInterested,
    ParticipantOffered,
    ParticipantPending,
)
from shared.contracts.registration import ParticipantSignupRepeated as Repeated
from shared.links import Links, Purpose
from shared.tokens import Act, Tokens
from tests.integration.registration.site import SECRET, finished, post
from tests.integration.streams import stored
from tests.integration.waiting import until

TOKENS, LINKS = Tokens([SECRET]), Links([SECRET])
FOLLOWS_FROM: dict[Act, type[CloudEvent[Any]]] = {
    Act.CONFIRM_SIGNUP: ParticipantPending,
    Act.CONFIRM_INTEREST: ParticipantInterested,
    Act.CONFIRM_ADDRESS: ContactProposed,
    Act.ANSWER_OFFER: ParticipantOffered,
    Act.REVIEW_SIGNUP: Repeated,
}
PLACES = {
    Act.CONFIRM_SIGNUP: "confirm",
    Act.CONFIRM_INTEREST: "confirm",
    Act.CONFIRM_ADDRESS: "confirm",
    Act.ANSWER_OFFER: "offers",
    Act.REVIEW_SIGNUP: "reviews",
}


@dataclass(frozen=True)
class Mailbox:
    """Finds the links that were mailed to somebody."""

    jetstream: JetStreamContext

    async def addresses(self, act: Act, participant: str, kind: type[CloudEvent[Any]] | None = None) -> list[str]:
        """The path of every page that asks this of them, oldest first. `kind`: the event, where it is another one."""
        kind = kind or FOLLOWS_FROM[act]
        family = kind.family.format(conference="*", producer="registration")
        messages = await stored(self.jetstream, kind.stream, f"{family}.{kind.kind}.{participant}")
        ids = [json.loads(message.body)["id"] for message in messages]
        return [f"/{PLACES[act]}/{TOKENS.token(act, id)}" for id in ids]

    async def newest(self, act: Act, participant: str, *, count: int = 1) -> str:
        """The last one, once there are as many."""
        found: list[str] = []

        async def there() -> bool:
            nonlocal found
            found = await self.addresses(act, participant)
            return len(found) >= count

        await until(there, what=f"{count} times {act}")
        return found[-1]

    async def offered_anew(self, participant: str) -> str:
        """The page that answers an offer, as it was mailed to their new address."""
        [address] = await self.addresses(Act.ANSWER_OFFER, participant, ParticipantAddressChanged)
        return address


async def told(jetstream: JetStreamContext, participant: str) -> list[str]:
    """The types of everything that was told of somebody in public, oldest first."""
    messages = await stored(jetstream, "EVENTS", f"conf.*.registration.participant.*.*.{participant}")
    return [json.loads(message.body)["type"].removeprefix("participant.").removesuffix(".v1") for message in messages]


async def sign_up(site: httpx.AsyncClient, jetstream: JetStreamContext, **changes: Any) -> str:
    """Sign up; returns the id of the signup, once it is handled."""
    answer = await post(site, **changes)
    assert answer.status_code == 202, answer.text
    await finished(jetstream)
    return str(answer.json()["id"])


def manage(participant: str) -> str:
    """The page of their own signup."""
    return f"/manage/{LINKS.sign(Purpose.MANAGE, participant)}"


class Seen(HTMLParser):
    """A page as its reader sees it."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__()
        self.text = ""
        self.links: list[str] = []
        self.fields: dict[str, str] = {}
        self.actions: list[str] = []
        self.html = answer.text
        self.feed(answer.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep links, forms and what is filled in."""
        has = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(has.get("href", ""))
        if tag == "form":
            self.actions.append(has.get("action", ""))
        ticked = has.get("type") not in ("radio", "checkbox") or "checked" in has
        if tag == "input" and ticked and "name" in has:
            self.fields[has["name"]] = has.get("value", "")
        if tag == "textarea":
            content = self.html.split(f'name="{has["name"]}"', 1)[1].split("</textarea>", 1)[0].split(">\n", 1)[1]
            self.fields[has["name"]] = unescape(content)

    def handle_data(self, data: str) -> None:
        """Keep it, with white space as a reader sees it."""
        self.text = re.sub(r"\s+", " ", self.text + data)
