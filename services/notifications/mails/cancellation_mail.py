"""Somebody takes part no more: why, and how to come back."""

from email.message import EmailMessage

from services.notifications.mails.envelope import enclose
from services.notifications.mails.letter import Letter
from services.notifications.mails.words import Button, write
from shared.contracts.registration import Ending
from shared.languages import N_, _

_TITLES = {
    Ending.ASKED: N_("Your signup is cancelled"),
    Ending.DECLINED: N_("You declined the place"),
    Ending.EXPIRED: N_("The place goes to somebody else"),
}
_SUBJECTS = {
    Ending.ASKED: N_("Your signup is cancelled: %(conference)s"),
    Ending.DECLINED: N_("You declined the place: %(conference)s"),
    Ending.EXPIRED: N_("The place held for you goes to somebody else: %(conference)s"),
}


def cancellation(letter: Letter, reason: Ending, signup_url: str) -> EmailMessage:
    """To somebody who took part or waited. Raises ValueError if no header can hold a part of it."""
    subject = _(_SUBJECTS[reason], conference=letter.conference.name)
    button = Button(_("Sign up again"), signup_url)
    return enclose(
        letter, subject, write("cancellation", letter, subject, button, title=_(_TITLES[reason]), reason=reason)
    )
