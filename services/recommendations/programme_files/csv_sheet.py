"""From bytes to rows: whatever a spreadsheet saved as CSV."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.recommendations.programme_files.csv_columns import called, layout
from services.recommendations.programme_files.decoding import decoded
from services.recommendations.programme_files.found import Remark, Unreadable
from services.recommendations.programme_files.xml_text import tellable
from shared.cells import letter, meant

_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_CELL = 1_000_000
_NAMED = "sep="


@dataclass(frozen=True, slots=True)
class Row:
    """One row with something in it. `number`: as the spreadsheet counts, from 1. `header`: what columns are called."""

    number: int
    cells: Sequence[str]
    header: Sequence[str]

    def remark(self, field: str, detail: str) -> Remark:
        """About the column of that name, whoever's name it is, or the whole row."""
        place = self.header.index(field) if field in self.header else layout(self.header).get(field)
        if place is None:
            return Remark(field, detail, row=self.number)
        return Remark(self.header[place], detail, row=self.number, column=letter(place))

    def outside(self) -> list[Remark]:
        """What is written beyond the last column."""
        beyond = range(len(self.header), len(self.cells))
        written = [letter(place) for place in beyond if self.cells[place].strip()][:1]
        detail = "is beyond the last column: is there a delimiter too many?"
        return [Remark("", f"what is in {column} {detail}", row=self.number, column=column) for column in written]


def read_sheet(content: bytes) -> tuple[Sequence[str], list[Row]]:
    """The first row that has something in it, and the others. Raises Unreadable."""
    text: str = tellable(decoded(content, otherwise="cp1252"))
    first, _, rest = text.partition("\n")
    delimiter = ""
    if first.strip().casefold().startswith(_NAMED):  # Excel's own line, which it does not show
        delimiter, text = first.strip()[len(_NAMED) :][:1], rest
    delimiter = delimiter or max(_DELIMITERS, key=lambda one: _sense(text, one))
    number = 0
    found: list[tuple[int, list[str]]] = []
    try:
        for number, cells in enumerate(_reader(text, delimiter), 1):
            if any(map(str.strip, cells)):
                found.append((number, cells))
    except csv.Error as wrong:
        raise Unreadable(Remark("", "cannot be read: look at its quotation marks", row=number + 1)) from wrong
    if not found:
        raise Unreadable(Remark("", "there is nothing in this file"))
    header = [meant(heading).strip() for heading in found[0][1]]
    while header and not header[-1]:
        header.pop()
    rows = [Row(at, [*cells, *[""] * (len(header) - len(cells))], header) for at, cells in found[1:]]
    return header, rows


def without_heading(header: Sequence[str], rows: Sequence[Row]) -> list[Remark]:
    """Columns between others that hold something nobody named, such as the numbers of rows some programs write."""
    unnamed = [place for place, heading in enumerate(header) if not heading]
    held = [place for place in unnamed if any(row.cells[place].strip() for row in rows)]
    columns = [letter(place) for place in held]
    return [Remark("", f"column {column} has no heading, and is left out", column=column) for column in columns]


def _sense(text: str, delimiter: str) -> tuple[int, int]:
    """How many columns are known, then how many there are."""
    try:
        header = next((row for row in _reader(text, delimiter) if any(map(str.strip, row))), [])
    except csv.Error:  # quotation marks that mean something with another one
        return 0, 0
    return len({called(heading) for heading in header} - {None}), len(header)


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    # Without newline="", breaks inside quotation marks would not be what they were.
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
