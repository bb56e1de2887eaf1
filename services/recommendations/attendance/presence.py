"""From scans to stays: who was inside which session from when to when, whatever order the scans are told in.

Nobody is in two places: a check-in closes what was open. Time counts inside the hours of the session as it is now, so
who came early was there from its start, and who stayed on until its end. A check-out that never came is settled by a
rule; so is one without a check-in. A session that is not in the programme any more gives nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.recommendations.attendance.scan import Scan, Way


class MissingCheckOut(StrEnum):
    """How long somebody was there who was not seen leaving."""

    UNTIL_END = "until_end"
    """To the end of the session, or until they came into another one."""
    UNTIL_NEXT = "until_next"
    """Until they came into another session; if they were seen nowhere else, nothing counts."""
    NOTHING = "nothing"


class MissingCheckIn(StrEnum):
    """Since when somebody was there who was only seen leaving."""

    NOTHING = "nothing"
    FROM_START = "from_start"
    """From the start of the session, or from when they were last seen somewhere."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When a session is."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody was inside. `open`: they are still there, as far as anybody knows."""

    guid: str
    start: datetime
    end: datetime
    open: bool = False

    @property
    def seconds(self) -> int:
        """How long, in whole seconds: minutes are made of sums, so that no half ones are lost on the way."""
        return int((self.end - self.start).total_seconds())


def stays(
    scans: Iterable[Scan],
    sessions: Mapping[str, Hours],
    now: datetime,
    *,
    no_check_out: MissingCheckOut = MissingCheckOut.UNTIL_END,
    no_check_in: MissingCheckIn = MissingCheckIn.NOTHING,
) -> tuple[Stay, ...]:
    """The stays of one participant, in order of time; no two overlap. The same set of scans gives the same stays."""
    walk = _Walk(sessions, now, no_check_out, no_check_in)
    for at, comes, guid in sorted({(scan.at, scan.way is Way.IN, scan.guid) for scan in scans}):
        walk.enter(guid, at) if comes else walk.leave(guid, at)
    walk.close()
    return tuple(walk.stays)


class _Walk:
    """One participant's way through the day, scan by scan."""

    def __init__(
        self, sessions: Mapping[str, Hours], now: datetime, no_check_out: MissingCheckOut, no_check_in: MissingCheckIn
    ) -> None:
        self._sessions, self._now = sessions, now
        self._no_check_out, self._no_check_in = no_check_out, no_check_in
        self._inside: tuple[str, datetime] | None = None
        self._last: datetime | None = None
        self._visited: set[str] = set()
        self.stays: list[Stay] = []

    def enter(self, guid: str, at: datetime) -> None:
        """They came in. Where they are already, that is nothing new."""
        if self._inside and self._inside[0] == guid:
            return
        self._settle(at)
        self._inside, self._last = (guid, at), at
        self._visited.add(guid)

    def leave(self, guid: str, at: datetime) -> None:
        """They went out, of where they were or of somewhere nobody saw them come in."""
        if self._inside and self._inside[0] == guid:
            self._add(guid, self._inside[1], at)
            self._inside = None
        elif self._only_seen_leaving(guid):
            # They came in when it started, which may be how they left another one.
            start = self._sessions[guid].start
            self.enter(guid, min(max(start, self._last or start), at))
            self.leave(guid, at)
        self._last = at

    def close(self) -> None:
        """Nothing more is known."""
        self._settle(None)

    def _only_seen_leaving(self, guid: str) -> bool:
        counts = self._no_check_in is MissingCheckIn.FROM_START
        return counts and guid in self._sessions and guid not in self._visited

    def _settle(self, at: datetime | None) -> None:
        """End a stay without a check-out: by a check-in elsewhere at `at`, or by nothing at all."""
        if self._inside is None:
            return
        (guid, since), self._inside = self._inside, None
        if guid not in self._sessions:
            return
        end = self._sessions[guid].end
        if at is None and self._now < end:
            self._add(guid, since, self._now, open=True)
        elif self._no_check_out is MissingCheckOut.UNTIL_END or (
            at is not None and self._no_check_out is MissingCheckOut.UNTIL_NEXT
        ):
            self._add(guid, since, end if at is None else at)

    def _add(self, guid: str, start: datetime, end: datetime, *, open: bool = False) -> None:
        if (hours := self._sessions.get(guid)) is None:
            return
        start, end = min(max(start, hours.start), hours.end), min(end, hours.end)
        if start < end or (open and start < hours.end):
            self.stays.append(Stay(guid, start, max(start, end), open))
