"""Lists of scans that were kept without a network: CSV or JSON as rows, whatever the device called its columns."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.languages import N_

MOST_ROWS = 50_000
_DELIMITERS = (",", ";", "\t")
_NAMES = {
    "participant": ("participant", "participant id", "id", "person"),
    "badge": ("badge", "code", "qr", "scan"),
    "session": ("session", "guid", "session id"),
    "way": ("way", "in/out", "in or out", "direction", "kind"),
    "time": ("time", "at", "when", "timestamp"),
}
NEEDED = ("session", "way", "time")


class UnusableList(Exception):
    """A file that holds no rows to speak of. `words`: why, to be translated; `values`: what is named in them."""

    def __init__(self, words: str, **values: object) -> None:
        super().__init__(words % values if values else words)
        self.words, self.values = words, values


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list. `number`: of the row as a spreadsheet counts, or of the entry, from 1."""

    number: int
    cells: Mapping[str, str]
    """By field; what the file does not have is missing."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as rows, and what each field is called in the file."""

    rows: Sequence[Row]
    called: Mapping[str, str]


def read_list(content: bytes) -> Sheet:
    """Read a file. Raises UnusableList."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as unknown:
        raise UnusableList(N_("The letters of this file cannot be read. Save it as CSV UTF-8.")) from unknown
    sheet = _entries(text) if text.lstrip()[:1] in ("[", "{") else _table(text)
    if len(sheet.rows) > MOST_ROWS:
        raise UnusableList(N_("There are more than %(most)s rows: take several files."), most=MOST_ROWS)
    missing = [field for field in NEEDED if field not in sheet.called]
    if not {"participant", "badge"} & set(sheet.called):
        missing.insert(0, "participant")
    if missing:
        raise UnusableList(N_("Columns that are needed are missing: %(names)s."), names=", ".join(missing))
    return sheet


def _entries(text: str) -> Sheet:
    try:
        found: Any = json.loads(text)
    except ValueError as wrong:
        raise UnusableList(N_("This is no JSON: %(problem)s."), problem=str(wrong)) from wrong
    if isinstance(found, dict):
        found = next((value for value in found.values() if isinstance(value, list)), [])
    if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
        raise UnusableList(N_("There is no list of scans in this file."))
    called = _called(dict.fromkeys(name for one in found for name in one))
    rows = [
        Row(number, {field: str(one[name]).strip() for field, name in called.items() if one.get(name) is not None})
        for number, one in enumerate(found, 1)
    ]
    return Sheet(rows, called)


def _table(text: str) -> Sheet:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        lines = [(number, cells) for number, cells in _lines(text, delimiter) if any(map(str.strip, cells))]
    except csv.Error as wrong:
        raise UnusableList(N_("A row cannot be read: look at its quotation marks.")) from wrong
    if not lines:
        raise UnusableList(N_("There is nothing in this file."))
    header = [cell.strip() for cell in lines[0][1]]
    called = _called(header)
    places = {field: header.index(name) for field, name in called.items()}
    rows = [
        Row(number, {field: cells[at].strip() for field, at in places.items() if at < len(cells)})
        for number, cells in lines[1:]
    ]
    return Sheet(rows, called)


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    return enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1)


def _called(names: Sequence[str] | Mapping[str, None]) -> dict[str, str]:
    """Which name of the file each field has: the first that is known."""
    plain = {re.sub(r"[\s_-]+", " ", name).strip().casefold(): name for name in reversed(list(names))}
    return {
        field: next(plain[known] for known in knowns if known in plain)
        for field, knowns in _NAMES.items()
        if any(known in plain for known in knowns)
    }
