"""A programme as a spreadsheet: a row for each session."""

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from services.recommendations.programme_files import csv_times
from services.recommendations.programme_files.abouts import about_sessions
from services.recommendations.programme_files.csv_columns import INGREDIENTS, layout
from services.recommendations.programme_files.csv_row import Reading, Sheet
from services.recommendations.programme_files.csv_row_times import length_of, start_of
from services.recommendations.programme_files.csv_sheet import read_sheet, without_heading
from services.recommendations.programme_files.csv_values import csv_text, links, listed, people, whole_number
from services.recommendations.programme_files.events import NO_ROOM
from services.recommendations.programme_files.found import Entry, Found, Remark, Unreadable, Wanted
from services.recommendations.programme_files.ids import guid_of
from services.recommendations.programme_files.languages import language_of
from services.recommendations.programme_files.own_format import SessionRequest
from services.recommendations.programme_files.twice import each_once
from shared.cells import meant
from shared.forms.text import prose
from shared.wrong import wrong_with

_PROSE = ("abstract", "description")
_NOTHING = ("missing", "string_too_short", "int_type", "datetime_type")
_EMPTY = "is empty, and is needed"


def read_csv(content: bytes, conference: str, zone: str | None) -> Found:
    """Its sessions. `zone`: None where nobody knows. Raises Unreadable."""
    header, rows = read_sheet(content)
    places = layout(header)
    if missing := [name for name in ("title",) if name not in places]:
        raise Unreadable(Remark("", f"has no column {missing[0]}: is this a programme?", row=1))
    days = [row.cells[places[name]] for row in rows for name in ("start", "date", "end") if name in places]
    sheet = Sheet(header, places, conference, ZoneInfo(zone or "UTC"), csv_times.day_first(days))
    faults: list[Remark] = []
    notes = without_heading(header, rows)
    given: list[Entry] = []
    derived: list[Entry] = []
    seen: dict[str, int] = {}
    for row in rows:
        reading = _Reading(sheet, row)
        entry = reading.entry()
        faults += [*row.outside(), *reading.faults]
        notes += reading.notes
        if entry is None:
            continue
        guid = reading.line("guid")
        if guid and guid in seen:
            faults.append(row.remark(sheet.heading("guid"), f"is that of row {seen[guid]}, too"))
        seen.setdefault(guid, row.number)
        (given if guid else derived).append(entry)
    unique, again = each_once(derived)
    entries = [*given, *unique]
    return Found(entries, faults, [*notes, *again], about_sessions(entries, sheet.zone if zone else None))


class _Reading(Reading):
    def entry(self) -> Entry | None:
        """The session, None with `faults`."""
        start = start_of(self)
        said: dict[str, Any] = {
            "guid": self._guid(),
            "title": self.line("title"),
            **{name: prose(self.cell(name)) for name in _PROSE},
            "start": start,
            "minutes": length_of(self, start),
            "room": self._room(),
            **{name: self.line(name) or None for name in ("subtitle", "track", "type", "url")},
            **{name: self.word(name) for name in ("area", "level")},
            "capacity": self._read("capacity", whole_number),
            **{name: listed(self.cell(name)) for name in ("tags", "prerequisites")},
            "speakers": people(self.cell("speakers")),
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

    def _guid(self) -> str:
        said = {"guid": self.line("guid"), "title": self.line("title"), "room": self.line("room")}
        return guid_of(said, self.sheet.conference)

    def _room(self) -> str:
        if room := self.line("room"):
            return room
        self.note("room", f"is empty; it is “{NO_ROOM}”")
        return NO_ROOM

    def _read(self, name: str, how: Callable[[str], int | None]) -> int | None:
        try:
            return how(self.line(name))
        except ValueError as wrong:
            self.fault(name, str(wrong))
            return None

    def _checked(self, said: Mapping[str, Any]) -> SessionRequest | None:
        try:
            return SessionRequest.model_validate(said)
        except ValidationError as invalid:
            for error in invalid.errors(include_url=False, include_input=False):
                name = str(error["loc"][1] if error["loc"][0] == "ingredients" else error["loc"][0])
                if name not in self.unread:
                    self.fault(name, _EMPTY if error["type"] in _NOTHING else wrong_with(error))
            return None
