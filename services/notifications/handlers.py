"""Bus in: which event goes to which use case."""

from collections.abc import Sequence

from services.notifications.addresses import AddressMails
from services.notifications.erasure import Erasures
from services.notifications.orders import ParticipantMails
from services.notifications.ports import ContactStore
from shared.bus import topology
from shared.bus.bus import Bus
from shared.conference_copies import ConferenceCopies
from shared.contracts import notifications
from shared.contracts.recommendations import AgendaChanged, AgendaReady
from shared.contracts.registration import (
    ConferencePublished,
    ContactChanged,
    ContactProposed,
    ParticipantAddressChanged,
    ParticipantCancelled,
    ParticipantErased,
    ParticipantInterested,
    ParticipantOffered,
    ParticipantPending,
    ParticipantRegistered,
    ParticipantSignupRepeated,
    ParticipantWaitlisted,
)
from shared.outcomes import Done, Outcome


def declare(
    bus: Bus,
    people: ParticipantMails,
    addresses: AddressMails,
    erasures: Erasures,
    contacts: ContactStore,
    copies: ConferenceCopies,
) -> None:
    """Tell the bus what notifications reads and says."""
    bus.says(notifications.EVENTS)

    @bus.consumes(topology.NOTIFICATIONS_CONFERENCES)
    async def conferences(events: Sequence[ConferencePublished]) -> Sequence[Outcome]:
        return await copies.receive(events)

    @bus.consumes(topology.NOTIFICATIONS_CONTACTS)
    async def contact_changes(events: Sequence[ContactChanged]) -> Sequence[Outcome]:
        await contacts.keep(events)
        return [Done()] * len(events)

    @bus.consumes(topology.NOTIFICATIONS_PARTICIPANTS)
    async def participants(events: Sequence[ParticipantRegistered]) -> Sequence[Outcome]:
        return await people.registered(events)

    @bus.consumes(topology.NOTIFICATIONS_REPEATS)
    async def repeats(events: Sequence[ParticipantSignupRepeated]) -> Sequence[Outcome]:
        return await people.signup_repeated(events)

    @bus.consumes(topology.NOTIFICATIONS_INTERESTS)
    async def interests(events: Sequence[ParticipantInterested]) -> Sequence[Outcome]:
        return await people.interested(events)

    @bus.consumes(topology.NOTIFICATIONS_PENDING)
    async def pending(events: Sequence[ParticipantPending]) -> Sequence[Outcome]:
        return await people.pending(events)

    @bus.consumes(topology.NOTIFICATIONS_WAITLISTED)
    async def waitlisted(events: Sequence[ParticipantWaitlisted]) -> Sequence[Outcome]:
        return await people.waitlisted(events)

    @bus.consumes(topology.NOTIFICATIONS_OFFERS)
    async def offers(events: Sequence[ParticipantOffered]) -> Sequence[Outcome]:
        return await people.offered(events)

    @bus.consumes(topology.NOTIFICATIONS_CANCELLATIONS)
    async def cancellations(events: Sequence[ParticipantCancelled]) -> Sequence[Outcome]:
        await contacts.cancel(events)  # before anything else: mails of before are not true any more
        return await people.cancelled(events)

    @bus.consumes(topology.NOTIFICATIONS_ERASURES)
    async def erased(events: Sequence[ParticipantErased]) -> Sequence[Outcome]:
        return await erasures.erased(events)

    @bus.consumes(topology.NOTIFICATIONS_PROPOSALS)
    async def proposals(events: Sequence[ContactProposed]) -> Sequence[Outcome]:
        return await addresses.proposed(events)

    @bus.consumes(topology.NOTIFICATIONS_ADDRESSES)
    async def address_changes(events: Sequence[ParticipantAddressChanged]) -> Sequence[Outcome]:
        return await addresses.changed(events)

    @bus.consumes(topology.NOTIFICATIONS_AGENDAS)
    async def agendas(events: Sequence[AgendaReady]) -> Sequence[Outcome]:
        return await people.agenda_ready(events)

    @bus.consumes(topology.NOTIFICATIONS_AGENDA_CHANGES)
    async def agenda_changes(events: Sequence[AgendaChanged]) -> Sequence[Outcome]:
        return await people.agenda_changed(events)
