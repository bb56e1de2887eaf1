"""From the mails an event asks for to letters with an address, and from what became of them to one answer."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any, TypeVar

from services.notifications.domain import LASTING, UNPROVEN, Erased
from services.notifications.mails import Letter
from services.notifications.ports import ConferenceReader, ContactStore
from services.notifications.service import Courier, Order
from services.notifications.urls import Urls
from shared.contracts.envelope import CloudEvent
from shared.contracts.notifications import Template
from shared.contracts.registration import Conference, Contact
from shared.events import FrozenEvent, utc_now
from shared.languages import speaking
from shared.outcomes import Done, Outcome, Retry

_A_MOMENT = (0.05, 0.1, 0.2, 0.4)
"""Seconds between looks for a contact that was overtaken."""

EventT = TypeVar("EventT", bound=CloudEvent[Any])


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mail that an event asks for."""

    template: Template
    compose: Callable[[Letter], EmailMessage]
    to: Contact | None = None
    """Another address than the one that is known of the participant."""
    proven: bool = True
    """Whether the owner of the address has shown that it is theirs: nobody else is to get a link that opens things."""


class MailDesk:
    """Knows whom a mail goes to, and has it sent."""

    def __init__(
        self, courier: Courier, contacts: ContactStore, conferences: ConferenceReader, urls: Urls, *, sender: str
    ) -> None:
        self._courier, self._contacts, self._conferences = courier, contacts, conferences
        self._urls, self._sender = urls, sender

    async def send(
        self,
        events: Sequence[EventT],
        asks_for: Callable[[EventT, Contact], Sequence[Wanted]],
        *,
        reached_since: Callable[[EventT], int] = lambda _: 0,
    ) -> list[Outcome]:
        """Send what each event asks for, given how its participant is reached now. One outcome for each event.

        `reached_since`: the version of the contact an event is for. Nothing is sent to where an older one leads.
        """
        since: dict[str, int] = {}
        for event in events:
            since[event.subject] = max(since.get(event.subject, 0), reached_since(event))
        contacts = await self._contacts_of(since)
        erased = {participant for participant, contact in contacts.items() if isinstance(contact, Erased)}
        if erased:
            await self._courier.forget(erased)
        orders: dict[str, list[Order]] = {event.id: [] for event in events if event.subject in erased}
        for event in events:
            contact = contacts.get(event.subject)
            conference = await self._conferences.get(event.conference)
            if isinstance(contact, Contact) and conference is not None:
                orders[event.id] = [
                    self._order(event, wanted, wanted.to or contact, conference) for wanted in asks_for(event, contact)
                ]
        ordered = [order for of_one in orders.values() for order in of_one]
        sent = iter(await self._courier.deliver(ordered))
        outcomes = {event: _together([next(sent) for _ in of_one]) for event, of_one in orders.items()}
        # Contact and conference travel on their own: an event may overtake them.
        late = Retry("the contact or the conference is not known here yet")
        return [outcomes.get(event.id, late) for event in events]

    async def _contacts_of(self, since: Mapping[str, int]) -> dict[str, Contact | Erased]:
        """Contacts travel on their own and are here in a moment: waiting for it is quicker than coming back."""
        for pause in _A_MOMENT:
            contacts = await self._recent(since)
            if len(contacts) == len(since):
                return contacts
            await asyncio.sleep(pause)
        return await self._recent(since)

    async def _recent(self, since: Mapping[str, int]) -> dict[str, Contact | Erased]:
        found = (await self._contacts.of(list(since))).items()
        return {of: contact for of, contact in found if isinstance(contact, Erased) or contact.version >= since[of]}

    def _order(self, event: CloudEvent[Any], wanted: Wanted, contact: Contact, conference: Conference) -> Order:
        proven = wanted.proven and wanted.template not in UNPROVEN

        def compose(message_id: str) -> EmailMessage:
            letter = Letter(
                conference=conference,
                contact=contact,
                agenda_url=self._urls.agenda(event.subject),
                manage_url=self._urls.manage(event.subject) if proven else None,
                message_id=message_id,
                sender=self._sender,
                now=utc_now(),
            )
            with speaking(contact.language):
                return wanted.compose(letter)

        return Order(event, wanted.template, compose, None if wanted.template in LASTING else event.data.version)


def _together(outcomes: Sequence[Outcome]) -> Outcome:
    """One answer to an event: done once all of its mails are."""
    events: list[FrozenEvent] = []
    again = False
    for outcome in outcomes:
        if not isinstance(outcome, Done):
            return outcome
        events += outcome.events
        again |= outcome.again
    return Done(tuple(events), again=again)
