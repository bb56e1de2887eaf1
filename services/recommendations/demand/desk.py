"""Where organisers ask for what everybody wants, and have it measured."""

from dataclasses import dataclass

from services.recommendations.demand.answers import DemandAnswer, answer
from services.recommendations.demand.measuring import Measuring, State
from services.recommendations.demand.ports import DemandStore
from services.recommendations.demand.watching import Watching
from services.recommendations.ports import ConferenceReader
from services.recommendations.programmes import Programmes
from shared.contracts.registration import Conference


@dataclass(frozen=True, slots=True)
class Desk:
    """Reads measurements and asks for new ones."""

    store: DemandStore
    measuring: Measuring
    watching: Watching
    conferences: ConferenceReader
    programmes: Programmes

    async def knows(self, slug: str) -> bool:
        """Whether there is such a conference here."""
        return await self.conferences.get(slug) is not None

    async def read(self, slug: str) -> DemandAnswer | None:
        """What was measured last; None if there is no such conference here."""
        conference = await self.conferences.get(slug)
        return await self.answered(conference) if conference else None

    async def answered(self, conference: Conference) -> DemandAnswer:
        """The same, of a conference that is at hand."""
        slug, current = conference.slug, await self.programmes.current(conference)
        measured, progress = await self.store.measured(slug), await self.store.progress(slug)
        return answer(slug, measured, progress, current.sessions if current else {})

    async def ask(self, slug: str) -> State:
        """Have it measured now, if that is possible."""
        state = await self.measuring.state(slug)
        if state is State.POSSIBLE:
            self.watching.ask(slug)
        return state
