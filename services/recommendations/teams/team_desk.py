"""A team as one of its members sees it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from services.recommendations.days.ports import NotTakingPart
from services.recommendations.ports import AgendaStore, ConferenceReader, ProfileStore
from services.recommendations.programmes import Programmes
from services.recommendations.teams.joint_planning import JointPlanning
from services.recommendations.teams.membership import Membership
from services.recommendations.teams.ports import TeamStore
from services.recommendations.teams.team import Team
from services.recommendations.teams.whereabouts import Place, whereabouts
from shared.contracts.registration import Conference
from shared.outcomes import Unavailable


@dataclass(frozen=True, slots=True)
class OwnGoal:
    """A goal of the one who looks, and whether their team has it too."""

    index: int
    statement: str
    shared: bool


@dataclass(frozen=True, slots=True)
class TeamView:
    """All of it. `team` is None for somebody who is in none."""

    conference: Conference
    participant: str
    own_goals: Sequence[OwnGoal]
    team: Team | None = None
    places: Sequence[Place] = ()

    @property
    def names(self) -> dict[str, str]:
        """What the members want to be called."""
        return {member.participant: member.name for member in self.team.members} if self.team else {}


@dataclass(frozen=True, slots=True)
class TeamDesk:
    """Shows teams, and plans for them as soon as somebody changed one."""

    teams: TeamStore
    membership: Membership
    planning: JointPlanning
    profiles: ProfileStore
    agendas: AgendaStore
    conferences: ConferenceReader
    programmes: Programmes

    async def view(self, participant: str) -> TeamView:
        """What they see of their team. Raises NotTakingPart."""
        profile = await self.profiles.profile(participant)
        conference = await self.conferences.get(profile.conference) if profile else None
        if profile is None or profile.wishes is None or conference is None:
            raise NotTakingPart
        team = await self.teams.of(participant)
        shared = {one.goal.statement for one in team.goals if one.by == participant} if team else set()
        goals = [
            OwnGoal(index, goal.statement, goal.statement in shared) for index, goal in enumerate(profile.wishes.goals)
        ]
        places = await whereabouts(team, conference, self.agendas, self.programmes) if team else ()
        return TeamView(conference, participant, goals, team, places)

    async def plan(self, team: Team | None) -> None:
        """Plan at once for a team that is another one; the next look does what does not come to an end here."""
        if team is None:
            return
        # It is written who is in it: what follows from that comes when the bus is back.
        with suppress(Unavailable):
            await self.planning.plan([team])
            await self.planning.work_off()
