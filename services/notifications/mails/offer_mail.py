"""A place is held for somebody who waited, until they answer."""

from datetime import datetime
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from services.notifications.mails.deadline import Deadline
from services.notifications.mails.envelope import enclose
from services.notifications.mails.letter import Letter
from services.notifications.mails.words import Button, write
from shared.languages import _
from shared.spoken import clock_of_day, spoken_date, spoken_dates_in_full


def offer(letter: Letter, answer_url: str, until: datetime) -> EmailMessage:
    """To somebody whose turn it is. Raises ValueError if no header can hold a part of it."""
    conference = letter.conference
    there = until.astimezone(ZoneInfo(conference.zone))
    when = _("%(date)s at %(time)s", date=spoken_date(there.date()), time=clock_of_day(there))
    subject = _("A place for you at %(conference)s: answer by %(when)s", conference=conference.name, when=when)
    button = Button(_("Take or decline the place"), answer_url)
    dates = spoken_dates_in_full(conference.starts_on, conference.ends_on)
    words = write("offer", letter, subject, button, dates=dates, deadline=Deadline.of(until, letter))
    return enclose(letter, subject, words)
