"""Planning the days of teams together, and anew whenever what they follow from is another one.

Every few seconds each team is compared with what it was planned from: its members and shared goals, their wishes, what
they set, and the programme. What comes of it is written as the company of each member, whose agenda is due from then on
and made again in the way all agendas are. Whatever a process that died left behind is found by the next look.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence

from services.recommendations.days.ports import UNSET, Setting, SettingReader
from services.recommendations.days.remaking import Remaking
from services.recommendations.days.translation import preferences_of, wishes_of
from services.recommendations.domain.basis import Basis
from services.recommendations.domain.company import Company
from services.recommendations.domain.wishes import Goal
from services.recommendations.planner import Planner
from services.recommendations.ports import EventBus, ProfileStore
from services.recommendations.programmes import Prepared
from services.recommendations.teams.coverage import Member, cover, covered
from services.recommendations.teams.joint import APART, shared_wishes
from services.recommendations.teams.membership import Membership
from services.recommendations.teams.ports import CompanyStore, Due, MemberReader, Outgoing, TeamStore
from services.recommendations.teams.team import Team
from shared.contracts.envelope import name_based_id
from shared.contracts.recommendations import JointPlan, TeamLeft, TeamPlanned
from shared.events import FrozenEvent, Producer

log = logging.getLogger(__name__)

EVERY = 3.0
"""Seconds between two looks."""
AT_ONCE = 50
"""Agendas made again between two questions what is due."""


class JointPlanning:
    """Plans for teams."""

    def __init__(
        self,
        teams: TeamStore,
        companies: CompanyStore,
        members: MemberReader,
        membership: Membership,
        profiles: ProfileStore,
        settings: SettingReader,
        planner: Planner,
        remaking: Remaking,
        producer: Producer,
        outbox: Outgoing,
        bus: EventBus,
    ) -> None:
        self._teams, self._companies, self._members, self._membership = teams, companies, members, membership
        self._profiles, self._settings, self._planner, self._remaking = profiles, settings, planner, remaking
        self._producer, self._outbox, self._bus = producer, outbox, bus

    async def look(self) -> None:
        """Plan for the teams that need it, and make the agendas again that are due."""
        await self.plan(await self._teams.every())
        teams = {team.id: team for team in await self._teams.every()}
        for participant, id in await self._companies.members():
            if id not in teams or not teams[id].has(participant):
                gone = teams.get(id) or await self._teams.find(id)
                if gone and not gone.has(participant):
                    await self._membership.forget(participant, gone)
        await self.work_off()

    async def plan(self, teams: Sequence[Team]) -> None:
        """Plan for those of these teams that are not planned from what is so now."""
        everybody = [member.participant for team in teams for member in team.members]
        versions, settings = await self._members.versions(everybody), await self._settings.of(everybody)
        for team in teams:
            gone = [member.participant for member in team.members if member.participant not in versions]
            for participant in gone:
                await self._membership.leave(participant)
            prepared = None if gone else await self._planner.current(team.conference)
            if prepared and team.members:
                await self._plan(team, prepared, _planned_from(team, prepared, versions, settings), settings)

    async def work_off(self) -> None:
        """Make the agendas again that are due."""
        while due := await self._companies.due(AT_ONCE):
            for one in due:
                await self._remake(one)
                await self._companies.done(one)

    async def _plan(self, team: Team, prepared: Prepared, planned_from: str, settings: Mapping[str, Setting]) -> None:
        if planned_from == team.planned_from:
            return
        members = await self._prepared_members(team, prepared, settings)
        if len(members) < len(team.members):
            return  # Somebody went meanwhile; the next look sees it.
        companies = await asyncio.to_thread(_companies, team, members)
        before = await self._companies.of(list(companies))
        changed = {who: one for who, one in companies.items() if before.get(who, APART).company != one}
        event = self._planned(team, prepared, planned_from)
        for participant, company in changed.items():
            await self._companies.write(participant, team.id, company, event)
        await self._teams.planned(team, planned_from, event if changed else None)
        await self._outbox.flush_one(team.id)
        log.info("planned for a team of %d, with %d companies that are others", len(members), len(changed))

    async def _prepared_members(self, team: Team, prepared: Prepared, settings: Mapping[str, Setting]) -> list[Member]:
        found = []
        for member in team.members:
            profile = await self._profiles.profile(member.participant)
            if profile and profile.wishes:
                wishes = shared_wishes(wishes_of(profile.wishes), Company(goals=_goals(team, member.participant)))
                set_by_them = preferences_of(settings.get(member.participant, UNSET))
                found.append(Member(member.participant, wishes, set_by_them, prepared.programme))
        goals = [goal.statement for member in found for goal in member.wishes.goals]
        await asyncio.to_thread(prepared.programme.ranking.read, goals)
        return found

    async def _remake(self, due: Due) -> None:
        kind = TeamPlanned if f".{TeamPlanned.kind}." in due.cause.address else TeamLeft
        cause = kind.parse(due.cause.body)
        done = await self._remaking.because(cause, due.participant, Basis(company=due.version))
        await self._bus.publish_all(done.events, again=done.again)

    def _planned(self, team: Team, prepared: Prepared, planned_from: str) -> FrozenEvent:
        data = JointPlan(programme_version=prepared.version, members=len(team.members))
        # The same for every process that plans for it from the same.
        id = name_based_id(team.id, f"{TeamPlanned.kind}/{planned_from}")
        event = self._producer.first(TeamPlanned, id=id, conference=team.conference, subject=team.id, data=data)
        return FrozenEvent.of(event)


def _companies(team: Team, members: Sequence[Member]) -> dict[str, Company]:
    """What the team is to each of its members."""
    days = cover(members)
    worths = {member.participant: member.alone for member in members}
    return {
        who: Company(covered(who, days, worths), day, _goals(team, who)) if len(members) > 1 else Company()
        for who, day in days.items()
    }


def _goals(team: Team, participant: str) -> tuple[Goal, ...]:
    return tuple(shared.goal for shared in team.goals if shared.by != participant)


def _planned_from(team: Team, prepared: Prepared, versions: Mapping[str, int], settings: Mapping[str, Setting]) -> str:
    """All it follows from, in a line."""
    states = (
        f"{versions[member.participant]}.{settings.get(member.participant, UNSET).version}" for member in team.members
    )
    return f"team {team.version}, programme {prepared.version}, members {' '.join(states)}"
