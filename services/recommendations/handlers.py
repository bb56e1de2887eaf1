"""Bus in: which event goes to which use case."""

from collections.abc import Sequence

from services.recommendations.days.rebuilding import Rebuilding
from services.recommendations.days.saying import Saying
from services.recommendations.ending import Endings
from services.recommendations.service import Participation
from shared.bus.bus import Bus
from shared.bus.topology import (
    RECOMMENDATIONS_CANCELLATIONS,
    RECOMMENDATIONS_CONFERENCES,
    RECOMMENDATIONS_ERASURES,
    RECOMMENDATIONS_MOVES,
    RECOMMENDATIONS_PARTICIPANTS,
    RECOMMENDATIONS_PREFERENCES,
    RECOMMENDATIONS_PROGRAMMES,
    RECOMMENDATIONS_WISHES,
)
from shared.conference_copies import ConferenceCopies
from shared.contracts import recommendations
from shared.contracts.recommendations import AgendaMoved, PreferencesChanged, ProgrammePublished
from shared.contracts.registration import (
    ConferencePublished,
    ParticipantCancelled,
    ParticipantErased,
    ParticipantRegistered,
    ParticipantWishesChanged,
)
from shared.outcomes import Outcome


def declare(
    bus: Bus,
    participation: Participation,
    endings: Endings,
    saying: Saying,
    rebuilding: Rebuilding,
    copies: ConferenceCopies,
) -> None:
    """Tell the bus what recommendations reads and says."""
    bus.says(recommendations.EVENTS)

    @bus.consumes(RECOMMENDATIONS_CONFERENCES)
    async def conferences(events: Sequence[ConferencePublished]) -> Sequence[Outcome]:
        return await copies.receive(events)

    @bus.consumes(RECOMMENDATIONS_PARTICIPANTS)
    async def participants(events: Sequence[ParticipantRegistered]) -> Sequence[Outcome]:
        return await participation.receive(events)

    @bus.consumes(RECOMMENDATIONS_WISHES)
    async def wishes(events: Sequence[ParticipantWishesChanged]) -> Sequence[Outcome]:
        return await participation.receive(events)

    @bus.consumes(RECOMMENDATIONS_CANCELLATIONS)
    async def cancellations(events: Sequence[ParticipantCancelled]) -> Sequence[Outcome]:
        return await endings.cancelled(events)

    @bus.consumes(RECOMMENDATIONS_ERASURES)
    async def erasures(events: Sequence[ParticipantErased]) -> Sequence[Outcome]:
        return await endings.erased(events)

    @bus.consumes(RECOMMENDATIONS_PROGRAMMES)
    async def programmes(events: Sequence[ProgrammePublished]) -> Sequence[Outcome]:
        outcomes = await participation.published(events)
        for event in events:
            await rebuilding.published(event)
        return outcomes

    @bus.consumes(RECOMMENDATIONS_PREFERENCES)
    async def preferences(events: Sequence[PreferencesChanged]) -> Sequence[Outcome]:
        return await saying.receive(events)

    @bus.consumes(RECOMMENDATIONS_MOVES)
    async def moves(events: Sequence[AgendaMoved]) -> Sequence[Outcome]:
        return await saying.receive(events)
