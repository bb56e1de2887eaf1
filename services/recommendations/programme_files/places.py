"""A place in a file of values, JSON or TOML: its name, and its line where something is to be said of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.recommendations.programme_files.found import Remark
from services.recommendations.programme_files.json_reading import Path, name_of

Lines = Callable[[], Mapping[Path, int]]
"""Looked up late: most files have nothing wrong in them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file."""

    path: Path
    lines: Lines

    def remark(self, field: str, detail: str) -> Remark:
        """About a field there, or about all of it."""
        return self.remark_at((field,) if field else (), detail)

    def remark_at(self, within: Path, detail: str) -> Remark:
        """About something further in. The line is that of what is nearest around it."""
        path, lines = (*self.path, *within), self.lines()
        around = (path[:length] for length in range(len(path), -1, -1))
        return Remark(name_of(path), detail, line=next((lines[each] for each in around if each in lines), None))
