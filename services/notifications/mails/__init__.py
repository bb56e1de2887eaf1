"""The mails: functions that take what is to be said and return a mail, ready to be sent."""

from services.notifications.mails.agenda_mail import agenda
from services.notifications.mails.confirmation_mail import confirmation
from services.notifications.mails.letter import Letter
from services.notifications.mails.link_mail import link

__all__ = ["Letter", "agenda", "confirmation", "link"]
