"""Making an agenda again: because of an event, from the newest of all it depends on, over what is there."""

from typing import Any

from services.recommendations.days.ports import UNSET, SettingReader
from services.recommendations.domain.basis import Basis
from services.recommendations.planner import Planner, Wanted
from services.recommendations.ports import AgendaStore, Found, ProfileStore
from shared.contracts.envelope import CloudEvent
from shared.outcomes import Done


class Remaking:
    """Makes agendas again."""

    def __init__(self, planner: Planner, profiles: ProfileStore, agendas: AgendaStore, settings: SettingReader) -> None:
        self._planner, self._profiles, self._agendas, self._settings = planner, profiles, agendas, settings

    async def because(self, cause: CloudEvent[Any], participant: str, needed: Basis) -> Done:
        """See `over`, for whoever does not know what is there."""
        found = (await self._agendas.found([participant])).get(participant)
        return await self.over(found, participant, cause, needed)

    async def over(self, found: Found | None, participant: str, cause: CloudEvent[Any], needed: Basis) -> Done:
        """Write what follows from an event, unless what was found was made from it: that is told again.

        All it is made from is read after what is there was: whoever wrote that read nothing newer, and who writes
        meanwhile makes this a state that is gone, and another attempt.
        """
        while found is None or not found.basis.covers(needed):
            wanted = await self._wanted(participant)
            if wanted is None:
                break
            built = self._planner.plan(wanted, found, cause)
            if found is None:
                [found] = await self._agendas.add([built])
                if found is None:
                    return Done((built.told[-1].event,))
            elif await self._agendas.replace(built, found.revision):
                return Done((built.told[-1].event,))
            else:
                # What is there is replaced, never removed.
                found = (await self._agendas.found([participant]))[participant]
        return found.again(cause.id) if found else Done()

    async def _wanted(self, participant: str) -> Wanted | None:
        """All that decides on somebody's day now; None if they take no part, or there is no programme yet."""
        setting = (await self._settings.of([participant])).get(participant, UNSET)
        profile = await self._profiles.profile(participant)
        if profile is None or profile.wishes is None:
            return None
        prepared = await self._planner.current(profile.conference)
        if prepared is None:
            return None
        await self._planner.read(prepared, [profile.wishes])
        return Wanted(participant, prepared, profile.wishes, setting)
