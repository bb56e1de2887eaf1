"""Somebody wants to be reached at another address: the owner of the one known now is told."""

from email.message import EmailMessage

from services.notifications.mails.envelope import enclose
from services.notifications.mails.letter import Letter
from services.notifications.mails.words import Button, write
from shared.languages import _


def address_notice(letter: Letter) -> EmailMessage:
    """To the address known now, whoever asked. Raises ValueError if no header can hold a part of it."""
    subject = _("Somebody asked to change your address for %(conference)s", conference=letter.conference.name)
    assert letter.manage_url
    button = Button(_("Open your signup"), letter.manage_url)
    return enclose(letter, subject, write("address_notice", letter, subject, button))
