"""On which line of a TOML programme a field of a session is, as far as lines can tell."""

import re
from collections.abc import Mapping

_SESSION = re.compile(r"\s*\[\[\s*sessions\s*\]\]")
_TABLE = re.compile(r"\s*\[\s*sessions\s*\.\s*(\w+)\s*\]")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_TEXT = re.compile(r'"""|\'\'\'')


def lines_of_toml(text: str) -> Mapping[tuple[str | int, ...], int]:
    """By path, the line on which something begins; the text is TOML."""
    lines: dict[tuple[str | int, ...], int] = {}
    session, table, inside = -1, "", ""
    for number, line in enumerate(text.splitlines(), 1):
        if not inside:
            if _SESSION.match(line):
                session, table = session + 1, ""
                lines["sessions", session] = number
            elif found := _TABLE.match(line):
                table = found[1]
                lines.setdefault(("sessions", session, table), number)
            elif (found := _KEY.match(line)) and session >= 0:
                path = ("sessions", session, table, found[1]) if table else ("sessions", session, found[1])
                lines.setdefault(path, number)
        for quotes in _TEXT.findall(line):
            inside = "" if inside == quotes else inside or quotes
    return lines
