"""Which mails another address asks for: one to each of the two while it is proposed, and one once it counts."""

from collections.abc import Sequence

from services.notifications import mails
from services.notifications.desk import MailDesk, Wanted
from services.notifications.urls import Urls
from shared.contracts.notifications import Template
from shared.contracts.registration import Contact, ContactProposed, ParticipantAddressChanged
from shared.outcomes import Outcome
from shared.tokens import Act


class AddressMails:
    """Asks the owner of a new address, and tells the owner of the one known now. What is proposed is kept nowhere."""

    def __init__(self, desk: MailDesk, urls: Urls) -> None:
        self._desk, self._urls = desk, urls

    async def proposed(self, events: Sequence[ContactProposed]) -> list[Outcome]:
        """Somebody wants to be reached elsewhere."""
        return await self._desk.send(events, self._proposal)

    async def changed(self, events: Sequence[ParticipantAddressChanged]) -> list[Outcome]:
        """Somebody is reached elsewhere: the new address gets the links that earlier mails had."""
        return await self._desk.send(events, self._new_links, reached_since=lambda event: event.data.version)

    def _new_links(self, event: ParticipantAddressChanged, _: Contact) -> list[Wanted]:
        if until := event.data.until:
            answer = self._urls.offer(event.id)
            return [Wanted(Template.OFFER, lambda letter: mails.offer(letter, answer, until))]
        standing = event.data.standing
        return [Wanted(Template.ADDRESS_CHANGED, lambda letter: mails.address_changed(letter, standing))]

    def _proposal(self, event: ContactProposed, known: Contact) -> list[Wanted]:
        if known.email == event.data.email:
            return []  # it was confirmed meanwhile: there is nobody left to ask, and the old address is not known
        confirm = self._urls.confirm(Act.CONFIRM_ADDRESS, event.id)
        return [
            Wanted(Template.NEW_ADDRESS, lambda letter: mails.new_address(letter, confirm), to=event.data),
            Wanted(Template.ADDRESS_NOTICE, mails.address_notice),
        ]
