"""Recording scans: looked at first, then written with the event that tells of each, once however often it is told."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.recommendations.attendance.ports import AttendanceStore, Recorded, Written
from services.recommendations.attendance.refusals import Refused, Why
from services.recommendations.attendance.scan import Mistimed, Scan, Way, keyed_id, mistimed, scan_id, second
from services.recommendations.domain.life import Standing
from services.recommendations.ports import Profile, ProfileStore
from services.recommendations.programmes import Current
from shared.contracts.recommendations import AttendanceCheckedIn, AttendanceCheckedOut, Passage, Session, Witness
from shared.events import FrozenEvent, Producer

AT_ONCE = 50
"""People looked up at the same time."""
_MISTIMED = {Mistimed.AHEAD: Why.AHEAD, Mistimed.EARLY: Why.EARLY, Mistimed.LATE: Why.LATE}
_WRITTEN = {Written.ERASED: Why.ERASED, Written.FULL: Why.TOO_MANY}


@dataclass(frozen=True, slots=True)
class Passing:
    """What somebody says happened: who, where, which way, when. Without a time it is now."""

    participant: str
    guid: str
    way: Way
    by: Witness
    at: datetime | None = None
    key: str | None = None
    """An idempotency key: told again with it, it is the same scan, and nothing else may be told with it."""

    def tells_of(self, scan: Scan) -> bool:
        """Whether this is what the scan recorded."""
        same = (scan.guid, scan.way) == (self.guid, self.way)
        return same and (self.at is None or second(self.at) == second(scan.at))


@dataclass(frozen=True, slots=True)
class Answer:
    """What is recorded now. `again`: it was before."""

    scan: Scan
    session: Session
    again: bool


class Recording:
    """Records who came in and went out."""

    def __init__(
        self, profiles: ProfileStore, store: AttendanceStore, producer: Producer, clock: Callable[[], datetime]
    ) -> None:
        self._profiles, self._store, self._producer, self._clock = profiles, store, producer, clock

    async def record(self, current: Current, passing: Passing, traceparent: str | None = None) -> Answer:
        """Record one. Raises Refused."""
        profile = await self._profiles.profile(passing.participant)
        scan = self.look(current, passing, profile)
        [written] = await self.write(current.conference.slug, [(passing.participant, scan)], traceparent)
        if refusal := _WRITTEN.get(written):
            raise Refused(refusal)
        if written is Written.KNOWN:
            kept = {one.id: one for one in await self._store.scans(passing.participant)}
            scan = kept.get(scan.id, scan)
            if not passing.tells_of(scan):
                raise Refused(Why.OTHER_SCAN)
        return Answer(scan, current.sessions[passing.guid], written is Written.KNOWN)

    def look(self, current: Current, passing: Passing, profile: Profile | None) -> Scan:
        """The scan it would be. Raises Refused."""
        slug, now = current.conference.slug, self._clock()
        if profile is None or profile.conference != slug:
            raise Refused(Why.NOBODY)
        if profile.life.standing is Standing.ERASED:
            raise Refused(Why.ERASED)
        session = current.sessions.get(passing.guid)
        if session is None:
            raise Refused(Why.NO_SESSION)
        at = second(passing.at or now)
        if wrong := mistimed(passing.way, at, session.start, session.start + timedelta(minutes=session.minutes), now):
            raise Refused(_MISTIMED[wrong])
        who = passing.participant
        key, way = passing.key, passing.way
        id = keyed_id(who, slug, key) if key else scan_id(who, slug, passing.guid, way, at)
        return Scan(id, passing.guid, passing.way, at, passing.by)

    async def profiles(self, participants: Iterable[str]) -> Mapping[str, Profile]:
        """Who is known of these."""
        known: dict[str, Profile] = {}
        wanted = sorted(set(participants))
        for at in range(0, len(wanted), AT_ONCE):
            some = wanted[at : at + AT_ONCE]
            found = await asyncio.gather(*(self._profiles.profile(one) for one in some))
            known |= {one: profile for one, profile in zip(some, found, strict=True) if profile}
        return known

    async def known(self, participants: Iterable[str]) -> frozenset[str]:
        """The ids of the scans of these that are recorded already."""
        return await self._store.ids(sorted(set(participants)))

    async def write(self, conference: str, scans: Sequence[tuple[str, Scan]], traceparent: str | None) -> list[Written]:
        """Write scans that were looked at, each of a participant, and what they tell."""
        return await self._store.add(
            [
                Recorded(participant, conference, scan, self._told(conference, participant, scan, traceparent))
                for participant, scan in scans
            ]
        )

    def _told(self, conference: str, participant: str, scan: Scan, traceparent: str | None) -> FrozenEvent:
        kind = AttendanceCheckedIn if scan.way is Way.IN else AttendanceCheckedOut
        event = self._producer.first(
            kind,
            id=scan.id,
            conference=conference,
            subject=participant,
            data=Passage(guid=scan.guid, at=scan.at, by=scan.by),
            traceparent=traceparent,
            at=scan.at,
        )
        return FrozenEvent.of(event)
