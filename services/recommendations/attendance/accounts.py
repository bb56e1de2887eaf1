"""What is known of somebody's day: where they were, which hours that comes to, what it did for their goals."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.recommendations.attendance.coverage import Coverage, Plans, coverage
from services.recommendations.attendance.leaving import Leaving, leaving
from services.recommendations.attendance.ledger import Ledger, ledger
from services.recommendations.attendance.ports import AttendanceStore
from services.recommendations.attendance.presence import Hours, Stay, stays
from services.recommendations.attendance.rule_book import RuleBook
from services.recommendations.attendance.scan import Scan
from services.recommendations.days.ports import UNSET, NotTakingPart, SettingReader
from services.recommendations.days.translation import preferences_of
from services.recommendations.domain.preferences import Pin
from services.recommendations.programmes import Current, Programmes
from services.recommendations.reading import Absence, Missing, Reader, Reading
from services.recommendations.seats.ports import SeatReader
from shared.contracts.recommendations import Session


@dataclass(frozen=True, slots=True)
class Presence:
    """Where somebody was, and the hours of credit that gives."""

    participant: str
    stays: tuple[Stay, ...]
    ledger: Ledger
    leaving: Leaving | None
    """Where they are in a session."""


@dataclass(frozen=True, slots=True)
class Account:
    """All of it, for somebody who has an agenda."""

    reading: Reading
    presence: Presence
    coverage: Coverage
    now: datetime

    @property
    def inside(self) -> Session | None:
        """The session they are in, or whose start they wait for."""
        found = self.presence.leaving
        return self.reading.sessions.get(found.guid) if found else None


class Accounts:
    """Works out what is known of people's days."""

    def __init__(
        self,
        reader: Reader,
        store: AttendanceStore,
        programmes: Programmes,
        settings: SettingReader,
        seats: SeatReader,
        rules: RuleBook,
        clock: Callable[[], datetime],
    ) -> None:
        self._reader, self._store, self._programmes = reader, store, programmes
        self._settings, self._seats, self._rules, self._clock = settings, seats, rules, clock

    async def of(self, participant: str) -> Account:
        """Somebody's day so far. Raises NotTakingPart where they have no agenda (any more)."""
        reading = await self._reader.read(participant)
        if isinstance(reading, Absence):
            raise NotTakingPart(erased=reading.missing is Missing.ERASED)
        now, conference = self._clock(), reading.conference
        there = Current(reading.kept.programme_version, conference, reading.sessions)
        presence = self._presence(participant, there, await self._store.scans(participant), now)
        plans = Plans(
            agenda={item.guid: item.goal for item in reading.kept.items},
            sessions=hours_of(reading.sessions),
            fits=await self._fits(reading),
            available=frozenset(reading.sessions) - await self._closed(participant, there),
        )
        return Account(reading, presence, coverage(plans, presence.stays, now), now)

    async def presence(self, current: Current, participant: str) -> Presence:
        """Where somebody was, whether they have an agenda or not."""
        return self._presence(participant, current, await self._store.scans(participant), self._clock())

    async def everybody(self, current: Current) -> AsyncIterator[Presence]:
        """The presence of each participant who was scanned, in order of id."""
        now = self._clock()
        async for participant, scans in self._store.everybody(current.conference.slug):
            yield self._presence(participant, current, scans, now)

    async def _closed(self, participant: str, current: Current) -> frozenset[str]:
        """What they do not want to hear of, or cannot get into."""
        setting = (await self._settings.of([participant])).get(participant, UNSET)
        openings = await self._seats.openings(current.conference.slug, current.capacities, [participant])
        return preferences_of(setting).pinned(Pin.NOT) | openings.full_for(participant)

    def _presence(self, participant: str, current: Current, scans: tuple[Scan, ...], now: datetime) -> Presence:
        rules, hours = self._rules.of(current.conference.slug), hours_of(current.sessions)
        zone, tags = ZoneInfo(current.conference.zone), {one.guid: one.tags for one in current.sessions.values()}
        found = stays(scans, hours, now, no_check_out=rules.no_check_out, no_check_in=rules.no_check_in)
        left = leaving(found, hours, tags, zone, rules)
        return Presence(participant, found, ledger(found, tags, zone, rules), left)

    async def _fits(self, reading: Reading) -> list[Mapping[str, float]]:
        """How well each session fits each goal. A goal not seen before takes a while: in a thread."""
        goals = [goal.statement for goal in reading.wishes.goals]
        prepared = await self._programmes.prepared(reading.conference) if goals else None
        if prepared is None:
            return [{} for _ in goals]
        await asyncio.to_thread(prepared.programme.ranking.read, goals)
        return [prepared.programme.ranking.scores(goal) for goal in goals]


def hours_of(sessions: Mapping[str, Session]) -> dict[str, Hours]:
    """When each session is, by guid."""
    return {one.guid: Hours(one.start, one.start + timedelta(minutes=one.minutes)) for one in sessions.values()}
