"""Programmes: how one is published, and the prepared form in which days are planned from it."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import uuid4
from zoneinfo import ZoneInfo

from services.recommendations.days.translation import session_of
from services.recommendations.differences import Comparison, Difference, differences
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.walks import MeasuredWalk, measured
from services.recommendations.indexing import Indexing
from services.recommendations.ports import ConferenceReader, ProgrammeStore, Stored
from services.recommendations.programme_files.found import Framed, Wanted
from services.recommendations.programme_files.frames import over
from services.recommendations.programme_files.layout import same_frame
from services.recommendations.programme_files.room_walks import changed_walks, walks_of
from services.recommendations.reproducing.states import StateStore, state_of
from shared.contracts.envelope import derived_id
from shared.contracts.recommendations import (
    Change,
    ChangedSession,
    ProgrammePublished,
    Session,
    SessionCancellation,
    SessionCancelled,
    SessionChanged,
    SessionPublished,
)
from shared.contracts.recommendations import (
    Programme as ProgrammeFact,
)
from shared.contracts.registration import Conference
from shared.events import FrozenEvent, Producer
from shared.outcomes import Unavailable


@dataclass(frozen=True, slots=True)
class Current:
    """One version of a conference's programme, as it is shown."""

    version: int
    conference: Conference
    sessions: dict[str, Session]
    walks: tuple[MeasuredWalk, ...] = ()
    """Between rooms, where somebody measured."""

    @property
    def capacities(self) -> dict[str, int]:
        """Seats by guid, of the sessions that have only so many."""
        return {guid: one.capacity for guid, one in self.sessions.items() if one.capacity is not None}


@dataclass(frozen=True, slots=True)
class Prepared(Current):
    """The same, ready to plan from."""

    programme: Programme = field(kw_only=True)
    state: str = ""
    """The name of its content."""
    ranker: str = ""


class Programmes:
    """The programme of each conference, read and prepared once for each version."""

    def __init__(
        self,
        store: ProgrammeStore,
        conferences: ConferenceReader,
        producer: Producer,
        indexing: Indexing,
        states: StateStore | None = None,
    ) -> None:
        self._store, self._conferences, self._producer = store, conferences, producer
        self._indexing, self._states = indexing, states
        self._current: dict[str, Current] = {}
        self._prepared: dict[str, Prepared] = {}
        self._preparing: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def current(self, conference: Conference) -> Current | None:
        """The newest version, None while there is none."""
        version = await self._store.version(conference.slug)
        at_hand = self._current.get(conference.slug)
        if version == 0:
            return None
        if at_hand and at_hand.version == version and at_hand.conference == conference:
            return at_hand
        stored = await self._store.load(conference.slug)
        if stored is None:
            return None
        sessions = {session.guid: session for session in stored.sessions}
        self._current[conference.slug] = Current(stored.version, conference, sessions, walks_of(stored.frame))
        return self._current[conference.slug]

    async def prepared(self, conference: Conference) -> Prepared | None:
        """The newest version, ready to plan from, None while there is none. A new one takes a while."""
        async with self._preparing[conference.slug]:
            current = await self.current(conference)
            if current is None:
                return None
            at_hand = self._prepared.get(conference.slug)
            if at_hand and at_hand.sessions is current.sessions:
                return at_hand
            zone = ZoneInfo(conference.zone)
            sessions = [session_of(session) for session in current.sessions.values()]
            programme = await self._indexing.programme(sessions, zone, measured(current.walks))
            state = await self._kept(current)
            self._prepared[conference.slug] = Prepared(
                current.version,
                conference,
                current.sessions,
                current.walks,
                programme=programme,
                state=state,
                ranker=self._indexing.ranker,
            )
            return self._prepared[conference.slug]

    async def _kept(self, current: Current) -> str:
        """Keep what days are about to be planned from, so that they can be planned again."""
        sessions = list(current.sessions.values())
        state = state_of(current.conference.slug, current.conference.zone, sessions, current.walks)
        if self._states:
            await self._states.keep(state, sessions)
        return state.name

    async def compared(
        self, conference: Conference, wanted: Sequence[Wanted], frame: Framed | None = None
    ) -> Comparison:
        """What publishing would change."""
        stored = await self._store.load(conference.slug) or Stored(0, (), {})
        found = differences(stored, wanted)
        framed = over(frame, stored.frame, conference)
        same = same_frame(framed, stored.frame, conference, stored.version, found.programme)
        complete = bool(stored.version) and stored.complete
        told = stored.frame if same else framed
        return Comparison(stored.version, found, told, changed_walks(stored.frame, told), same and complete)

    async def publish(
        self, conference: Conference, wanted: Sequence[Wanted], frame: Framed | None = None
    ) -> Difference:
        """Make the programme what is wanted. The same again changes nothing and says nothing.

        `frame`: what is kept beside the sessions; None if whoever wants them says nothing of that.
        """
        compared = await self.compared(conference, wanted, frame)
        if not compared:
            return compared.difference(compared.version)
        found = compared.differences
        story = str(uuid4())
        version = compared.version + 1
        done = await self._store.save(
            conference.slug,
            version,
            [
                *((one.session, one.extra, self._new(story, conference, one.session)) for one in found.new),
                *(
                    (one.session, one.extra, self._changed(story, conference, one.session, changes))
                    for one, changes in found.changed
                ),
            ],
            [(one, self._cancelled(story, conference, one)) for one in found.gone],
            self._published(story, conference, version, len(wanted), compared.rooms),
            compared.frame,
            compared.rooms,
            self._producer.clock(),
        )
        if not done:
            raise Unavailable("somebody else is importing this programme")
        return compared.difference(version)

    def _new(self, story: str, conference: Conference, session: Session) -> FrozenEvent:
        id = derived_id(story, SessionPublished.kind, session.guid)
        event = self._producer.first(
            SessionPublished, id=id, story=story, conference=conference.slug, subject=session.guid, data=session
        )
        return FrozenEvent.of(event)

    def _changed(
        self, story: str, conference: Conference, session: Session, changes: tuple[Change, ...]
    ) -> FrozenEvent:
        data = ChangedSession.model_validate({**dict(session), "changes": changes})
        id = derived_id(story, SessionChanged.kind, session.guid)
        event = self._producer.first(
            SessionChanged, id=id, story=story, conference=conference.slug, subject=session.guid, data=data
        )
        return FrozenEvent.of(event)

    def _cancelled(self, story: str, conference: Conference, session: Session) -> FrozenEvent:
        data = SessionCancellation(version=session.version + 1, guid=session.guid, title=session.title)
        id = derived_id(story, SessionCancelled.kind, session.guid)
        event = self._producer.first(
            SessionCancelled, id=id, story=story, conference=conference.slug, subject=session.guid, data=data
        )
        return FrozenEvent.of(event)

    def _published(
        self, story: str, conference: Conference, version: int, count: int, walked: Sequence[str]
    ) -> FrozenEvent:
        data = ProgrammeFact(version=version, sessions=count, walked_differently=tuple(walked))
        event = self._producer.first(
            ProgrammePublished, id=story, conference=conference.slug, subject=conference.slug, data=data
        )
        return FrozenEvent.of(event)
