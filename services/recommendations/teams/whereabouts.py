"""Who of a team is where at each time: their agendas laid side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.recommendations.ports import AgendaStore
from services.recommendations.programmes import Current, Programmes
from services.recommendations.teams.team import Team
from shared.contracts.recommendations import Session
from shared.contracts.registration import Conference


@dataclass(frozen=True, slots=True)
class Place:
    """A session some of them go to, in the conference's zone."""

    session: Session
    start: datetime
    end: datetime
    participants: tuple[str, ...]
    """In the order they joined."""

    @property
    def day(self) -> date:
        """Of the conference."""
        return self.start.date()


async def whereabouts(
    team: Team, conference: Conference, agendas: AgendaStore, programmes: Programmes
) -> Sequence[Place]:
    """The sessions they go to, in order of time."""
    current = await programmes.current(conference)
    found = await agendas.found([member.participant for member in team.members])
    days = {participant: {item.guid for item in there.items} for participant, there in found.items()}
    return _places(team, conference, current, days) if current else ()


def _places(team: Team, conference: Conference, current: Current, days: Mapping[str, set[str]]) -> list[Place]:
    zone = ZoneInfo(conference.zone)
    places = []
    for session in current.sessions.values():
        there = tuple(one.participant for one in team.members if session.guid in days.get(one.participant, ()))
        if there:
            end = session.start + timedelta(minutes=session.minutes)
            places.append(Place(session, session.start.astimezone(zone), end.astimezone(zone), there))
    return sorted(places, key=lambda place: (place.start.timestamp(), place.end.timestamp(), place.session.guid))
