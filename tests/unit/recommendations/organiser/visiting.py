"""Somebody with a link to the organiser's pages, and what they read there."""

import re
from datetime import date
from html import unescape

from services.recommendations.organiser.visits import Visit
from shared.contracts.registration import Conference

CONFERENCE = Conference(
    slug="pacing-2027",
    version=1,
    name="Pacing 2027",
    starts_on=date(2027, 3, 3),
    ends_on=date(2027, 3, 4),
    zone="America/Detroit",
    place="Grand Rapids",
    capacity=400,
    open=True,
)
VISIT = Visit(CONFERENCE, "a-token", "http://registration.example.org/console/conferences/pacing-2027")


def text(html: str) -> str:
    """What is to be read below the head of a page."""
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def described(html: str) -> list[str]:
    """What its pictures say to those who do not see them."""
    return [" ".join(unescape(one).split()) for one in re.findall(r'role="img" aria-label="([^"]*)"', html)]
