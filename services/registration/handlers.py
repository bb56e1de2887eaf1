"""Bus in: which event goes to which use case."""

from collections.abc import Sequence

from services.registration.erasing.erasures import Erasures
from services.registration.participants.registrar import Registrar
from shared.bus.bus import Bus
from shared.bus.topology import REGISTRATION_CONTACTS, REGISTRATION_PROFILES, SIGNUPS
from shared.contracts import registration
from shared.contracts.notifications import ContactErased
from shared.contracts.recommendations import ProfileErased
from shared.contracts.registration import SignupReceived
from shared.outcomes import Outcome


def declare(bus: Bus, registrar: Registrar) -> None:
    """Tell the bus what registration reads and says."""
    bus.says(registration.EVENTS)

    @bus.consumes(SIGNUPS)
    async def receive(signups: Sequence[SignupReceived]) -> Sequence[Outcome]:
        return await registrar.receive(signups)


def declare_erasures(bus: Bus, erasures: Erasures) -> None:
    """Tell the bus what registration hears of those it erased."""

    @bus.consumes(REGISTRATION_PROFILES)
    async def profiles_erased(events: Sequence[ProfileErased]) -> Sequence[Outcome]:
        return await erasures.profiles_erased(events)

    @bus.consumes(REGISTRATION_CONTACTS)
    async def contacts_erased(events: Sequence[ContactErased]) -> Sequence[Outcome]:
        return await erasures.contacts_erased(events)
