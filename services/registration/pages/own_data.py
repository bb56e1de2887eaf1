"""The page that offers people all that is held of them."""

from services.registration.own_data import OtherParts
from services.registration.pages import templates
from shared.contracts.registration import Conference
from shared.links import EXPORT_LASTS


def offer(conference: Conference, manage: str, others: OtherParts) -> str:
    """Three files, and what is in each."""
    return templates.get_template("own_data.html").render(
        conference=conference, manage=manage, others=others, minutes=EXPORT_LASTS // 60
    )
