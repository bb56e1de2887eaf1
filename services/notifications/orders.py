"""From an event to the mail it asks for."""

import asyncio
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from typing import Any, TypeVar

from services.notifications import mails
from services.notifications.mails import Letter
from services.notifications.ports import ConferenceReader, ContactStore
from services.notifications.service import Courier, Order
from shared.contracts.envelope import CloudEvent
from shared.contracts.notifications import Template
from shared.contracts.recommendations import AgendaReady
from shared.contracts.registration import Contact, ParticipantRegistered, ParticipantSignupRepeated
from shared.events import utc_now
from shared.links import Links, Purpose
from shared.outcomes import Outcome, Retry

_A_MOMENT = (0.05, 0.1, 0.2, 0.4)
"""Seconds between looks for a contact that was overtaken."""

EventT = TypeVar("EventT", bound=CloudEvent[Any])


class MailDesk:
    """Knows which mail an event asks for, and whom it goes to."""

    def __init__(
        self,
        courier: Courier,
        contacts: ContactStore,
        conferences: ConferenceReader,
        links: Links,
        *,
        agendas_url: str,
        sender: str,
    ) -> None:
        self._courier, self._contacts, self._conferences = courier, contacts, conferences
        self._links, self._agendas_url, self._sender = links, agendas_url, sender

    async def registered(self, events: Sequence[ParticipantRegistered]) -> list[Outcome]:
        """Everybody who takes part gets a confirmation."""
        return await self._mail(events, Template.CONFIRMATION, lambda _, letter: mails.confirmation(letter))

    async def agenda_ready(self, events: Sequence[AgendaReady]) -> list[Outcome]:
        """Everybody gets their agenda."""
        return await self._mail(
            events, Template.AGENDA, lambda event, letter: mails.agenda(letter, event.subject, event.data)
        )

    async def signup_repeated(self, events: Sequence[ParticipantSignupRepeated]) -> list[Outcome]:
        """Who is known already gets their link."""
        return await self._mail(events, Template.LINK, lambda _, letter: mails.link(letter))

    async def _contacts_of(self, participants: Sequence[str]) -> dict[str, Contact]:
        """Contacts travel on their own and are here in a moment: waiting for it is quicker than coming back."""
        contacts = await self._contacts.of(participants)
        for pause in _A_MOMENT:
            if len(contacts) == len(set(participants)):
                break
            await asyncio.sleep(pause)
            contacts = await self._contacts.of(participants)
        return contacts

    async def _mail(
        self, events: Sequence[EventT], template: Template, compose: Callable[[EventT, Letter], EmailMessage]
    ) -> list[Outcome]:
        contacts = await self._contacts_of([event.subject for event in events])
        orders: dict[str, Order] = {}
        for event in events:
            contact = contacts.get(event.subject)
            conference = await self._conferences.get(event.conference)
            if contact is None or conference is None:
                continue

            def letter(
                message_id: str, event: EventT = event, contact: Any = contact, conference: Any = conference
            ) -> EmailMessage:
                url = f"{self._agendas_url}/agenda/{self._links.sign(Purpose.AGENDA, event.subject)}"
                return compose(event, Letter(conference, contact, url, message_id, self._sender, utc_now()))

            orders[event.id] = Order(event, template, letter)
        sent = dict(zip(orders, await self._courier.deliver(list(orders.values())), strict=True))
        # Contact and conference travel on their own: an event may overtake them.
        return [sent.get(event.id) or Retry("the contact or the conference is not known here yet") for event in events]
