"""A signup waits until the owner of its address says that it is theirs."""

from datetime import datetime
from email.message import EmailMessage

from services.notifications.mails.deadline import Deadline
from services.notifications.mails.envelope import enclose
from services.notifications.mails.letter import Letter
from services.notifications.mails.words import Button, write
from shared.languages import _


def confirm_address(letter: Letter, confirm_url: str, until: datetime) -> EmailMessage:
    """To whoever owns the address that was used. Raises ValueError if no header can hold a part of it."""
    subject = _("Confirm your address for %(conference)s", conference=letter.conference.name)
    button = Button(_("Confirm your address"), confirm_url)
    return enclose(
        letter, subject, write("confirm_address", letter, subject, button, deadline=Deadline.of(until, letter))
    )
