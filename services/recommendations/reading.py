"""Reading an agenda: what is known, put together for pages, calendars and JSON."""

from dataclasses import dataclass
from datetime import datetime

from services.recommendations.ports import AgendaStore, ConferenceReader, Kept, Profile
from services.recommendations.programmes import Programmes
from shared.contracts.recommendations import AgendaItem, Session
from shared.contracts.registration import Conference
from shared.links import ExpiredLink, Links, Purpose


@dataclass(frozen=True, slots=True)
class Reading:
    """An agenda with the sessions as they are now; a session missing here was cancelled since."""

    conference: Conference
    profile: Profile
    kept: Kept
    sessions: dict[str, Session]

    def items(self) -> list[AgendaItem]:
        """What still takes place, as it is now."""
        return [
            AgendaItem(
                guid=item.guid,
                title=session.title,
                room=session.room,
                start=session.start,
                minutes=session.minutes,
                why=item.why,
            )
            for item in self.kept.items
            if (session := self.sessions.get(item.guid))
        ]


class Reader:
    """Opens agendas."""

    def __init__(self, store: AgendaStore, conferences: ConferenceReader, programmes: Programmes, links: Links) -> None:
        self._store, self._conferences, self._programmes, self._links = store, conferences, programmes, links

    async def participant_of(self, token: str) -> str:
        """Whose link this is. Raises BadLink or ExpiredLink."""
        opened = self._links.open(Purpose.AGENDA, token)
        profile = await self._store.profile(opened.participant)
        if profile and profile.links_revoked_at and opened.signed_at <= profile.links_revoked_at:
            raise ExpiredLink
        return opened.participant

    async def conference_of(self, participant: str) -> Conference | None:
        """The conference of a participant, None if neither is known here yet."""
        profile = await self._store.profile(participant)
        return await self._conferences.get(profile.registered.conference) if profile else None

    async def read(self, participant: str) -> Reading | None:
        """The agenda, None if there is none yet."""
        profile, kept = await self._store.profile(participant), await self._store.agenda(participant)
        conference = await self._conferences.get(kept.conference) if kept else None
        prepared = await self._programmes.current(conference) if conference else None
        if not (profile and kept and conference and prepared):
            return None
        return Reading(conference, profile, kept, prepared.sessions)

    async def revoke(self, participant: str, at: datetime) -> bool:
        """Links signed until now open nothing any more. False if there is no such participant."""
        return await self._store.revoke_links(participant, at)
