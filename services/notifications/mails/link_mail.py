"""Somebody signed up again with an address that is known: its owner gets their link, and nothing is changed."""

from email.message import EmailMessage

from services.notifications.mails.envelope import enclose
from services.notifications.mails.letter import Letter
from services.notifications.mails.words import write
from shared.languages import _


def link(letter: Letter) -> EmailMessage:
    """To the owner of the address, whoever used it. Raises ValueError if no header can hold a part of it."""
    subject = _("Your link to %(conference)s", conference=letter.conference.name)
    return enclose(letter, subject, write("link", letter, subject))
