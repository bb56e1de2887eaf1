"""The lines calendars are made of (iCalendar, RFC 5545).

Written line by line rather than with a library: every mail carries a calendar, and building eight events out of
property objects took twenty times as long. The tests read the result with the library.
"""

from collections.abc import Sequence
from datetime import datetime

CONTENT_TYPE = "text/calendar; charset=utf-8"
_INSTANT = "%Y%m%dT%H%M%SZ"
_ON_THE_CLOCK = "%Y%m%dT%H%M%S"
_LONGEST_LINE = 75
"""Octets, without the line break (RFC 5545, 3.1)."""


def calendar(name: str, zone: str, events: Sequence[bytes], *, about: Sequence[bytes] = ()) -> bytes:
    """A whole calendar. `about`: further lines before its events."""
    return b"\r\n".join(
        [
            b"BEGIN:VCALENDAR",
            b"VERSION:2.0",
            b"PRODID:-//Desire Path//EN",
            b"CALSCALE:GREGORIAN",
            b"METHOD:PUBLISH",
            text("X-WR-CALNAME", name),
            text("X-WR-TIMEZONE", zone),
            *about,
            *events,
            b"END:VCALENDAR",
            b"",
        ]
    )


def instant(name: str, when: datetime) -> bytes:
    """A property of type DATE-TIME. `when` is in UTC."""
    return f"{name}:{when:{_INSTANT}}".encode()


def on_the_clock(name: str, when: datetime, zone: str) -> bytes:
    """The same, as the clock of a zone shows it that the calendar defines."""
    return f"{name};TZID={zone}:{when:{_ON_THE_CLOCK}}".encode()


def text(name: str, said: str) -> bytes:
    """A property of type TEXT, escaped (3.3.11): nothing in a title can end its line or its value."""
    escaped = said.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    broken = escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")
    return _folded(f"{name}:{broken}".encode())


def uri(name: str, address: str) -> bytes:
    """A property of type URI. `address` holds no spaces or line breaks."""
    return _folded(f"{name}:{address}".encode())


def _folded(line: bytes) -> bytes:
    """The line in pieces of at most 75 octets (3.1), none of which ends inside a UTF-8 character."""
    if len(line) <= _LONGEST_LINE:
        return line
    pieces = []
    start, end = 0, _LONGEST_LINE
    while end < len(line):
        while line[end] & 0b1100_0000 == 0b1000_0000:  # inside a character
            end -= 1
        pieces.append(line[start:end])
        start, end = end, end + _LONGEST_LINE - 1  # the space that continues a line counts
    pieces.append(line[start:])
    return b"\r\n ".join(pieces)
