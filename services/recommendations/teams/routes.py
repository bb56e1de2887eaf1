"""HTTP in, for programs: who of a team is where, by ids; for its members, by the names they chose."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from services.recommendations.reading import Reader
from services.recommendations.teams.team import Team
from services.recommendations.teams.team_desk import TeamDesk
from services.recommendations.teams.whereabouts import Place, whereabouts
from shared.contracts.vocabulary import UniqueId
from shared.links import BadLink
from shared.web.bearer import known_bearer
from shared.web.problems import Problem

Id = Annotated[UniqueId, Path(description="The id of a team, the subject of its events.")]
_scheme = HTTPBearer(auto_error=False)


class MemberAnswer(BaseModel):
    """Somebody in it. `name`: what they want colleagues to call them, told to members only."""

    participant: str
    name: str | None


class PlaceAnswer(BaseModel):
    """A session, and who of the team goes there."""

    guid: str
    title: str
    room: str
    start: datetime
    end: datetime
    participants: tuple[str, ...]


class TeamAnswer(BaseModel):
    """A team."""

    id: str
    conference: str
    version: int
    members: list[MemberAnswer]
    goals: list[str]
    """Those they share."""
    places: list[PlaceAnswer]
    """In order of time."""


def routes(desk: TeamDesk, reader: Reader, *tokens: str) -> APIRouter:
    """The JSON route of teams."""
    router = APIRouter(prefix="/v1/teams", tags=["teams"])
    is_known = known_bearer(*tokens)

    async def member(
        known: Annotated[bool, Depends(is_known)],
        credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_scheme)],
    ) -> str | None:
        """Whose link the caller has; None for organisers and integrators. Raises 401."""
        if known:
            return None
        try:
            return await reader.participant_of(credentials.credentials if credentials else "")
        except BadLink as bad:
            detail = "A valid bearer token is needed: a member's of this team, or an organiser's."
            raise HTTPException(401, detail, headers={"WWW-Authenticate": "Bearer"}) from bad

    @router.get("/{id}", summary="A team, and who of it is where")
    async def get_team(id: Id, caller: Annotated[str | None, Depends(member)]) -> TeamAnswer:
        team = await desk.teams.find(id)
        if team is None or (caller is not None and not team.has(caller)):
            raise Problem(404, "There is no such team.")
        conference = await desk.conferences.get(team.conference)
        places = await whereabouts(team, conference, desk.agendas, desk.programmes) if conference else ()
        return _answer(team, places, named=caller is not None)

    return router


def _answer(team: Team, places: Sequence[Place], *, named: bool) -> TeamAnswer:
    return TeamAnswer(
        id=team.id,
        conference=team.conference,
        version=team.version,
        members=[MemberAnswer(participant=one.participant, name=one.name if named else None) for one in team.members],
        goals=[shared.goal.statement for shared in team.goals],
        places=[
            PlaceAnswer(
                guid=place.session.guid,
                title=place.session.title,
                room=place.session.room,
                start=place.start,
                end=place.end,
                participants=place.participants,
            )
            for place in places
        ],
    )
