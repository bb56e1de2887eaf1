"""Reading an agenda: what is known, put together for pages, calendars and JSON."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.recommendations.days.translation import told_item
from services.recommendations.domain.life import Standing
from services.recommendations.ports import AgendaStore, ConferenceReader, Ended, Kept, ProfileStore
from services.recommendations.programmes import Current, Programmes
from services.recommendations.teams.joint import APART, JointReader, with_goals
from shared.contracts.recommendations import AgendaItem, Session
from shared.contracts.registration import Conference, Wishes
from shared.links import LASTS, ExpiredLink, Links, Purpose


@dataclass(frozen=True, slots=True)
class Reading:
    """An agenda with the sessions as they are now; a session missing here was cancelled since."""

    conference: Conference
    wishes: Wishes
    """With the goals of their team after their own."""
    kept: Kept
    sessions: dict[str, Session]
    programme_version: int
    """That of `sessions`, which may be newer than the one the agenda was made from."""

    @property
    def state(self) -> str:
        """Tells apart what this agenda has looked like: its own revision and that of the programme it is shown by."""
        return f"{self.kept.revision}.{self.programme_version}"

    def items(self) -> list[AgendaItem]:
        """What still takes place, as it is now."""
        return [told_item(session, item) for item in self.kept.items if (session := self.sessions.get(item.guid))]


class Missing(StrEnum):
    """Why there is no agenda."""

    BUILDING = "building"
    """It was not asked for yet, or is under way."""
    NO_PROGRAMME = "no_programme"
    CANCELLED = "cancelled"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Absence:
    """There is no agenda, and what can be told instead."""

    missing: Missing
    conference: Conference | None = None
    ended: Ended | None = None
    items: tuple[AgendaItem, ...] = ()
    """What calendars may still show of a cancelled agenda."""


class Reader:
    """Opens agendas."""

    def __init__(
        self,
        profiles: ProfileStore,
        agendas: AgendaStore,
        conferences: ConferenceReader,
        programmes: Programmes,
        links: Links,
        joints: JointReader,
    ) -> None:
        self._profiles, self._agendas = profiles, agendas
        self._conferences, self._programmes, self._links = conferences, programmes, links
        self._joints = joints

    async def participant_of(self, token: str, purpose: Purpose = Purpose.AGENDA, *, lasts: int = LASTS) -> str:
        """Whose link this is. Raises BadLink or ExpiredLink."""
        opened = self._links.open(purpose, token, lasts=lasts)
        profile = await self._profiles.profile(opened.participant)
        if profile and profile.links_revoked_at and opened.signed_at <= profile.links_revoked_at:
            raise ExpiredLink
        return opened.participant

    async def read(self, participant: str) -> Reading | Absence:
        """The agenda, or why there is none."""
        profile = await self._profiles.profile(participant)
        if profile is None:
            return Absence(Missing.BUILDING)
        if profile.life.standing is Standing.ERASED:
            return Absence(Missing.ERASED)
        conference = await self._conferences.get(profile.conference)
        current = await self._programmes.current(conference) if conference else None
        agenda = await self._agendas.agenda(participant)
        if profile.wishes is None:
            ended = agenda if isinstance(agenda, Ended) else None
            return Absence(Missing.CANCELLED, conference, ended, _left(ended, current))
        if conference is None or current is None:
            return Absence(Missing.NO_PROGRAMME, conference)
        if not isinstance(agenda, Kept):
            return Absence(Missing.BUILDING, conference)
        joint = (await self._joints.of([participant])).get(participant, APART)
        wishes = with_goals(profile.wishes, joint.company)
        return Reading(conference, wishes, agenda, current.sessions, current.version)

    async def revoke(self, participant: str, at: datetime) -> bool:
        """Links signed until now open nothing any more. False if there is no such participant."""
        return await self._profiles.revoke_links(participant, at)


def _left(ended: Ended | None, current: Current | None) -> tuple[AgendaItem, ...]:
    if ended is None or current is None:
        return ()
    sessions = (current.sessions.get(guid) for guid in ended.sessions)
    return tuple(_item(session, "You cancelled.") for session in sessions if session)


def _item(session: Session, why: str) -> AgendaItem:
    return AgendaItem(
        guid=session.guid,
        title=session.title,
        room=session.room,
        start=session.start,
        minutes=session.minutes,
        why=why,
    )
