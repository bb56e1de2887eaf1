"""A whole file, looked through before anything is done: what is in it, and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.registration.domain import same_person
from services.registration.participants.life import State
from services.registration.transfer.columns import Layout, layout_of
from services.registration.transfer.reading import Encoding, Row, read_sheet
from services.registration.transfer.rows import Entry, Fault, read_row
from shared.cells import meant
from shared.contracts.registration import Conference
from shared.languages import _

_GONE = (State.CANCELLED, State.INTERESTED)
"""Whoever an export says this of has not signed up, and is not signed up by an import."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row with the address of an earlier one."""

    row: int
    first: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds."""

    layout: Layout
    encoding: Encoding
    delimiter: str
    rows: int
    entries: Sequence[Entry]
    faults: Sequence[Fault]
    duplicates: Sequence[Duplicate]
    passed_over: Sequence[int]
    """Rows of an export that tell of somebody who has not signed up, or has cancelled."""

    @property
    def wrong(self) -> int:
        """How many rows cannot be taken."""
        return len({fault.row for fault in self.faults}) + len(self.duplicates)

    @property
    def notes(self) -> list[str]:
        """What is worth knowing, and not wrong."""
        return list(_notes(self))


def contents_of(content: bytes, mapping: Mapping[str, str], conference: Conference, now: datetime) -> Contents:
    """Read all of a file. Raises UnusableFile."""
    sheet = read_sheet(content, mapping)
    layout = layout_of(sheet.header, sheet.filled, mapping)
    entries: list[Entry] = []
    faults: list[Fault] = []
    duplicates: list[Duplicate] = []
    passed_over: list[int] = []
    first: dict[str, int] = {}
    for row in sheet.rows:
        if _is_gone(layout, row):
            passed_over.append(row.number)
            continue
        read = read_row(layout, row, conference.slug, conference.zone, now)
        if isinstance(read, list):
            faults += read
            continue
        address = same_person(read.signup.email)
        if address in first:
            duplicates.append(Duplicate(row.number, first[address]))
        else:
            first[address] = row.number
            entries.append(read)
    return Contents(layout, sheet.encoding, sheet.delimiter, len(sheet.rows), entries, faults, duplicates, passed_over)


def _is_gone(layout: Layout, row: Row) -> bool:
    return layout.state is not None and meant(row.cells[layout.state]).strip() in _GONE


def _notes(contents: Contents) -> Iterator[str]:
    if contents.encoding is Encoding.WINDOWS_1252:
        yield _("The file is not UTF-8. It was read as Windows-1252: look whether accents are right.")
    if kept := ", ".join(dict.fromkeys(contents.layout.answers.values())):
        yield _("No field is called like these columns, so they are kept as answers: %(columns)s.", columns=kept)
    if number := len(contents.passed_over):
        yield _("Rows of people who have cancelled or never signed up are passed over: %(number)s.", number=number)
