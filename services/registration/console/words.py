"""What states, events and times are called on the console."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton

from services.registration.participants.life import State
from shared.contracts.registration import Purpose
from shared.contracts.vocabulary import Language
from shared.languages import N_, _, current_language, gettext
from shared.spoken import clock_of_day, spoken_date, spoken_day

STATES = {
    State.CONFIRMED: (N_("Confirmed"), N_("have a place")),
    State.OFFERED: (N_("Offered"), N_("a place is held until they answer")),
    State.WAITLISTED: (N_("Waiting"), N_("on the waiting list")),
    State.PENDING: (N_("Unconfirmed"), N_("have not yet confirmed their address")),
    State.INTERESTED: (N_("Interested"), N_("want news, and have not signed up")),
    State.CANCELLED: (N_("Cancelled"), N_("take part no more, or stopped the news")),
    State.ERASED: (N_("Erased"), N_("nothing is left but the fact")),
}
"""What a state is called, and what is so of those who are in it."""
_EVENTS = {
    "contact.changed.v1": N_("How to reach them was noted"),
    "contact.proposed.v1": N_("Asked to be reached at another address"),
    "participant.interested.v1": N_("Asked for news of the conference"),
    "participant.pending.v1": N_("Signed up; a mail asks to confirm the address"),
    "participant.registered.v1": N_("Got a place"),
    "participant.wishes_changed.v1": N_("Changed goals, steps, hours or lengths"),
    "participant.waitlisted.v1": N_("Went on the waiting list"),
    "participant.offered.v1": N_("Was offered a place"),
    "participant.cancelled.v1": N_("Takes part no more, or stopped the news"),
    "participant.erased.v1": N_("Was erased"),
    "participant.signup_repeated.v1": N_("Signed up once more with the same address"),
    "participant.address_changed.v1": N_("Is reached at another address from now on"),
}
_PURPOSES = {
    Purpose.OPERATIONAL: N_("Mail about this conference"),
    Purpose.UPDATES: N_("News of this conference and of later ones"),
}
UNITS = {1: N_("minutes"), 60: N_("hours"), 24 * 60: N_("days")}
"""Minutes, and what so many of them are called."""


def state(name: str) -> str:
    """`Waiting` of `waitlisted`."""
    return gettext(STATES[State(name)][0])


def happened(type: str) -> str:
    """An event in plain words; one that is not known here stays itself."""
    return gettext(_EVENTS[type]) if type in _EVENTS else type


def purpose(name: Purpose) -> str:
    """What an address may be used for."""
    return gettext(_PURPOSES[name])


def moment(instant: datetime, zone: str) -> str:
    """`28 October, 9:40 am`, on the clock of a conference."""
    local = instant.astimezone(ZoneInfo(zone))
    return _("%(day)s, %(time)s", day=spoken_date(local.date()), time=clock_of_day(local))


def bar(start: datetime, unit: str) -> str:
    """What one bar of a chart stands for."""
    if unit == "hour":
        return _("%(day)s, %(time)s", day=spoken_date(start.date()), time=clock_of_day(start))
    if unit == "week":
        return _("week of %(day)s", day=spoken_date(start.date()))
    return spoken_day(start.date())


def tick(start: datetime, unit: str) -> str:
    """The same, short enough for an axis."""
    if unit == "hour":
        return clock_of_day(start)
    # Of all kinds of English, this one says the day first, as these pages do.
    locale = "en_GB" if current_language() == Language.ENGLISH else current_language()
    return format_skeleton("MMMd", start.date(), locale=locale)
