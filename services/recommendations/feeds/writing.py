"""A feed as a calendar (iCalendar, RFC 5545), asked for again every quarter of an hour."""

from datetime import UTC

from services.recommendations.feeds.feeding import Behind
from services.recommendations.feeds.ports import Feed
from services.recommendations.feeds.shown import Shown
from shared.calendar_lines import calendar, instant, text
from shared.calendar_zones import times, zone_lines
from shared.calendars import agenda_uid, empty_agenda
from shared.contracts.registration import Conference
from shared.languages import _
from shared.reasons import reworded

AGAIN = b"PT15M"
"""How soon a calendar should ask again: a room may change on the day itself."""


def write_feed(behind: Behind) -> bytes:
    """The calendar. Of somebody who was erased nothing is left in it."""
    feed, conference = behind.feed, behind.conference
    if feed is None or conference is None:
        return empty_agenda(conference)
    days = [one.start.astimezone(UTC).date() for one in feed.shown] or [conference.starts_on]
    about = (
        instant("LAST-MODIFIED", feed.changed_at.astimezone(UTC)),
        b"REFRESH-INTERVAL;VALUE=DURATION:" + AGAIN,
        b"X-PUBLISHED-TTL:" + AGAIN,
        *zone_lines(conference.zone, min(days), max(days)),
    )
    events = [line for one in feed.shown for line in _event(one, feed, conference)]
    name = _("My agenda: %(conference)s", conference=conference.name)
    return calendar(name, conference.zone, events, about=about)


def _event(one: Shown, feed: Feed, conference: Conference) -> list[bytes]:
    left = one.left_at is not None
    changed = feed.changed_at.astimezone(UTC)
    return [
        b"BEGIN:VEVENT",
        text("UID", agenda_uid(conference, feed.participant, one.guid)),
        f"SEQUENCE:{feed.revision - 1}".encode(),
        instant("DTSTAMP", changed),
        instant("LAST-MODIFIED", changed),
        *times(one.start, one.minutes, conference.zone),
        text("SUMMARY", one.title),
        text("LOCATION", f"{one.room}, {conference.place}"),
        *([] if left else [text("DESCRIPTION", reworded(one.why))]),
        *([b"STATUS:CANCELLED", b"TRANSP:TRANSPARENT"] if left else [b"STATUS:CONFIRMED"]),
        b"END:VEVENT",
    ]
