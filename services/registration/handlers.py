"""Bus in: which event goes to which use case."""

from collections.abc import Sequence

from services.registration.service import Registrar
from shared.bus.bus import Bus
from shared.bus.topology import SIGNUPS
from shared.contracts import registration
from shared.contracts.registration import SignupReceived
from shared.outcomes import Outcome


def declare(bus: Bus, registrar: Registrar) -> None:
    """Tell the bus what registration reads and says."""
    bus.says(registration.EVENTS)

    @bus.consumes(SIGNUPS)
    async def receive(signups: Sequence[SignupReceived]) -> Sequence[Outcome]:
        return await registrar.receive(signups)
