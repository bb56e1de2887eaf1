"""One row of a programme while it is read: its cells by our names for columns, and what is wrong with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from services.recommendations.programme_files.csv_columns import COLUMNS, INGREDIENTS
from services.recommendations.programme_files.csv_sheet import Row
from services.recommendations.programme_files.found import Remark
from shared.cells import meant
from shared.forms.text import line

_NEEDED = {"guid", "title", "start", "minutes", "room"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What rows have in common. `zone`: of times that do not say theirs."""

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
class Reading:
    """One row while it is read."""

    sheet: Sheet
    row: Row
    faults: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """What is missing only because what is written cannot be read."""

    def cell(self, name: str) -> str:
        """What is written in a column, empty where there is none."""
        place = self.sheet.places.get(name)
        return "" if place is None else meant(self.row.cells[place])

    def line(self, name: str) -> str:
        """The same as one line."""
        return line(self.cell(name))

    def word(self, name: str) -> str | None:
        """The same as one of the words we have for something."""
        return self.line(name).casefold().replace(" ", "_").replace("-", "_") or None

    def fault(self, name: str, detail: str) -> None:
        """Something nothing can be made of; of a column the first."""
        heading = self.sheet.heading(name)
        if all(fault.field != heading for fault in self.faults):
            self.faults.append(self.row.remark(heading, detail))

    def note(self, name: str, detail: str) -> None:
        """Something was made of it that the organiser should know."""
        self.notes.append(self.row.remark(self.sheet.heading(name), detail))
