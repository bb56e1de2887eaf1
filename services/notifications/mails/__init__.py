"""The mails: functions that take what is to be said and return a mail, ready to be sent."""

from services.notifications.mails.address_changed_mail import address_changed
from services.notifications.mails.address_notice_mail import address_notice
from services.notifications.mails.agenda_mail import agenda
from services.notifications.mails.cancellation_mail import cancellation
from services.notifications.mails.confirm_address_mail import confirm_address
from services.notifications.mails.confirmation_mail import confirmation
from services.notifications.mails.day_changed_mail import day_changed
from services.notifications.mails.interest_link_mail import interest_link
from services.notifications.mails.interest_mail import interest
from services.notifications.mails.letter import Letter
from services.notifications.mails.link_mail import link
from services.notifications.mails.new_address_mail import new_address
from services.notifications.mails.offer_mail import offer
from services.notifications.mails.second_signup_mail import second_signup
from services.notifications.mails.waitlisted_mail import waitlisted

__all__ = [
    "Letter",
    "address_changed",
    "address_notice",
    "agenda",
    "cancellation",
    "confirm_address",
    "confirmation",
    "day_changed",
    "interest",
    "interest_link",
    "link",
    "new_address",
    "offer",
    "second_signup",
    "waitlisted",
]
