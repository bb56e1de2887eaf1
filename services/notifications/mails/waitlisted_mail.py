"""No place is free: somebody waits for one."""

from email.message import EmailMessage

from services.notifications.mails.envelope import enclose
from services.notifications.mails.letter import Letter
from services.notifications.mails.words import Button, write
from shared.languages import _
from shared.spoken import spoken_dates, spoken_dates_in_full


def waitlisted(letter: Letter) -> EmailMessage:
    """To somebody who waits, with the way to their place in the queue. Raises ValueError if no header can hold it."""
    conference = letter.conference
    dates = spoken_dates(conference.starts_on, conference.ends_on)
    subject = _("You're on the waiting list: %(conference)s, %(dates)s", conference=conference.name, dates=dates)
    assert letter.manage_url
    button = Button(_("See your place in the queue"), letter.manage_url)
    when = spoken_dates_in_full(conference.starts_on, conference.ends_on)
    return enclose(letter, subject, write("waitlisted", letter, subject, button, dates=when))
