"""Going into a session that has only so many seats: decided, seated and planned in one write, or not at all."""

from dataclasses import replace

from services.recommendations.days.ports import DecisionStore, Setting
from services.recommendations.days.remaking import Remaking
from services.recommendations.planner import Planner
from services.recommendations.ports import AgendaStore
from services.recommendations.seats.ports import NoSeat
from shared.contracts.recommendations import AgendaMoved
from shared.events import FrozenEvent
from shared.outcomes import Done, Unavailable


class Joining:
    """Keeps such a decision together with the day that has the seat: who decided to go there has it."""

    def __init__(self, decisions: DecisionStore, agendas: AgendaStore, planner: Planner, remaking: Remaking) -> None:
        self._decisions, self._agendas, self._planner, self._remaking = decisions, agendas, planner, remaking

    async def keep(self, event: AgendaMoved, setting: Setting, guid: str) -> Done | None:
        """What is to be told; None where others wrote the same meanwhile. Raises NoSeat."""
        participant = event.subject
        # In this order: what is written over what was found follows from nothing older.
        found = (await self._agendas.found([participant])).get(participant)
        wanted = await self._remaking.wanted(participant)
        if found is None or wanted is None:
            raise Unavailable("there is no day to go somewhere from")
        if guid in wanted.full:
            raise NoSeat
        built = self._planner.plan(replace(wanted, setting=setting), found, event)

        if not await self._decisions.save(setting, FrozenEvent.of(event), built, found.revision):
            return None
        await self._remaking.overtaken(wanted.prepared, [participant])
        return Done((built.told[-1].event,))
