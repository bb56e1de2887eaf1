"""Bus in: which event goes to which use case."""

from collections.abc import Sequence

from services.recommendations.service import Planner
from shared.bus.bus import Bus
from shared.bus.topology import (
    RECOMMENDATIONS_CONFERENCES,
    RECOMMENDATIONS_PARTICIPANTS,
    RECOMMENDATIONS_PROGRAMMES,
)
from shared.conference_copies import ConferenceCopies
from shared.contracts import recommendations
from shared.contracts.recommendations import ProgrammePublished
from shared.contracts.registration import ConferencePublished, ParticipantRegistered
from shared.outcomes import Outcome


def declare(bus: Bus, planner: Planner, copies: ConferenceCopies) -> None:
    """Tell the bus what recommendations reads and says."""
    bus.says(recommendations.EVENTS)

    @bus.consumes(RECOMMENDATIONS_CONFERENCES)
    async def conferences(events: Sequence[ConferencePublished]) -> Sequence[Outcome]:
        return await copies.receive(events)

    @bus.consumes(RECOMMENDATIONS_PARTICIPANTS)
    async def participants(events: Sequence[ParticipantRegistered]) -> Sequence[Outcome]:
        return await planner.receive(events)

    @bus.consumes(RECOMMENDATIONS_PROGRAMMES)
    async def programmes(events: Sequence[ProgrammePublished]) -> Sequence[Outcome]:
        return await planner.published(events)
