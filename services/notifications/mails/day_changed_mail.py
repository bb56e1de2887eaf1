"""The programme changed somebody's day: what is elsewhere, gone or new in it."""

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from services.notifications.mails.envelope import enclose
from services.notifications.mails.letter import Letter
from services.notifications.mails.words import Button, write
from shared.contracts.recommendations import Agenda, Alteration, Slot
from shared.contracts.registration import Conference
from shared.languages import _, counting
from shared.spoken import clock_of_day, length, spoken_date

LONGEST = 90
"""Letters of a subject that say two things: phones show few."""


def day_changed(letter: Letter, agenda: Agenda) -> EmailMessage:
    """To its owner. Raises ValueError if no header can hold a part of it."""
    programme = [_said(one, letter.conference) for one in agenda.altered if one.by_programme]
    instead = [_said(one, letter.conference) for one in agenda.altered if not one.by_programme]
    subject = _subject(programme or instead, len(agenda.altered))
    button = Button(_("See your day"), letter.agenda_url)
    return enclose(letter, subject, write("day_changed", letter, subject, button, programme=programme, instead=instead))


def _subject(said: Sequence[str], changes: int) -> str:
    """The first thing itself, and the second where there is room for it; how many more there are."""
    named = list(said[:2])
    if len("; ".join(named)) > LONGEST:
        named = named[:1]
    if more := changes - len(named):
        named.append(counting("%(num)s more change", "%(num)s more changes", more))
    return "; ".join(named)


def _said(one: Alteration, conference: Conference) -> str:
    """The thing itself, in one line."""
    before, now, title = one.before, one.now, one.title
    if now is None:
        if one.cancelled:
            return _("Cancelled: %(title)s", title=title)
        if one.elsewhere and before:
            moved = _elsewhere(title, before, one.elsewhere, _moment(one.elsewhere.start, conference))
            return _("%(moved)s, and no longer in your day", moved=moved)
        return _("No longer in your day: %(title)s", title=title)
    when = _moment(now.start, conference)
    if before is None:
        return _("New in your day: %(title)s, %(when)s in %(room)s", title=title, when=when, room=now.room)
    return _elsewhere(title, before, now, when)


def _elsewhere(title: str, before: Slot, now: Slot, when: str) -> str:
    if before.start != now.start and before.room != now.room:
        return _("Moved: %(title)s is now %(when)s in %(room)s", title=title, when=when, room=now.room)
    if before.start != now.start:
        return _("Moved: %(title)s is now %(when)s", title=title, when=when)
    if before.room != now.room:
        return _("Room changed: %(title)s is now in %(room)s", title=title, room=now.room)
    return _("Another length: %(title)s now takes %(length)s", title=title, length=length(now.minutes))


def _moment(start: datetime, conference: Conference) -> str:
    there = start.astimezone(ZoneInfo(conference.zone))
    if conference.starts_on == conference.ends_on:
        return _("at %(time)s", time=clock_of_day(there))
    return _("on %(date)s at %(time)s", date=spoken_date(there.date()), time=clock_of_day(there))
