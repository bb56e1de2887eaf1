"""Calendars (iCalendar, RFC 5545): the save-the-date of a conference, and somebody's agenda.

Written line by line rather than with a library: every mail carries one, and building eight events out of
property objects took twenty times as long. The tests read the result with the library.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from shared.contracts.recommendations import AgendaItem
from shared.contracts.registration import Conference
from shared.languages import _
from shared.reasons import reworded

CONTENT_TYPE = "text/calendar; charset=utf-8"

_DATE = "%Y%m%d"
_INSTANT = "%Y%m%dT%H%M%SZ"
_LONGEST_LINE = 75
"""Octets, without the line break (RFC 5545, 3.1)."""


def save_the_date(conference: Conference, stamp: datetime) -> bytes:
    """The conference as all-day event. `stamp`: when this was made, zone-aware."""
    the_day_after = conference.ends_on + timedelta(days=1)  # the end of an all-day event is exclusive
    event = [
        b"BEGIN:VEVENT",
        _text("UID", f"{conference.slug}@desirepath"),
        _instant("DTSTAMP", stamp.astimezone(UTC)),
        f"DTSTART;VALUE=DATE:{conference.starts_on:{_DATE}}".encode(),
        f"DTEND;VALUE=DATE:{the_day_after:{_DATE}}".encode(),
        _text("SUMMARY", conference.name),
        _text("LOCATION", conference.place),
        b"TRANSP:TRANSPARENT",
        b"END:VEVENT",
    ]
    return _calendar(conference.name, conference.zone, event)


def agenda_calendar(
    conference: Conference,
    participant: str,
    revision: int,
    items: Sequence[AgendaItem],
    stamp: datetime,
    *,
    cancelled: bool = False,
) -> bytes:
    """Somebody's sessions. UIDs stay and SEQUENCE rises with `revision`, so calendars replace rather than add.

    `cancelled`: they are to go. A calendar without events would do for those that subscribe, but it is none by RFC 5545
    (3.6), and one that imported the sessions would keep them. METHOD:CANCEL is for invitations of an organizer, and
    subscribers do not read it. Sessions published again as cancelled (RFC 5546, 3.2.1) are understood by both.
    """
    events: list[bytes] = []
    sequence = f"SEQUENCE:{revision - 1}".encode()
    stamped = _instant("DTSTAMP", stamp.astimezone(UTC))
    for item in items:
        # Instants in UTC need no VTIMEZONE; every calendar shows them on its owner's clock.
        start = item.start.astimezone(UTC)
        events += [
            b"BEGIN:VEVENT",
            _text("UID", f"{item.guid}.{participant}@{conference.slug}.desirepath"),
            sequence,
            stamped,
            _instant("DTSTART", start),
            _instant("DTEND", start + timedelta(minutes=item.minutes)),
            _text("SUMMARY", item.title),
            _text("LOCATION", f"{item.room}, {conference.place}"),
            _text("DESCRIPTION", reworded(item.why)),
            *([b"STATUS:CANCELLED"] if cancelled else []),
            b"END:VEVENT",
        ]
    return _calendar(_("My agenda: %(conference)s", conference=conference.name), conference.zone, events or _NOTHING)


def empty_agenda(conference: Conference | None) -> bytes:
    """For calendars that subscribe before there is anything: an error, they would keep. None: not known here yet."""
    if conference is None:
        return _calendar(_("My agenda"), "UTC", _NOTHING)
    return _calendar(_("My agenda: %(conference)s", conference=conference.name), conference.zone, _NOTHING)


_NOTHING = (
    *(b"BEGIN:VTIMEZONE", b"TZID:UTC", b"BEGIN:STANDARD", b"DTSTART:19700101T000000"),
    *(b"TZOFFSETFROM:+0000", b"TZOFFSETTO:+0000", b"END:STANDARD", b"END:VTIMEZONE"),
)
"""A calendar holds one component at least (3.6). A zone that nothing uses is one that nobody sees."""


def _calendar(name: str, zone: str, events: Sequence[bytes]) -> bytes:
    return b"\r\n".join(
        [
            b"BEGIN:VCALENDAR",
            b"VERSION:2.0",
            b"PRODID:-//Desire Path//EN",
            b"CALSCALE:GREGORIAN",
            b"METHOD:PUBLISH",
            _text("X-WR-CALNAME", name),
            _text("X-WR-TIMEZONE", zone),
            *events,
            b"END:VCALENDAR",
            b"",
        ]
    )


def _instant(name: str, instant: datetime) -> bytes:
    """A property of type DATE-TIME. `instant` is in UTC."""
    return f"{name}:{instant:{_INSTANT}}".encode()


def _text(name: str, text: str) -> bytes:
    """A property of type TEXT, escaped (3.3.11): nothing in a title can end its line or its value."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    broken = escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")
    return _folded(f"{name}:{broken}".encode())


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
