"""From bytes to rows: whatever a spreadsheet or another system saved as CSV."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.registration.transfer.columns import FIELDS, UnusableFile, plain
from shared.languages import _

MOST_ROWS = 50_000
_LONGEST_CELL = 100_000
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_NAMED = "sep="
_DELIMITERS = (",", ";", "\t")


class Encoding(StrEnum):
    """How the bytes of a file are letters."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    WINDOWS_1252 = "windows-1252"


@dataclass(frozen=True, slots=True)
class Row:
    """One row that has something in it. `number`: as the spreadsheet counts, the first row of the file being 1."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as rows and cells; every row is as long as the header or longer."""

    encoding: Encoding
    delimiter: str
    header: Sequence[str]
    rows: Sequence[Row]

    @property
    def filled(self) -> list[bool]:
        """Which columns have anything below the header."""
        found = [False] * len(self.header)
        for row in self.rows:
            for place, cell in enumerate(row.cells[: len(found)]):
                found[place] = found[place] or bool(cell.strip())
        return found


def read_sheet(content: bytes, mapping: Mapping[str, str]) -> Sheet:
    """Read a file. `mapping` helps to tell what separates its cells. Raises UnusableFile."""
    encoding, text = _decoded(content)
    delimiter = ""
    first, _break, rest = text.partition("\n")
    if first.strip().casefold().startswith(_NAMED):  # Excel's own line, which it does not show
        delimiter, text = first.strip("\r\n")[len(_NAMED) :][:1], rest
    delimiter = (
        delimiter if delimiter in (*_DELIMITERS, "|") else _delimiter(text, {plain(column) for column in mapping})
    )
    rows = _rows(text, delimiter)
    if not rows:
        raise UnusableFile(_("There is nothing in this file."))
    header = _trimmed(rows[0].cells)
    return Sheet(encoding, delimiter, header, [Row(row.number, _as_long(row.cells, len(header))) for row in rows[1:]])


def _decoded(content: bytes) -> tuple[Encoding, str]:
    if content.startswith((_ZIP, _OLD_EXCEL)):
        raise UnusableFile(_("This is a spreadsheet itself. Save it as CSV UTF-8, and take that file."))
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):  # "Unicode text" of Excel
            return Encoding.UTF_16, content.decode("utf-16")
        try:
            return Encoding.UTF_8, content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return Encoding.WINDOWS_1252, content.decode("cp1252")
    except UnicodeDecodeError as unknown:
        raise UnusableFile(_("The letters of this file cannot be read. Save it as CSV UTF-8.")) from unknown


def _delimiter(text: str, mapped: set[str]) -> str:
    """What makes most sense of the first row: most columns that are known, then most columns."""

    def sense(delimiter: str) -> tuple[int, int]:
        try:
            header: Sequence[str] = next((row for row in _reader(text, delimiter) if any(map(str.strip, row))), [])
        except csv.Error:  # quotation marks that mean something with another one
            return 0, 0
        return len({plain(heading) for heading in header} & (FIELDS | mapped)), len(header)

    return max(_DELIMITERS, key=sense)


def _rows(text: str, delimiter: str) -> list[Row]:
    rows: list[Row] = []
    reader = _reader(text, delimiter)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if any(map(str.strip, cells)):
                rows.append(Row(number, cells))
            if len(rows) > MOST_ROWS + 1:
                raise UnusableFile(_("There are more than %(most)s rows: take several files.", most=MOST_ROWS))
    except csv.Error as wrong:
        words = _("Row %(row)s cannot be read: look at its quotation marks.", row=number + 1)
        raise UnusableFile(words) from wrong
    return rows


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    # Without newline="", breaks inside quotation marks would not be what they were.
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _trimmed(cells: Sequence[str]) -> list[str]:
    """Without the empty columns spreadsheets leave at the end."""
    last = max((place for place, cell in enumerate(cells) if cell.strip()), default=-1)
    return list(cells[: last + 1])


def _as_long(cells: Sequence[str], columns: int) -> Sequence[str]:
    return [*cells, *[""] * (columns - len(cells))] if len(cells) < columns else cells
