"""Joining a team, leaving it, and sharing goals in it: joining is consent, and ends when somebody says so."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from services.recommendations.days.ports import NotTakingPart
from services.recommendations.days.translation import wishes_of
from services.recommendations.domain.company import ALONE
from services.recommendations.domain.life import Standing
from services.recommendations.ports import Profile, ProfileStore
from services.recommendations.teams.ports import CompanyStore, TeamStore
from services.recommendations.teams.team import Member, NotPossible, Team, new_code
from shared.contracts.recommendations import Membership as Fact
from shared.contracts.recommendations import TeamJoined, TeamLeft
from shared.events import FrozenEvent, Producer
from shared.outcomes import Unavailable

_ATTEMPTS = 20


class Membership:
    """Who is in which team."""

    def __init__(self, teams: TeamStore, companies: CompanyStore, profiles: ProfileStore, producer: Producer) -> None:
        self._teams, self._companies, self._profiles, self._producer = teams, companies, profiles, producer

    async def begin(self, participant: str, name: str) -> Team:
        """Begin a team. Raises NotPossible and NotTakingPart."""
        profile = await self._profile(participant)
        team = Team(str(uuid4()), profile.conference, new_code(), 1, (Member(participant, name),))
        if not await self._teams.save(team, self._event(TeamJoined, team, participant)):
            raise NotPossible("elsewhere")
        return team

    async def join(self, participant: str, code: str, name: str) -> Team:
        """Join colleagues. Raises NotPossible and NotTakingPart."""
        profile = await self._profile(participant)
        for _ in range(_ATTEMPTS):
            found = await self._teams.by_code(profile.conference, code)
            if found is None:
                raise NotPossible("unknown")
            if await self._teams.of(participant):
                raise NotPossible("member" if found.has(participant) else "elsewhere")
            team = found.joined(Member(participant, name))
            if await self._teams.save(team, self._event(TeamJoined, team, participant)):
                return team
        raise Unavailable("others keep writing the same")

    async def leave(self, participant: str) -> Team | None:
        """Leave; their company is no more. None if they are in no team."""
        left = await self._change(participant, lambda found: found.left(participant), TeamLeft)
        if left is None:
            return None
        team, event = left
        if event:
            await self._companies.write(participant, None, ALONE, event)
        return team

    async def share(self, participant: str, chosen: frozenset[int]) -> Team | None:
        """Share these goals of theirs, by index, and no others. None if they are in no team."""
        profile = await self._profile(participant)
        goals = wishes_of(profile.wishes).goals if profile.wishes else ()
        own = tuple(goal for index, goal in enumerate(goals) if index in chosen)
        shared = await self._change(participant, lambda found: found.sharing(participant, own), None)
        return shared[0] if shared else None

    async def forget(self, participant: str, team: Team) -> None:
        """End what a team that somebody is not in any more still is to them, as after a process that died."""
        await self._companies.write(participant, None, ALONE, self._event(TeamLeft, team, participant))

    async def erase(self, participant: str, conference: str, event: FrozenEvent) -> None:
        """Forget somebody: name, goals, company."""
        await self._change(participant, lambda found: found.left(participant), TeamLeft)
        await self._companies.erase(participant, conference, event)

    async def _change(
        self, participant: str, changed: Callable[[Team], Team], kind: type[TeamLeft] | None
    ) -> tuple[Team, FrozenEvent | None] | None:
        """Write their team anew, with what tells of it. None if they are in no team."""
        for _ in range(_ATTEMPTS):
            found = await self._teams.of(participant)
            if found is None:
                return None
            team = changed(found)
            event = self._event(kind, team, participant) if kind else None
            if await self._teams.save(team, event):
                return team, event
        raise Unavailable("others keep writing the same")

    def _event(self, kind: type[TeamJoined] | type[TeamLeft], team: Team, participant: str) -> FrozenEvent:
        data = Fact(participant=participant, members=len(team.members))
        event: Any = self._producer.first(kind, id=str(uuid4()), conference=team.conference, subject=team.id, data=data)
        return FrozenEvent.of(event)

    async def _profile(self, participant: str) -> Profile:
        profile = await self._profiles.profile(participant)
        if profile is None or profile.wishes is None:
            raise NotTakingPart(erased=profile is not None and profile.life.standing is Standing.ERASED)
        return profile
