"""Somebody wants to hear of a conference: the date for the calendar, and whether it was them."""

from email.message import EmailMessage

from services.notifications.mails.envelope import Calendar, enclose
from services.notifications.mails.letter import Letter
from services.notifications.mails.words import Button, write
from shared.calendars import save_the_date
from shared.languages import _
from shared.spoken import spoken_dates_in_full


def interest(letter: Letter, confirm_url: str) -> EmailMessage:
    """To whoever owns the address that was given. Raises ValueError if no header can hold a part of it."""
    conference = letter.conference
    subject = _("You asked to hear about %(conference)s: please confirm", conference=conference.name)
    calendar = Calendar("save-the-date.ics", save_the_date(conference, letter.now))
    button = Button(_("Yes, write to me"), confirm_url)
    when = spoken_dates_in_full(conference.starts_on, conference.ends_on)
    return enclose(letter, subject, write("interest", letter, subject, button, dates=when), calendar)
