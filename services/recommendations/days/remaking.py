"""Making an agenda again: because of an event, from the newest of all it depends on, over what is there."""

import asyncio
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

NOTHING: frozenset[str] = frozenset()


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

    async def all_because(self, cause: CloudEvent[Any], participants: Sequence[str], needed: Basis) -> list[Done]:
        """The same for many of one conference, who are all different. What can be read of all at once is."""
        found = await self._agendas.found(participants)
        wanted = await self._wanted_by(cause.conference, participants)
        made = await asyncio.gather(
            *(self._made(found.get(one), one, cause, needed, wanted.get(one)) for one in participants)
        )
        for prepared in {each.prepared.version: each.prepared for each in wanted.values()}.values():
            await self.overtaken(prepared, participants)
        return [done for done, _ in made]

    async def over(self, found: Found | None, participant: str, cause: CloudEvent[Any], needed: Basis) -> Done:
        """Write what follows from an event, unless what was found was made from it: that is told again."""
        done, prepared = await self._made(found, participant, cause, needed, None)
        if prepared:
            await self.overtaken(prepared, [participant])
        return done

    async def _made(
        self, found: Found | None, participant: str, cause: CloudEvent[Any], needed: Basis, wanted: Wanted | None
    ) -> tuple[Done, Prepared | None]:
        """The same; answers as well which programme was written from. `wanted`: where it was read already.

        All it is made from is read after what is there was: whoever wrote that read nothing newer, and who writes
        meanwhile makes this a state that is gone, and another attempt.
        """
        while found is None or not found.basis.covers(needed):
            wanted = wanted or await self.wanted(participant)
            if wanted is None:
                break
            built = self._planner.plan(wanted, found, cause)
            # A session that has only so many seats now is held, though the day stays as it is.
            lacks = await self._seats.lacks(participant, tuple(built.limits))
            if by_others(cause) and _nothing_new(found, built) and not lacks:
                return Done(), None
            if await self._write(built, found):
                return Done((built.told[-1].event,)), wanted.prepared
            # What is there is replaced, never removed.
            found, wanted = (await self._agendas.found([participant])).get(participant), None
        return (found.again(cause.id) if found else Done()), None

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
        profile = await self._profiles.profile(participant)
        return (await self._wanted_by(profile.conference, [participant])).get(participant) if profile else None

    async def _wanted_by(self, conference: str, participants: Sequence[str]) -> dict[str, Wanted]:
        """The same for many of one conference."""
        prepared = await self._planner.current(conference)
        if prepared is None:
            return {}
        settings, joints = await self._settings.of(participants), await self._joints.of(participants)
        profiles = await self._profiles.profiles(participants)
        wishes = {one: it.wishes for one in participants if (it := profiles.get(one)) and it.wishes}
        await self._planner.read(prepared, wishes.values())
        seen = await self._attendances.seen(list(wishes))
        openings = await self._seats.openings(conference, prepared.capacities, list(wishes))
        return {
            one: Wanted(
                one,
                prepared,
                their,
                settings.get(one, UNSET),
                joints.get(one, APART),
                seen.get(one, NOTHING),
                openings.full_for(one),
            )
            for one, their in wishes.items()
        }


def _nothing_new(found: Found | None, built: Built) -> bool:
    return found is None or the_same(told_items(found.told), told_items(built.told))
