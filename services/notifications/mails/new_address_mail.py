"""Somebody wants to be reached at another address: its owner is asked first."""

from email.message import EmailMessage

from services.notifications.mails.envelope import enclose
from services.notifications.mails.letter import Letter
from services.notifications.mails.words import Button, write
from shared.languages import _


def new_address(letter: Letter, confirm_url: str) -> EmailMessage:
    """To the new address. Raises ValueError if no header can hold a part of it."""
    subject = _("Confirm your new address for %(conference)s", conference=letter.conference.name)
    button = Button(_("Confirm your new address"), confirm_url)
    return enclose(letter, subject, write("new_address", letter, subject, button))
