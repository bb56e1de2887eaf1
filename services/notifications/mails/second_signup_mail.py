"""Somebody signed up again with a known address and said something else: its owner decides."""

from email.message import EmailMessage

from services.notifications.mails.envelope import enclose
from services.notifications.mails.letter import Letter
from services.notifications.mails.words import Button, write
from shared.languages import _


def second_signup(letter: Letter, review_url: str) -> EmailMessage:
    """To the owner of the address, whoever used it. Raises ValueError if no header can hold a part of it."""
    subject = _("A second signup for %(conference)s: which one counts?", conference=letter.conference.name)
    button = Button(_("Compare both signups"), review_url)
    return enclose(letter, subject, write("second_signup", letter, subject, button))
