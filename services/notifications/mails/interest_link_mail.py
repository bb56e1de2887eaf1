"""Somebody who hears of a conference already asked for it again: they get the link to change or stop that."""

from email.message import EmailMessage

from services.notifications.mails.envelope import enclose
from services.notifications.mails.letter import Letter
from services.notifications.mails.words import Button, write
from shared.languages import _


def interest_link(letter: Letter) -> EmailMessage:
    """To the owner of the address, whoever used it. Raises ValueError if no header can hold a part of it."""
    subject = _("You hear about %(conference)s already", conference=letter.conference.name)
    button = Button(_("See what we hold of you"), letter.manage_url) if letter.manage_url else None
    return enclose(letter, subject, write("interest_link", letter, subject, button))
