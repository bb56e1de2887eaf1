"""Somebody's agenda: the sessions with their times, and why each is there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from itertools import groupby
from zoneinfo import ZoneInfo

from services.notifications.mails.envelope import Calendar, enclose
from services.notifications.mails.letter import Letter
from services.notifications.mails.words import write
from shared.calendars import agenda_calendar
from shared.contracts.recommendations import Agenda, AgendaItem
from shared.contracts.registration import Conference
from shared.languages import _, counting
from shared.reasons import reworded
from shared.spoken import clock, clock_of_day, length, spoken_date

BREATHER = timedelta(minutes=15)
"""The shortest gap that is called free time; below it, people are on their way."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One session as it is listed. Times are on the conference's clock."""

    start: datetime
    end: datetime
    free: str
    """How much time is free before it, such as `35 minutes`; empty if it is hardly any, or the first of its day."""
    title: str
    room: str
    length: str
    why: str
    own: str = ""
    """The same times on the reader's own clock, where it differs: `2:40 pm–3:10 pm`."""

    @property
    def times(self) -> str:
        """`9:40–10:10`."""
        return f"{clock(self.start)}–{clock(self.end)}"


@dataclass(frozen=True, slots=True)
class Day:
    """The sessions of one day, in order."""

    date: date
    entries: tuple[Entry, ...]


def agenda(letter: Letter, participant: str, agenda: Agenda) -> EmailMessage:
    """To its owner, with the sessions attached as a calendar. Raises ValueError if no header can hold a part of it.

    An empty agenda says what to do next, and has nothing for the calendar.
    """
    conference = letter.conference
    own_zone = _own_zone(letter, agenda)
    days = _days(agenda.items, ZoneInfo(conference.zone), ZoneInfo(own_zone) if own_zone else None)
    subject = _("Your agenda for %(conference)s: %(gist)s", conference=conference.name, gist=_gist(days, conference))
    if not days:
        return enclose(letter, subject, write("empty", letter, subject))
    calendar = Calendar(
        f"{conference.slug}-agenda.ics",
        agenda_calendar(conference, participant, agenda.edition, agenda.items, letter.now),
    )
    words = write("agenda", letter, subject, days=days, number=len(agenda.items), own_zone=own_zone)
    return enclose(letter, subject, words, calendar)


def _gist(days: tuple[Day, ...], conference: Conference) -> str:
    if not days:
        return _("no session fits yet")
    first = days[0].entries[0].start
    when = clock(first) if first.hour < 12 else clock_of_day(first)
    if conference.starts_on != conference.ends_on:
        when = _("%(date)s at %(time)s", date=spoken_date(first.date()), time=when)
    return counting(
        "%(num)s session, starting %(when)s",
        "%(num)s sessions, starting %(when)s",
        sum(len(day.entries) for day in days),
        when=when,
    )


def _own_zone(letter: Letter, agenda: Agenda) -> str | None:
    """The reader's zone, where its clocks show another time than the conference's at any of the sessions."""
    own, theirs = letter.contact.zone, ZoneInfo(letter.conference.zone)
    if own is None:
        return None
    same = (
        item.start.astimezone(ZoneInfo(own)).utcoffset() == item.start.astimezone(theirs).utcoffset()
        for item in agenda.items
    )
    return None if all(same) else own


def _days(items: Iterable[AgendaItem], zone: ZoneInfo, own: ZoneInfo | None) -> tuple[Day, ...]:
    entries: list[Entry] = []
    for item in sorted(items, key=lambda item: item.start):
        start = item.start.astimezone(zone)
        end = (item.start.astimezone(UTC) + timedelta(minutes=item.minutes)).astimezone(zone)
        free = _free(entries[-1].end, start) if entries else ""
        theirs = f"{clock_of_day(start.astimezone(own))}–{clock_of_day(end.astimezone(own))}" if own else ""
        why = reworded(item.why)
        entries.append(Entry(start, end, free, item.title, item.room, length(item.minutes), why, theirs))
    days = groupby(entries, key=lambda entry: entry.start.date())
    return tuple(Day(day, tuple(its_entries)) for day, its_entries in days)


def _free(end: datetime, start: datetime) -> str:
    if end.date() != start.date():
        return ""
    gap = start.astimezone(UTC) - end.astimezone(UTC)
    return length(gap // timedelta(minutes=1)) if gap >= BREATHER else ""
