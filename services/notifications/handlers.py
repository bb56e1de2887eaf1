"""Bus in: which event goes to which use case."""

from collections.abc import Sequence

from services.notifications.orders import MailDesk
from services.notifications.ports import ContactStore
from shared.bus import topology
from shared.bus.bus import Bus
from shared.conference_copies import ConferenceCopies
from shared.contracts import notifications
from shared.contracts.recommendations import AgendaReady
from shared.contracts.registration import (
    ConferencePublished,
    ContactChanged,
    ParticipantRegistered,
    ParticipantSignupRepeated,
)
from shared.outcomes import Done, Outcome


def declare(bus: Bus, desk: MailDesk, contacts: ContactStore, copies: ConferenceCopies) -> None:
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
        return await desk.registered(events)

    @bus.consumes(topology.NOTIFICATIONS_REPEATS)
    async def repeats(events: Sequence[ParticipantSignupRepeated]) -> Sequence[Outcome]:
        return await desk.signup_repeated(events)

    @bus.consumes(topology.NOTIFICATIONS_AGENDAS)
    async def agendas(events: Sequence[AgendaReady]) -> Sequence[Outcome]:
        return await desk.agenda_ready(events)
