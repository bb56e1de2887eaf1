"""Another address counts from now on: its owner gets the links that open their signup."""

from email.message import EmailMessage

from services.notifications.mails.envelope import enclose
from services.notifications.mails.letter import Letter
from services.notifications.mails.words import Button, write
from shared.contracts.registration import Standing
from shared.languages import N_, _

_WHERE_TO = {
    Standing.PENDING: N_("Open your signup and confirm it"),
    Standing.WAITLISTED: N_("See your place in the queue"),
}
"""What comes next for those who have no agenda."""


def address_changed(letter: Letter, standing: Standing) -> EmailMessage:
    """To the new address, in a letter with links. Raises ValueError if no header can hold a part of it."""
    subject = _("Mail about %(conference)s comes here now", conference=letter.conference.name)
    words = _WHERE_TO.get(standing)
    button = Button(_(words), letter.manage_url) if words and letter.manage_url else None
    return enclose(letter, subject, write("address_changed", letter, subject, button, standing=standing))
