"""Taking a list of scans: all of it is looked at first, then the rows that are right are written, each once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from services.recommendations.attendance.codes import Codes, check
from services.recommendations.attendance.lists import Row, Sheet, read_list
from services.recommendations.attendance.ports import Written
from services.recommendations.attendance.recording import Passing, Recording
from services.recommendations.attendance.refusals import FIELDS, WORDS, Refused, Why
from services.recommendations.attendance.scan import Scan, Way
from services.recommendations.ports import Profile
from services.recommendations.programmes import Current
from shared.contracts.recommendations import Witness
from shared.languages import N_
from shared.links import BadLink

_WAYS = {
    Way.IN: frozenset(("in", "check in", "check-in", "checkin", "i", "entrada", "entra", "1")),
    Way.OUT: frozenset(("out", "check out", "check-out", "checkout", "o", "salida", "sale", "0")),
}
_COLUMNS = {"at": "time"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row. `column`: as it is called in the file; `detail`: to be translated."""

    row: int
    column: str
    detail: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking a list would do. A scan that is in it twice is one."""

    rows: int
    scans: Mapping[str, tuple[int, str, Scan]]
    """By id: the row that tells of it first, whose it is, and the scan."""
    faults: Sequence[Fault]
    known: frozenset[str] = frozenset()
    """The ids of those that are recorded already."""

    @property
    def wrong(self) -> int:
        """How many rows cannot be taken."""
        return len({fault.row for fault in self.faults})


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a list."""

    new: int
    known: int
    faults: Sequence[Fault]
    """Rows of people who were erased meanwhile, and of those with far too many scans."""


class _Wrong(Exception):
    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


class ListImport:
    """Looks lists through, and takes them."""

    def __init__(self, recording: Recording, codes: Codes) -> None:
        self._recording, self._codes = recording, codes

    async def plan(self, current: Current, content: bytes) -> Plan:
        """Look a list through; nothing is written. Raises UnusableList."""
        sheet = read_list(content)
        whose, faults = self._people(sheet)
        profiles = await self._recording.profiles(participant for participant, _ in whose.values())
        scans: dict[str, tuple[int, str, Scan]] = {}
        for row in sheet.rows:
            if row.number not in whose:
                continue
            participant, badge = whose[row.number]
            try:
                scan = self._scan(current, row, participant, badge, profiles.get(participant))
            except _Wrong as wrong:
                faults.append(Fault(row.number, sheet.called.get(wrong.field, wrong.field), str(wrong)))
            else:
                scans.setdefault(scan.id, (row.number, participant, scan))
        there = await self._recording.known(participant for _, participant, _ in scans.values())
        return Plan(len(sheet.rows), scans, sorted(faults, key=lambda fault: fault.row), there & scans.keys())

    async def take(self, current: Current, plan: Plan, traceparent: str | None) -> Taken:
        """Write the rows that are right. Taken again, or after it was cut off, it writes none twice."""
        rows = list(plan.scans.values())
        pairs = [(participant, scan) for _, participant, scan in rows]
        written = await self._recording.write(current.conference.slug, pairs, traceparent)
        refused = {Written.ERASED: Why.ERASED, Written.FULL: Why.TOO_MANY}
        faults = [
            Fault(number, FIELDS[refused[one]], WORDS[refused[one]])
            for (number, _, _), one in zip(rows, written, strict=True)
            if one in refused
        ]
        return Taken(written.count(Written.NEW), written.count(Written.KNOWN), faults)

    def _people(self, sheet: Sheet) -> tuple[dict[int, tuple[str, str]], list[Fault]]:
        """Whose row each is, and the badge that says so."""
        whose: dict[int, tuple[str, str]] = {}
        faults: list[Fault] = []
        for row in sheet.rows:
            badge = row.cells.get("badge", "")
            participant = row.cells.get("participant", "").lower()
            try:
                if badge and not participant:
                    participant = self._codes.opened(badge).participant
            except BadLink:
                words = N_("This is no badge of ours, or one that is not valid any more.")
                faults.append(Fault(row.number, sheet.called["badge"], words))
                continue
            if participant:
                whose[row.number] = (participant, badge)
            else:
                column = sheet.called.get("participant") or sheet.called["badge"]
                faults.append(Fault(row.number, column, N_("This is empty, and is needed.")))
        return whose, faults

    def _scan(self, current: Current, row: Row, participant: str, badge: str, profile: Profile | None) -> Scan:
        guid, way, time = (row.cells.get(name, "") for name in ("session", "way", "time"))
        for field, said in (("session", guid), ("way", way), ("time", time)):
            if not said:
                raise _Wrong(field, N_("This is empty, and is needed."))
        try:
            if badge:
                check(self._codes.opened(badge), profile)
            passing = Passing(participant, guid, _way(way), Witness.LIST, _moment(time, current.conference.zone))
            return self._recording.look(current, passing, profile)
        except BadLink as bad:
            words = N_("This is no badge of ours, or one that is not valid any more.")
            raise _Wrong("badge", words) from bad
        except Refused as refused:
            field = _COLUMNS.get(refused.field, refused.field)
            raise _Wrong("badge" if field == "participant" and badge else field, str(refused)) from refused


def _way(text: str) -> Way:
    for way, said in _WAYS.items():
        if text.casefold() in said:
            return way
    raise _Wrong("way", N_("Write in or out."))


def _moment(text: str, zone: str) -> datetime:
    """A time without an offset is on the conference's clock."""
    try:
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
        moment.timestamp()
        return moment
    except (ValueError, OverflowError) as no_time:
        raise _Wrong("time", N_("Write a time such as 2026-10-28T14:05:07.")) from no_time
