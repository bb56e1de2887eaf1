"""A programme as a calendar that people subscribe to or take over into their own."""

from datetime import UTC, datetime

from services.recommendations.programme_files.published import Published
from shared.calendar_lines import calendar, instant, text, uri
from shared.calendar_zones import times, zone_lines
from shared.contracts.recommendations import Session
from shared.markup import unmarked


def write_calendar(published: Published) -> bytes:
    """All sessions. UIDs stay, SEQUENCE rises with a session's version, those that are cancelled are marked."""
    conference, stamp = published.conference, published.published_at
    lines: list[bytes] = []
    gone = {session.guid for session in published.cancelled}
    everything = [*(whole.session for whole in published.sessions), *published.cancelled]
    for session in sorted(everything, key=lambda one: (one.start.timestamp(), one.guid)):
        lines += _event(session, published, cancelled=session.guid in gone)
    days = [session.start.astimezone(UTC).date() for session in everything] or [conference.starts_on]
    about = (
        instant("LAST-MODIFIED", stamp.astimezone(UTC)),
        b"REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        b"X-PUBLISHED-TTL:PT1H",
        *zone_lines(conference.zone, min(days), max(days)),
    )
    return calendar(conference.name, conference.zone, lines, about=about)


def _event(session: Session, published: Published, *, cancelled: bool) -> list[bytes]:
    conference = published.conference
    parts = (session.subtitle, ", ".join(session.speakers), session.abstract or session.description)
    said = "\n\n".join(filter(None, parts))
    stamp: datetime = published.published_at.astimezone(UTC)
    return [
        b"BEGIN:VEVENT",
        text("UID", f"{session.guid}@{conference.slug}.desirepath"),
        # The version that cancelled it is the one after its last.
        f"SEQUENCE:{session.version - 1 + cancelled}".encode(),
        instant("DTSTAMP", stamp),
        *times(session.start, session.minutes, conference.zone),
        text("SUMMARY", session.title),
        text("LOCATION", f"{session.room}, {conference.place}"),
        *([text("DESCRIPTION", unmarked(said))] if said else []),
        *([text("CATEGORIES", session.track)] if session.track else []),
        *([uri("URL", session.url)] if session.url else []),
        b"STATUS:CANCELLED" if cancelled else b"STATUS:CONFIRMED",
        b"END:VEVENT",
    ]
