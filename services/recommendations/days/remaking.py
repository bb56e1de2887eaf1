"""Making an agenda again: because of an event, from the newest of all it depends on, over what is there."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from services.recommendations.days.alterations import the_same
from services.recommendations.days.ports import UNSET, RebuildQueue, SeenReader, SettingReader
from services.recommendations.domain.basis import Basis
from services.recommendations.planner import Planner, Wanted, by_others, told_items
from services.recommendations.ports import AgendaStore, Built, Found, ProfileStore
from services.recommendations.programmes import Prepared
from services.recommendations.seats.ports import NoSeat, SeatReader
from services.recommendations.teams.joint import APART, JointReader
from shared.contracts.envelope import CloudEvent
from shared.outcomes import Done


class Remaking:
    """Makes agendas again."""

    def __init__(
        self,
        planner: Planner,
        profiles: ProfileStore,
        agendas: AgendaStore,
        settings: SettingReader,
        rebuilds: RebuildQueue,
        attendances: SeenReader,
        joints: JointReader,
        seats: SeatReader,
    ) -> None:
        self._planner, self._profiles, self._agendas, self._settings = planner, profiles, agendas, settings
        self._rebuilds, self._attendances, self._joints = rebuilds, attendances, joints
        self._seats = seats

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
            wanted = await self.wanted(participant)
            if wanted is None:
                break
            built = self._planner.plan(wanted, found, cause)
            # A session that has only so many seats now is held, though the day stays as it is.
            lacks = await self._seats.lacks(participant, tuple(built.limits))
            if by_others(cause) and _nothing_new(found, built) and not lacks:
                return Done()
            if await self._write(built, found):
                await self.overtaken(wanted.prepared, [participant])
                return Done((built.told[-1].event,))
            # What is there is replaced, never removed.
            found = (await self._agendas.found([participant])).get(participant)
        return found.again(cause.id) if found else Done()

    async def overtaken(self, prepared: Prepared, participants: Sequence[str]) -> None:
        """Have days made again that were made while the programme they are made from became an older one.

        Whoever publishes a programme looks for the days it concerns once it is written, and may have looked before
        these were.
        """
        if newer := await self._planner.overtaken(prepared):
            await self._rebuilds.add(prepared.conference.slug, participants, newer)

    async def _write(self, built: Built, found: Found | None) -> bool:
        if found is None:
            with suppress(NoSeat):
                return await self._agendas.add([built]) == [None]
            return False
        return await self._agendas.replace(built, found.revision)

    async def wanted(self, participant: str) -> Wanted | None:
        """All that decides on somebody's day now; None if they take no part, or there is no programme yet."""
        setting = (await self._settings.of([participant])).get(participant, UNSET)
        joint = (await self._joints.of([participant])).get(participant, APART)
        profile = await self._profiles.profile(participant)
        if profile is None or profile.wishes is None:
            return None
        prepared = await self._planner.current(profile.conference)
        if prepared is None:
            return None
        await self._planner.read(prepared, [profile.wishes])
        seen = await self._attendances.seen(participant)
        openings = await self._seats.openings(profile.conference, prepared.capacities, [participant])
        return Wanted(participant, prepared, profile.wishes, setting, joint, seen, openings.full_for(participant))


def _nothing_new(found: Found | None, built: Built) -> bool:
    return found is None or the_same(told_items(found.told), told_items(built.told))
