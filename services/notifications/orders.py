"""Which mail each event in the life of a participant asks for."""

from collections.abc import Sequence

from services.notifications import mails
from services.notifications.desk import MailDesk, Wanted
from services.notifications.urls import Urls
from shared.contracts.notifications import Template
from shared.contracts.recommendations import AgendaChanged, AgendaReady
from shared.contracts.registration import (
    Contact,
    ParticipantCancelled,
    ParticipantInterested,
    ParticipantOffered,
    ParticipantPending,
    ParticipantRegistered,
    ParticipantSignupRepeated,
    ParticipantWaitlisted,
)
from shared.outcomes import Done, Outcome
from shared.tokens import Act


class ParticipantMails:
    """Tells people how things stand with them."""

    def __init__(self, desk: MailDesk, urls: Urls) -> None:
        self._desk, self._urls = desk, urls

    async def interested(self, events: Sequence[ParticipantInterested]) -> list[Outcome]:
        """Whoever wants to hear of the conference is asked whether it was them, or is known and gets their link."""

        def mail(event: ParticipantInterested, _: Contact) -> list[Wanted]:
            if event.data.confirmed:
                return [Wanted(Template.LINK, mails.interest_link)]
            url = self._urls.confirm(Act.CONFIRM_INTEREST, event.id)
            return [Wanted(Template.INTEREST, lambda letter: mails.interest(letter, url))]

        return await self._desk.send(events, mail)

    async def pending(self, events: Sequence[ParticipantPending]) -> list[Outcome]:
        """Whoever signed up is asked whether the address is theirs."""

        def mail(event: ParticipantPending, _: Contact) -> list[Wanted]:
            url = self._urls.confirm(Act.CONFIRM_SIGNUP, event.id)
            return [
                Wanted(Template.CONFIRM_ADDRESS, lambda letter: mails.confirm_address(letter, url, event.data.until))
            ]

        return await self._desk.send(events, mail)

    async def registered(self, events: Sequence[ParticipantRegistered]) -> list[Outcome]:
        """Everybody who takes part gets a confirmation."""
        return await self._desk.send(events, lambda *_: [Wanted(Template.CONFIRMATION, mails.confirmation)])

    async def agenda_ready(self, events: Sequence[AgendaReady]) -> list[Outcome]:
        """Everybody gets their agenda."""

        def mail(event: AgendaReady, _: Contact) -> list[Wanted]:
            return [Wanted(Template.AGENDA, lambda letter: mails.agenda(letter, event.subject, event.data))]

        return await self._desk.send(events, mail)

    async def agenda_changed(self, events: Sequence[AgendaChanged]) -> list[Outcome]:
        """Whose day the programme changed is told how. Who changed it themselves knows."""

        def mail(event: AgendaChanged, _: Contact) -> list[Wanted]:
            return [Wanted(Template.DAY_CHANGED, lambda letter: mails.day_changed(letter, event.data))]

        altered = [event for event in events if event.data.altered]
        sent = iter(await self._desk.send(altered, mail))
        return [next(sent) if event.data.altered else Done() for event in events]

    async def waitlisted(self, events: Sequence[ParticipantWaitlisted]) -> list[Outcome]:
        """Whoever waits is told so, and where to see how long the queue is."""
        return await self._desk.send(events, lambda *_: [Wanted(Template.WAITLISTED, mails.waitlisted)])

    async def offered(self, events: Sequence[ParticipantOffered]) -> list[Outcome]:
        """Whoever waited is asked whether they take the place."""

        def mail(event: ParticipantOffered, _: Contact) -> list[Wanted]:
            url = self._urls.offer(event.id)
            return [Wanted(Template.OFFER, lambda letter: mails.offer(letter, url, event.data.until))]

        return await self._desk.send(events, mail)

    async def cancelled(self, events: Sequence[ParticipantCancelled]) -> list[Outcome]:
        """Whoever takes part no more is told why, and how to come back. Whoever stopped the news gets no mail."""

        def mail(event: ParticipantCancelled, _: Contact) -> list[Wanted]:
            if event.data.only_interested:
                return []
            url = self._urls.signup(event.conference)
            return [
                Wanted(Template.CANCELLATION, lambda letter: mails.cancellation(letter, event.data.reason, url)),
            ]

        return await self._desk.send(events, mail)

    async def signup_repeated(self, events: Sequence[ParticipantSignupRepeated]) -> list[Outcome]:
        """Who is known already gets their link; where the second signup says something else, they decide."""

        def mail(event: ParticipantSignupRepeated, _: Contact) -> list[Wanted]:
            url = self._urls.review(event.id)
            if not event.data.held:
                return [Wanted(Template.LINK, mails.link)]
            proven = not event.data.pending
            return [Wanted(Template.LINK, lambda letter: mails.second_signup(letter, url), proven=proven)]

        return await self._desk.send(events, mail)
