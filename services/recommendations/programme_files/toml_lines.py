"""On which line of a TOML programme a field of its conference, a session or a walk is, as far as lines can tell."""

import re
from collections import Counter
from collections.abc import Mapping

_ENTRY = re.compile(r"\s*\[\[\s*(sessions|walks)\s*\]\]")
_TABLE = re.compile(r"\s*\[\s*sessions\s*\.\s*(\w+)\s*\]")
_SECTION = re.compile(r"\s*\[\s*([\w-]+)\s*\]")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_TEXT = re.compile(r'"""|\'\'\'')


def lines_of_toml(text: str) -> Mapping[tuple[str | int, ...], int]:
    """By path, the line on which something begins; the text is TOML."""
    lines: dict[tuple[str | int, ...], int] = {}
    counts: Counter[str] = Counter()
    entry: tuple[str | int, ...] = ()
    table, inside = "", ""
    for number, line in enumerate(text.splitlines(), 1):
        if not inside:
            if found := _ENTRY.match(line):
                entry, table = (found[1], counts[found[1]]), ""
                counts[found[1]] += 1
                lines[entry] = number
            elif found := _TABLE.match(line):
                table = found[1]
                lines.setdefault((*entry, table), number)
            elif found := _SECTION.match(line):
                entry, table = (found[1],), ""
                lines.setdefault(entry, number)
            elif found := _KEY.match(line):
                lines.setdefault((*entry, table, found[1]) if table else (*entry, found[1]), number)
        for quotes in _TEXT.findall(line):
            inside = "" if inside == quotes else inside or quotes
    return lines
