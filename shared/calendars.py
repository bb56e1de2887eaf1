"""Calendars (iCalendar, RFC 5545): the save-the-date of a conference, and somebody's agenda."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from shared.contracts.recommendations import AgendaItem
from shared.contracts.registration import Conference

CONTENT_TYPE = "text/calendar; charset=utf-8"


def save_the_date(conference: Conference, stamp: datetime) -> bytes:
    """The conference as all-day event. `stamp`: when this was made, zone-aware."""
    event = Event()
    event.add("uid", f"{conference.slug}@desirepath")
    event.add("dtstamp", stamp)
    event.add("dtstart", conference.starts_on)
    event.add("dtend", conference.ends_on + timedelta(days=1))  # the end of an all-day event is exclusive
    event.add("summary", conference.name)
    event.add("location", conference.place)
    event.add("transp", "TRANSPARENT")
    return _calendar(conference.name, conference.zone, [event])


def agenda_calendar(
    conference: Conference, participant: str, version: int, items: Sequence[AgendaItem], stamp: datetime
) -> bytes:
    """Somebody's sessions. UIDs stay and SEQUENCE rises with `version`, so calendars replace rather than add."""
    events = []
    for item in items:
        event = Event()
        event.add("uid", f"{item.guid}.{participant}@{conference.slug}.desirepath")
        event.add("sequence", version - 1)
        event.add("dtstamp", stamp)
        # Instants in UTC need no VTIMEZONE; every calendar shows them on its owner's clock.
        event.add("dtstart", item.start.astimezone(UTC))
        event.add("dtend", (item.start + timedelta(minutes=item.minutes)).astimezone(UTC))
        event.add("summary", item.title)
        event.add("location", f"{item.room}, {conference.place}")
        event.add("description", item.why)
        events.append(event)
    return _calendar(f"My agenda: {conference.name}", conference.zone, events)


def _calendar(name: str, zone: str, events: Sequence[Event]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Desire Path//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", zone)
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())
