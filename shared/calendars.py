"""Calendars (iCalendar, RFC 5545): the save-the-date of a conference, and somebody's agenda."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from shared.calendar_lines import CONTENT_TYPE, calendar, instant, text
from shared.contracts.recommendations import AgendaItem
from shared.contracts.registration import Conference
from shared.languages import _
from shared.reasons import reworded

__all__ = ["CONTENT_TYPE", "agenda_calendar", "save_the_date"]

_DATE = "%Y%m%d"


def save_the_date(conference: Conference, stamp: datetime) -> bytes:
    """The conference as all-day event. `stamp`: when this was made, zone-aware."""
    the_day_after = conference.ends_on + timedelta(days=1)  # the end of an all-day event is exclusive
    event = [
        b"BEGIN:VEVENT",
        text("UID", f"{conference.slug}@desirepath"),
        instant("DTSTAMP", stamp.astimezone(UTC)),
        f"DTSTART;VALUE=DATE:{conference.starts_on:{_DATE}}".encode(),
        f"DTEND;VALUE=DATE:{the_day_after:{_DATE}}".encode(),
        text("SUMMARY", conference.name),
        text("LOCATION", conference.place),
        b"TRANSP:TRANSPARENT",
        b"END:VEVENT",
    ]
    return calendar(conference.name, conference.zone, event)


def agenda_uid(conference: Conference, participant: str, guid: str) -> str:
    """What calendars know a session of somebody's agenda by, wherever they got it from."""
    return f"{guid}.{participant}@{conference.slug}.desirepath"


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
    stamped = instant("DTSTAMP", stamp.astimezone(UTC))
    for item in items:
        # Instants in UTC need no VTIMEZONE; every calendar shows them on its owner's clock.
        start = item.start.astimezone(UTC)
        events += [
            b"BEGIN:VEVENT",
            text("UID", agenda_uid(conference, participant, item.guid)),
            sequence,
            stamped,
            instant("DTSTART", start),
            instant("DTEND", start + timedelta(minutes=item.minutes)),
            text("SUMMARY", item.title),
            text("LOCATION", f"{item.room}, {conference.place}"),
            text("DESCRIPTION", reworded(item.why)),
            *([b"STATUS:CANCELLED"] if cancelled else []),
            b"END:VEVENT",
        ]
    return calendar(_("My agenda: %(conference)s", conference=conference.name), conference.zone, events or _NOTHING)


def empty_agenda(conference: Conference | None) -> bytes:
    """For calendars that subscribe before there is anything: an error, they would keep. None: not known here yet."""
    if conference is None:
        return calendar(_("My agenda"), "UTC", _NOTHING)
    return calendar(_("My agenda: %(conference)s", conference=conference.name), conference.zone, _NOTHING)


_NOTHING = (
    *(b"BEGIN:VTIMEZONE", b"TZID:UTC", b"BEGIN:STANDARD", b"DTSTART:19700101T000000"),
    *(b"TZOFFSETFROM:+0000", b"TZOFFSETTO:+0000", b"END:STANDARD", b"END:VTIMEZONE"),
)
"""A calendar holds one component at least (3.6). A zone that nothing uses is one that nobody sees."""
