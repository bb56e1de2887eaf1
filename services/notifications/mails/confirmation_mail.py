"""You are signed up: the date for the calendar, and what comes next."""

from email.message import EmailMessage

from services.notifications.mails.envelope import Calendar, enclose
from services.notifications.mails.letter import Letter
from services.notifications.mails.words import write
from shared.calendars import save_the_date
from shared.languages import _
from shared.spoken import spoken_dates, spoken_dates_in_full


def confirmation(letter: Letter) -> EmailMessage:
    """To somebody who is new, with the save-the-date attached. Raises ValueError if no header can hold a part of it."""
    conference = letter.conference
    dates = spoken_dates(conference.starts_on, conference.ends_on)
    subject = _("You're signed up: %(conference)s, %(dates)s", conference=conference.name, dates=dates)
    calendar = Calendar("save-the-date.ics", save_the_date(conference, letter.now))
    when = spoken_dates_in_full(conference.starts_on, conference.ends_on)
    return enclose(letter, subject, write("confirmation", letter, subject, dates=when), calendar)
