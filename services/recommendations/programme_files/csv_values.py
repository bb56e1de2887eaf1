"""Cells that hold more than a text."""

import re
from typing import Any

from shared.forms.text import line, prose

_BREAK = re.compile(r"[\r\n]")
_BETWEEN = re.compile("[;,]")
_WHOLE = re.compile(r"(\d+)(?:[.,]0+)?")


def csv_text(value: Any) -> str | None:
    """What becomes of a text in a column of its own."""
    return prose(value) or None if isinstance(value, str) else None


def listed(cell: str) -> list[str]:
    """Several words, such as tags: on lines of their own, else with semicolons or commas between them."""
    parts = cell.splitlines() if _BREAK.search(cell) else _BETWEEN.split(cell)
    return [text for part in parts if (text := line(part))]


def people(cell: str) -> list[str]:
    """Several names: on lines of their own, else between semicolons, which leave commas to names, else commas."""
    parts = cell.splitlines() if _BREAK.search(cell) else cell.split(";" if ";" in cell else ",")
    return [text for part in parts if (text := line(part))]


def links(cell: str) -> list[dict[str, Any]]:
    """A link on each line, its title behind it."""
    found = (row.strip().partition(" ") for row in cell.splitlines() if row.strip())
    return [{"url": url, "title": title.strip() or None} for url, _, title in found]


def whole_number(cell: str) -> int | None:
    """A number, which some programs write 3.0; None where nothing is written. Raises ValueError."""
    if not cell:
        return None
    if not (match := _WHOLE.fullmatch(cell)):
        raise ValueError("is no whole number such as 30")
    return int(match[1])
