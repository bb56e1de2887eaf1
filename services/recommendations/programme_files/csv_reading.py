"""A programme as a spreadsheet: a row for each session."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from services.recommendations.programme_files import csv_times
from services.recommendations.programme_files.csv_columns import COLUMNS, INGREDIENTS, layout
from services.recommendations.programme_files.csv_sheet import Row, read_sheet
from services.recommendations.programme_files.csv_values import csv_text, links, listed, whole_number
from services.recommendations.programme_files.found import Entry, Found, Remark, Unreadable, Wanted
from services.recommendations.programme_files.ids import guid_of
from services.recommendations.programme_files.languages import language_of
from services.recommendations.programme_files.own_format import SessionRequest
from services.recommendations.programme_files.times import minutes_of
from services.recommendations.programme_files.twice import each_once
from shared.cells import meant
from shared.forms.text import line, prose

_NEEDED = {"guid", "title", "start", "minutes", "room"}
_PROSE = ("abstract", "description")


def read_csv(content: bytes, conference: str, zone: str) -> Found:
    """Its sessions. Raises Unreadable."""
    header, rows = read_sheet(content)
    places = layout(header)
    if missing := [name for name in ("title",) if name not in places]:
        raise Unreadable(Remark("", f"has no column {missing[0]}: is this a programme?", row=1))
    days = [row.cells[places[name]] for row in rows for name in ("start", "date", "end") if name in places]
    sheet = _Sheet(header, places, conference, ZoneInfo(zone), csv_times.day_first(days))
    faults: list[Remark] = []
    given: list[Entry] = []
    derived: list[Entry] = []
    seen: dict[str, int] = {}
    for row in rows:
        reading = _Reading(sheet, row)
        entry = reading.entry()
        faults += reading.faults
        if entry is None:
            continue
        guid = reading.line("guid")
        if guid and guid in seen:
            faults.append(row.remark(sheet.heading("guid"), f"is that of row {seen[guid]}, too"))
        seen.setdefault(guid, row.number)
        (given if guid else derived).append(entry)
    unique, notes = each_once(derived)
    return Found([*given, *unique], faults, notes)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What rows have in common."""

    header: Sequence[str]
    places: Mapping[str, int]
    conference: str
    zone: ZoneInfo
    day_first: bool

    def heading(self, name: str) -> str:
        """What the file calls a column."""
        return self.header[self.places[name]] if name in self.places else name

    @property
    def unsaid(self) -> frozenset[str]:
        """What there is no column for stays as it is."""
        missing = {name for name in COLUMNS if name not in self.places} - _NEEDED
        some_ingredient = not missing.issuperset(INGREDIENTS)
        return frozenset(missing - set(INGREDIENTS) | ({"ingredients"} if not some_ingredient else set()))

    @property
    def others(self) -> dict[str, int]:
        """Columns that are none of ours."""
        known = set(self.places.values())
        return {heading: place for place, heading in enumerate(self.header) if place not in known and heading}


@dataclass
class _Reading:
    """One row while it is read."""

    sheet: _Sheet
    row: Row
    faults: list[Remark] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """What is missing only because what is written cannot be read."""

    def entry(self) -> Entry | None:
        """The session, None with `faults`."""
        start = self._start()
        said: dict[str, Any] = {
            "guid": self._guid(),
            "title": self.line("title"),
            **{name: prose(self.cell(name)) for name in _PROSE},
            "start": start,
            "minutes": self._minutes(start),
            "room": self.line("room"),
            **{name: self.line(name) or None for name in ("subtitle", "track", "type", "url")},
            **{name: self._word(name) for name in ("area", "level")},
            "capacity": self._read("capacity", whole_number),
            **{name: listed(self.cell(name)) for name in ("speakers", "tags", "prerequisites")},
            "links": links(self.cell("links")),
            "ingredients": {name: self._read(name, whole_number) for name in INGREDIENTS},
        }
        if language := self.line("language"):
            said["language"] = language_of(language) or language
        request = self._checked(said)
        if self.faults or request is None or start is None:
            return None
        others = {name: prose(meant(self.row.cells[place])) for name, place in self.sheet.others.items()}
        extra = {name: text for name, text in others.items() if text}
        session = request.wanted(start).session
        return Entry(Wanted(session, extra, self.sheet.unsaid, dict.fromkeys(others, csv_text)), self.row)

    def cell(self, name: str) -> str:
        """What is written in a column, empty where there is none."""
        place = self.sheet.places.get(name)
        return "" if place is None else meant(self.row.cells[place])

    def line(self, name: str) -> str:
        """The same as one line."""
        return line(self.cell(name))

    def _guid(self) -> str:
        said = {"guid": self.line("guid"), "title": self.line("title"), "room": self.line("room")}
        return guid_of(said, self.sheet.conference)

    def _start(self) -> datetime | None:
        zone, day_first = self.sheet.zone, self.sheet.day_first
        said, day, clock = self.line("start"), self.line("date"), self.line("time")
        try:
            if day and (clock or said):
                whole_day = csv_times.day(day, zone, day_first=day_first)
                return datetime.combine(whole_day, csv_times.clock(clock or said), zone)
            return csv_times.moment(said or day, zone, day_first=day_first)
        except ValueError:
            named = next((name for name in ("start", "time", "date") if self.line(name)), "start")
            self._fault(named, "is no day and time such as 2026-10-28 09:30")
            self.unread |= {"start", "minutes"}
            return None

    def _minutes(self, start: datetime | None) -> int | None:
        if said := self.line("minutes").casefold().removesuffix("minutes").removesuffix("min").strip(" ."):
            minutes = minutes_of(said.partition(".0")[0])
            if minutes is None:
                self._fault("minutes", "is no length such as 45 or 0:45")
                self.unread.add("minutes")
            return minutes
        if not (end := self.line("end")) or start is None:
            return None
        try:
            ends = self._end(end, start)
        except ValueError:
            self._fault("end", "is no time such as 10:15")
            self.unread.add("minutes")
            return None
        return round((ends.timestamp() - start.timestamp()) / 60)

    def _end(self, said: str, start: datetime) -> datetime:
        try:
            return datetime.combine(start.date(), csv_times.clock(said), start.tzinfo)
        except ValueError:
            return csv_times.moment(said, self.sheet.zone, day_first=self.sheet.day_first)

    def _word(self, name: str) -> str | None:
        return self.line(name).casefold().replace(" ", "_").replace("-", "_") or None

    def _read(self, name: str, how: Callable[[str], int | None]) -> int | None:
        try:
            return how(self.line(name))
        except ValueError as wrong:
            self._fault(name, str(wrong))
            return None

    def _checked(self, said: Mapping[str, Any]) -> SessionRequest | None:
        try:
            return SessionRequest.model_validate(said)
        except ValidationError as invalid:
            for error in invalid.errors(include_url=False, include_input=False):
                name = str(error["loc"][1] if error["loc"][0] == "ingredients" else error["loc"][0])
                if name not in self.unread:
                    self._fault(name, _words(error))
            return None

    def _fault(self, name: str, detail: str) -> None:
        heading = self.sheet.heading(name)
        if all(fault.field != heading for fault in self.faults):
            self.faults.append(self.row.remark(heading, detail))


def _words(error: Mapping[str, Any]) -> str:
    if error["type"] in ("string_too_short", "missing", "int_type", "datetime_type"):
        return "is empty, and is needed"
    return str(error["msg"]).removeprefix("Value error, ")
